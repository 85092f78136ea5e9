import { expect, test } from 'vitest';
import type { CommandDescription } from '../policy.ts';
import { commandTable } from './command-table.ts';
import { compileLevel } from './level.ts';
import { EMPTY_LEVEL } from './merge.ts';
import { command } from './testing/build.ts';

const named = (name: string, ...aliases: readonly string[]): CommandDescription => command(name, { aliases });

/** The command that a word calls, with its other names. */
function called(commands: readonly CommandDescription[], word: string): string {
  const found = commandTable({ ...EMPTY_LEVEL, commands }, (level) => compileLevel(level)).find(word);
  return found === undefined ? 'none' : [found.name, ...found.aliases].join(' ');
}

test.for<[what: string, commands: readonly CommandDescription[], word: string, found: string]>([
  ['by its name', [named('install', 'i')], 'install', 'install i'],
  ['by another name', [named('install', 'i')], 'i', 'install i'],
  ['not at all', [named('install', 'i')], 'in', 'none'],
  ['another name that is a command itself is no name of it', [named('x'), named('a', 'x')], 'a', 'a'],
  ['and calls that command', [named('x'), named('a', 'x')], 'x', 'x'],
  ['of two that claim a name, one has it', [named('a', 'x'), named('b', 'x')], 'a', 'a'],
  ['the last', [named('a', 'x'), named('b', 'x')], 'x', 'b x'],
  ['two descriptions of one command add their names', [named('a', 'x'), named('a', 'y')], 'a', 'a x y'],
])('%s', ([, commands, word, found]) => expect(called(commands, word)).toBe(found));
