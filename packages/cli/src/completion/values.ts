import type { Command } from '../command.ts';
import { type FlagName, flagOf } from '../flags.ts';

/** What may stand after a flag. */
export type FlagValues =
  | { readonly kind: 'none' }
  | { readonly kind: 'files' | 'folders' | 'anything' }
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** Every flag of a command with what may follow it. */
export function flagsOf(command: Command): readonly { readonly name: FlagName; readonly values: FlagValues }[] {
  const names: readonly FlagName[] = [...command.flags, 'help'];
  return names.map((name) => ({ name, values: valuesOf(name, command) }));
}

function valuesOf(name: FlagName, command: Command): FlagValues {
  const { kind, value } = flagOf(name);
  const words = command.choices?.[name];
  if (kind === 'switch') return { kind: 'none' };
  if (words !== undefined) return { kind: 'words', words };
  return { kind: value === 'FILE' ? 'files' : value === 'DIR' ? 'folders' : 'anything' };
}

/** The words that may be the first operand. */
export function firstWords({ actions, operands }: Command): readonly string[] {
  if (actions !== undefined) return actions.map(({ name }) => name);
  return operands === undefined || operands === 'files' ? [] : operands;
}
