import { knownText, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';

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
}

export type FileRole = 'read' | 'write' | 'delete' | 'read-tree' | 'write-tree' | 'delete-tree';

/** Adds a file act; `-` is standard input or output, which is no file. */
export function pushFile(into: Consequence[], role: FileRole, word: Word, origin: Origin): void {
  const kind = kindOf(role);
  if (kind !== 'delete' && knownText(word) === '-') return;
  into.push({
    kind,
    path: word,
    tree: role.endsWith('-tree'),
    carriers: origin.carriers,
    hazard: origin.hazard,
    ...basedOn(origin),
  });
}

export function kindOf(role: FileRole): 'read' | 'write' | 'delete' {
  if (role === 'read' || role === 'read-tree') return 'read';
  return role === 'write' || role === 'write-tree' ? 'write' : 'delete';
}

/** The part of a consequence that says in which folder it is. */
export const basedOn = ({ base }: Pick<Origin, 'base'>): { readonly base?: Word } =>
  base === undefined ? {} : { base };
