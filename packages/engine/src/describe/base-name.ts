import type { Hole, Parts } from '../word.ts';

/**
 * The last segments a path of this shape may have: what `cp PATH FOLDER` names the copy. None where it is the folder
 * itself (`.`, `..`, `/`), whose contents are copied. Text that is not known may hold slashes, so only a segment of it
 * is left.
 */
export function baseName(path: Parts): Parts | undefined {
  const base: (string | Hole)[] = [];
  for (const part of withoutSlashes(path).toReversed()) {
    if (typeof part !== 'string') {
      const whole = part.hole === 'segment' || part.hole === 'name';
      base.unshift(whole ? part : { hole: 'name' });
      if (!whole) break;
      continue;
    }
    const slash = part.lastIndexOf('/');
    if (slash + 1 < part.length) base.unshift(part.slice(slash + 1));
    if (slash !== -1) break;
  }
  const [only, second] = base;
  const itself = only === undefined || (second === undefined && (only === '.' || only === '..'));
  return itself ? undefined : base;
}

function withoutSlashes(path: Parts): Parts {
  const last = path[path.length - 1];
  return typeof last === 'string' ? [...path.slice(0, -1), last.replace(/\/+$/, '')] : path;
}

const ANY_NAME: Parts = [{ hole: 'name' }];

/**
 * The names that what lies at an address may be saved under: its last segment, without `.git` where a repository is
 * cloned from it. Where a server, an escape or a pattern has a say in it, any name.
 */
export function addressNames(address: Parts): readonly Parts[] {
  const [text, second] = address;
  if (typeof text !== 'string' || second !== undefined || /[?#%{[\\]/.test(text)) return [ANY_NAME];
  const path = text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/^[^/]*:/, '');
  const name = baseName([path.replace(/\/\.git\/*$/, '')])?.[0];
  if (typeof name !== 'string') return [['index.html']];
  return name.endsWith('.git') && name !== '.git' ? [[name], [name.slice(0, -'.git'.length)]] : [[name]];
}
