import { ANY_TEXT, knownText, partsOf, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { dropText, isWhole, leadingText, wordOf } from './word-parts.ts';

/** Where a consequence comes from. */
export interface Origin {
  readonly carriers: readonly number[];
  readonly hazard: boolean;
  /** The folder the command's relative paths lie in, where an option moved it. */
  readonly base: Word | undefined;
  /** For people, in backquotes: an option's name or an operand's. */
  readonly label: string;
  /** `eval`: what it runs, it runs in this very shell. */
  readonly same: boolean;
  /** The hosts to which the command connects anyway: to name one of them is no other business than its own. */
  readonly hosts?: readonly string[];
}

export type FileRole = 'read' | 'write' | 'delete' | 'read-tree' | 'write-tree' | 'delete-tree';

/** Adds a file act; `-` is standard input or output, which is no file. */
export function pushFile(into: Consequence[], role: FileRole, word: Word, origin: Origin): void {
  const kind = kindOf(role);
  if (kind !== 'delete' && knownText(word) === '-') return;
  const told = { kind, tree: role.endsWith('-tree'), carriers: origin.carriers, hazard: origin.hazard } as const;
  into.push({ ...told, path: word, ...basedOn(origin) });
  if (leadingText(word).startsWith('~')) into.push({ ...told, ...homeOf(word) });
}

/** A tilde that the shell left alone (`--config=~/x`, `file://~/x`) means the home folder to many programs. */
function homeOf(word: Word): { readonly path: Word; readonly underHome?: Word } {
  const known = leadingText(word);
  if (known !== '~' && !known.startsWith('~/')) return { path: { kind: 'one', parts: ANY_TEXT, span: word.span } };
  const underHome = dropText(word, known === '~' ? 1 : 2);
  if (underHome.kind === 'many' || (known === '~' && !isWhole(word)))
    return { path: { kind: 'one', parts: ANY_TEXT, span: word.span } };
  return { path: wordOf([...ANY_TEXT, '/', ...partsOf(underHome)], word.span), underHome };
}

export function kindOf(role: FileRole): 'read' | 'write' | 'delete' {
  if (role === 'read' || role === 'read-tree') return 'read';
  return role === 'write' || role === 'write-tree' ? 'write' : 'delete';
}

/** The part of a consequence that says in which folder it is. */
export const basedOn = ({ base }: Pick<Origin, 'base'>): { readonly base?: Word } =>
  base === undefined ? {} : { base };
