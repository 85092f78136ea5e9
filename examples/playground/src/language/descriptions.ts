import type { Description, Does, Level, OperandItem, OptionDescription, PolicyDocument } from '@writ/engine';
import { ROLE_MEANINGS } from './words.ts';

/** What is known of a program at the subcommand that some words lead to. */
export interface KnownCommand {
  readonly path: readonly string[];
  readonly level: Level;
  /** Its own options and those of the levels above that hold below them. */
  readonly options: readonly OptionDescription[];
}

/** Follows words down the subcommands of a description; words that are none are passed over. */
export function findCommand(documents: readonly PolicyDocument[], words: readonly string[]): KnownCommand | undefined {
  const [program, ...rest] = words;
  const description = program === undefined ? undefined : descriptionOf(documents, program);
  if (program === undefined || description === undefined) return undefined;
  let known: KnownCommand = { path: [program], level: description, options: description.options };
  for (const word of rest) {
    const below = known.level.commands.find(
      ({ names, aliases }) => aliases.includes(word) || names.some((name) => name.length === 1 && name[0] === word),
    );
    if (below === undefined) continue;
    const inherited = known.options.filter(({ inherit }) => inherit === true);
    known = { path: [...known.path, word], level: below, options: [...below.options, ...inherited] };
  }
  return known;
}

function descriptionOf(documents: readonly PolicyDocument[], program: string): Description | undefined {
  for (const { descriptions } of documents) {
    const found = descriptions.find(({ programs }) => programs.includes(program));
    if (found?.like === undefined || found.options.length > 0) {
      if (found !== undefined) return found;
    } else return descriptionOf(documents, found.like);
  }
  return undefined;
}

/** The names of subcommands that are plain words. */
export function subcommandsOf({ level }: KnownCommand): readonly string[] {
  return level.commands.flatMap(({ names }) =>
    names.flatMap((name) => (typeof name[0] === 'string' && name.length === 1 ? [name[0]] : [])),
  );
}

/** An option's entries by one of its names; `--x=v` is `--x`. */
export function findOptions({ options }: KnownCommand, written: string): readonly OptionDescription[] {
  const name = written.split('=', 1)[0] ?? written;
  return options.filter(({ names }) => names.includes(name));
}

/** What an option is, in one sentence. */
export function optionSentence({ names, value, role, hazard, does }: OptionDescription): string {
  const takes = value?.role ?? role;
  const parts = [
    takes === undefined ? undefined : `its value is ${ROLE_MEANINGS[takes] ?? takes}`,
    value?.choices === undefined ? undefined : `for ${value.choices.join(', ')}`,
    ...does.map(doesSentence),
    hazard === true ? 'a hazard: no `**` takes it along' : undefined,
  ].filter((part) => part !== undefined);
  const what = value?.name === undefined ? '' : ` <${value.name}>`;
  return `${names.join(', ')}${what}${parts.length === 0 ? ': changes how it works, nothing else' : `: ${parts.join('; ')}`}.`;
}

/** What a command does by itself, in one sentence. */
export function commandSentence({ path, level }: KnownCommand): string {
  const operands = (level.operands ?? []).flatMap(rolesIn).map((role) => ROLE_MEANINGS[role] ?? role);
  const parts = [
    ...level.does.map(doesSentence),
    ...(operands.length === 0 ? [] : [`its words are ${[...new Set(operands)].join(', ')}`]),
    level.complete === true ? 'that is all it does' : 'it may do more than is described',
  ];
  const subcommands = level.commands.length === 0 ? '' : ` ${level.commands.length} subcommands are described.`;
  return `${path.join(' ')}: ${parts.join('; ')}.${subcommands}`;
}

const DOES: Readonly<Record<string, string>> = {
  read: 'reads',
  'read-tree': 'reads below',
  write: 'writes',
  'write-tree': 'writes below',
  delete: 'deletes',
  'delete-tree': 'deletes below',
  connect: 'connects to',
  change: 'changes',
  escalate: 'acts as',
  code: 'runs code',
  shell: 'runs a command line from',
  run: 'runs',
};

function doesSentence({ act, target }: Does): string {
  const where = target === '*' && act === 'connect' ? 'some host' : (target ?? '');
  return `${DOES[act] ?? act} ${where}`.trimEnd();
}

function rolesIn(item: OperandItem): readonly string[] {
  if (item.kind === 'optional') return item.items.flatMap(rolesIn);
  return item.kind === 'value' && item.role !== undefined ? [item.role] : [];
}
