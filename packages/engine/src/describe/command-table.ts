import { compileText, type TextMatcher } from '../match/text.ts';
import type { CommandDescription, Level } from '../policy.ts';
import type { CommandTable, FoundCommand, LevelTable } from './level-table.ts';
import { EMPTY_LEVEL, uniteLevels } from './merge.ts';

/** Makes a level of a description ready. */
export type Compile = (level: Level) => LevelTable;

/** Files subcommands by name; each is made ready when it is first met. */
export function commandTable(level: Level, compile: Compile): CommandTable {
  const verbsLast = level.verbs === 'last';
  const groups = verbsLast ? level.commands.filter(isGroup) : [];
  const commands = verbsLast ? level.commands.filter((command) => !isGroup(command)) : level.commands;
  const named = new Map<string, CommandDescription[]>();
  const patterns: { readonly matcher: TextMatcher; readonly weight: number; readonly entry: Entry }[] = [];
  for (const command of commands) {
    const entry = lazyEntry(command, compile);
    for (const name of command.names) {
      const matcher = compileText(name);
      if (matcher.literal !== undefined) named.set(matcher.literal, [...(named.get(matcher.literal) ?? []), command]);
      else patterns.push({ matcher, weight: weightOf(name), entry });
    }
  }
  const literal = new Map(
    [...named].map(([name, same]) => [name, lazyEntry(same.reduce<Level>(uniteLevels, EMPTY_LEVEL), compile)] as const),
  );
  // One word calls one command: what is the name of a command is no other name of another.
  const aliases = new Map(
    commands.flatMap((command) => command.aliases.map((alias) => [alias, firstName(command)] as const)),
  );
  const others = new Map<string | undefined, string[]>();
  for (const [alias, name] of aliases) if (!literal.has(alias)) others.set(name, [...(others.get(name) ?? []), alias]);
  const called = (name: string, table: LevelTable): FoundCommand => ({ name, aliases: others.get(name) ?? [], table });
  patterns.sort((a, b) => b.weight - a.weight);
  return {
    verbsLast,
    groups: groups.length === 0 ? undefined : groups.flatMap((group) => group.names.map((name) => compileText(name))),
    find(word) {
      const exact = literal.get(word);
      if (exact !== undefined) return called(word, exact());
      const name = aliases.get(word);
      const target = name === undefined ? undefined : literal.get(name);
      if (name !== undefined && target !== undefined) return called(name, target());
      const fitting = patterns.find(({ matcher }) => matcher.matches(word));
      return fitting && called(word, fitting.entry());
    },
  };
}

type Entry = () => LevelTable;

function lazyEntry(command: Level, compile: Compile): Entry {
  let table: LevelTable | undefined;
  return () => (table ??= compile(command));
}

/** Under `verbs last`, a command of which nothing is said is the name of a group. */
function isGroup(command: CommandDescription): boolean {
  return (
    command.complete !== true &&
    command.operands === undefined &&
    [command.options, command.does, command.commands, command.forms].every((list) => list.length === 0)
  );
}

const firstName = (command: CommandDescription): string | undefined =>
  command.names.map((name) => compileText(name).literal).find((literal) => literal !== undefined);

/** The more letters a pattern names, the nearer it is. */
function weightOf(name: CommandDescription['names'][number]): number {
  return name.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
}
