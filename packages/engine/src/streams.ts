import type { Act } from './act.ts';
import type { Word } from './word.ts';

const STREAMS: ReadonlySet<string> = new Set(['/dev/null', '/dev/stdin', '/dev/stdout', '/dev/stderr', '/dev/tty']);
const READ_ONLY: ReadonlySet<string> = new Set(['/dev/zero', '/dev/urandom', '/dev/random']);

/** Whether a file act is on a standard stream or a device that keeps nothing: no act at all (semantics.md §1). */
export function isStandardStream(act: Act): boolean {
  if (act.kind !== 'read' && act.kind !== 'write') return false;
  if (act.path.kind !== 'text') return isProcessSubstitution(act.path);
  if (act.tree) return act.path.text === '/dev/null';
  const { text } = act.path;
  if (STREAMS.has(text) || /^\/dev\/fd\/[0-9]+$/.test(text)) return true;
  return act.kind === 'read' && READ_ONLY.has(text);
}

/** `<(…)` is handed over as a descriptor of a pipe, whose number is not known. */
function isProcessSubstitution(path: Word): boolean {
  const [head, hole, ...rest] = path.kind === 'one' ? path.parts : [];
  return head === '/dev/fd/' && typeof hole === 'object' && hole.hole === 'segment' && rest.length === 0;
}
