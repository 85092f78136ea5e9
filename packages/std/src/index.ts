import type { PolicyDocument } from '@writ/engine';
import { groups, policies } from './generated/documents.ts';

/**
 * The documents that `use NAME` brings: `std` is all that is known of programs with the builtin layer, `std/git` one
 * group of programs, `std/readonly` a ready-made policy with what it uses itself. `undefined`: there is no such pack.
 */
export function pack(name: string): readonly PolicyDocument[] | undefined {
  if (name === 'std') return [...groups.values()];
  if (!name.startsWith('std/')) return undefined;
  const document = documentOf(name.slice('std/'.length));
  if (document === undefined) return undefined;
  return [...new Set([document, ...document.uses.flatMap((used) => pack(used) ?? [])])];
}

const documentOf = (name: string): PolicyDocument | undefined => policies.get(name) ?? groups.get(name);

/** Every name that `pack` knows. */
export const packNames: readonly string[] = [
  'std',
  ...[...groups.keys(), ...policies.keys()].map((name) => `std/${name}`),
];
