import { hasFlag, opaque, type Shell } from '../state/shell.ts';
import { partsOfValue } from '../state/value.ts';
import { lookUp } from '../state/variable.ts';
import { isName } from '../syntax/characters.ts';
import type { Part } from '../syntax/syntax.ts';

/**
 * Where a tilde counts: at the start (`word`), after `=` and `:` of what looks like an assignment as well (`argument`,
 * in bash only), likewise for `export` and its relatives (`declared`, which not every shell does), after any `:` (`assigned`).
 */
export type TildeMode = 'none' | 'word' | 'argument' | 'declared' | 'assigned';

/** The parts with every tilde that counts replaced by the folder it stands for. */
export function expandTildes(shell: Shell, parts: readonly Part[], mode: TildeMode): readonly Part[] {
  if (mode === 'none' || !parts.some(hasTilde)) return parts;
  if (mode !== 'word' && hasOpenSubscript(parts[0])) {
    const unknown: Part = { kind: 'unknown', quoted: mode !== 'argument' }; // a pattern, too, where it is an argument
    return parts.map((part) => (hasTilde(part) ? unknown : part));
  }
  let colons = mode === 'assigned';
  return parts.flatMap((part, at): readonly Part[] => {
    if (part.kind !== 'text' || part.quoted) return [part];
    const assigns = mode === 'declared' || (mode === 'argument' && shell.dialect === 'bash');
    const from = at === 0 && assigns ? assignmentEnd(part.text) : undefined;
    if (from !== undefined) colons = true;
    const unsure = from !== undefined && shell.dialect !== 'bash';
    return expandText(shell, part.text, {
      from: from ?? (at === 0 ? 0 : undefined),
      colons,
      next: parts[at + 1],
      unsure,
    });
  });
}

/** Unquoted, so that it may stand for a folder. */
export const hasTilde = (part: Part): boolean => part.kind === 'text' && !part.quoted && part.text.includes('~');

/**
 * `name[` without the end of the subscript: an expansion stands in it, and the value begins somewhere behind. Of brackets
 * inside brackets, bash wants pairs.
 */
const hasOpenSubscript = (part: Part | undefined): boolean =>
  part?.kind === 'text' &&
  !part.quoted &&
  /^[A-Za-z_]\w*\[/.test(part.text) &&
  !/^[A-Za-z_]\w*\[[^[\]=]*\]\+?=/.test(part.text);

/** Where the value begins in a word that looks like `name=value`. */
function assignmentEnd(text: string): number | undefined {
  const equals = text.indexOf('=');
  if (equals === -1) return undefined;
  const name = text.slice(0, text[equals - 1] === '+' ? equals - 1 : equals);
  const bracket = name.indexOf('[');
  return isName(bracket === -1 ? name : name.slice(0, bracket)) ? equals + 1 : undefined;
}

interface Places {
  /** A tilde counts here … */
  readonly from: number | undefined;
  /** … and behind each colon. */
  readonly colons: boolean;
  readonly next: Part | undefined;
  /** It depends on the shell. */
  readonly unsure: boolean;
}

function expandText(shell: Shell, text: string, places: Places): readonly Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (let at = text.indexOf('~'); at !== -1; at = text.indexOf('~', at + 1)) {
    const counts = at === places.from || (places.colons && text[at - 1] === ':');
    const end = counts ? prefixEnd(text, at, places) : undefined;
    // zsh expands `~$x` once it knows `$x`.
    const joins = counts && end === undefined && (shell.dialect === 'zsh' || /:|=~/.test(text.slice(at)));
    if (end === undefined && !joins) continue;
    if (at > done) parts.push({ kind: 'text', text: text.slice(done, at), quoted: false });
    if (end === undefined) {
      const { next } = places;
      if (next !== undefined && 'span' in next)
        opaque(shell, 'syntax', 'a tilde and what is expanded behind it are read together', next.span);
      return [...parts, UNKNOWN];
    }
    parts.push(...(places.unsure ? [UNKNOWN] : folderParts(shell, text.slice(at + 1, end))));
    done = end;
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done), quoted: false });
  return parts;
}

/** A tilde and its name reach to the next slash; where a quote or an expansion comes first, they mean nothing. */
function prefixEnd(text: string, at: number, places: Places): number | undefined {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '/' || (places.colons && text[end] === ':')) return end;
  }
  return places.next === undefined ? text.length : undefined;
}

const UNKNOWN: Part = { kind: 'unknown', quoted: true };

/** A name that is a pattern is nobody's. */
function folderParts(shell: Shell, name: string): readonly Part[] {
  if (shell.dialect !== 'zsh' && /[*?[\]]/.test(name)) return [{ kind: 'text', text: `~${name}`, quoted: false }];
  const variable = name === '' ? 'HOME' : name === '+' ? 'PWD' : undefined;
  if (variable === undefined || hasFlag(shell, 'forgotten') || (shell.dialect !== 'bash' && name !== ''))
    return [UNKNOWN];
  const parts = partsOfValue(lookUp(shell, variable));
  if (parts.length === 0) return [emptyFolder(shell, variable)];
  return parts.map((part): Part => (typeof part === 'string' ? { kind: 'text', text: part, quoted: true } : UNKNOWN));
}

/** An empty home folder is an empty argument to bash and none to other shells; for one that is not set the system is asked. */
function emptyFolder(shell: Shell, variable: string): Part {
  if (lookUp(shell, variable).kind === 'unset') return UNKNOWN;
  return shell.dialect === 'bash' ? { kind: 'text', text: '', quoted: true } : { kind: 'unknown', quoted: false };
}
