import { compileText, type TextMatcher } from '../match/text.ts';
import type { CommandDescription, Does, Level, OptionDescription, Role, Style } from '../policy.ts';
import { EMPTY_LEVEL, uniteLevels } from './merge.ts';
import { compileOperands, type OperandGrammar } from './operand-grammar.ts';

/** A level of a description with its options and subcommands filed by name: built once, read by every call. */
export interface LevelTable {
  readonly style: Style;
  readonly options: ReadonlyMap<string, OptionEntry>;
  /** The long names of the description, for abbreviations. */
  readonly longNames: readonly string[];
  /** Names without a dash: `+short`, find's `!`, dd's `if`. */
  readonly undashed: readonly string[];
  /** Whether some option starts with `+`. */
  readonly plus: boolean;
  readonly clusterFirst: boolean;
  readonly complete: boolean;
  readonly open: boolean;
  readonly does: readonly Does[];
  /** The shapes this level may have; none where nothing is said of its operands. */
  readonly forms: readonly FormTable[];
  /** The one form there is, where nothing but its operands decides whether it fits. */
  readonly onlyForm: FormTable | undefined;
  /** Whether `--` is an operand of some form. */
  readonly separator: boolean;
  readonly commands: CommandTable | undefined;
  /** Whether nothing at all follows from any option or operand: any word is harmless here. */
  readonly inert: boolean;
  /** What is read behind a subcommand that is not listed: only what is inherited. */
  readonly beyond: () => LevelTable;
}

export interface OptionEntry {
  /** Every spelling. */
  readonly names: readonly string[];
  /** What the descriptions of this name say, each with the form it belongs to (`undefined`: to all). */
  readonly variants: readonly Variant[];
  readonly takes: 'nothing' | 'value' | 'attached' | 'words' | 'unclear';
  /** Whether a value of it moves the folder. */
  readonly moves: boolean;
}

export interface Variant {
  readonly option: OptionDescription;
  readonly form: number | undefined;
}

export interface FormTable {
  readonly grammar: OperandGrammar | undefined;
  readonly with: readonly string[] | undefined;
  readonly also: readonly string[] | undefined;
  readonly without: readonly string[] | undefined;
  readonly does: readonly Does[];
  readonly complete: boolean;
}

export interface CommandTable {
  readonly verbsLast: boolean;
  /** The names of groups a verb may stand behind; `undefined`: any word. */
  readonly groups: readonly TextMatcher[] | undefined;
  find(word: string): FoundCommand | undefined;
}

export interface FoundCommand {
  /** Its canonical name: of an alias, the name it stands for. */
  readonly name: string;
  readonly table: LevelTable;
}

const NO_DOES: readonly Does[] = [];

/** What levels above hand down: their `inherit` options, and how their words are spelled. */
interface Inherited {
  readonly options: readonly OptionDescription[];
  readonly style: Style;
}

const NOTHING: Inherited = { options: [], style: 'gnu' };

/** Files a level's options and subcommands by name. */
export function compileLevel(level: Level, inherited: Inherited = NOTHING): LevelTable {
  const own = [...level.options, ...level.forms.flatMap((form) => form.options)];
  const taken = new Set(own.flatMap((option) => option.names));
  const handed = inherited.options.filter((option) => !option.names.some((name) => taken.has(name)));
  const style = level.style ?? inherited.style;
  const variants = [
    ...[...level.options, ...handed].map((option): Variant => ({ option, form: undefined })),
    ...level.forms.flatMap((form, at) => form.options.map((option): Variant => ({ option, form: at }))),
  ];
  const options = fileOptions(variants, style);
  const forms = formsOf(level);
  const passed: Inherited = {
    options: [...handed, ...level.options.filter((option) => option.inherit === true)],
    // Where options end belongs to a level; whether `-name` is one option or a cluster, to the program.
    style: style === 'posix' ? 'gnu' : style,
  };
  const tellsAll =
    level.complete === true || level.open === true || (forms.length > 0 && forms.every((form) => form.complete));
  const inert =
    tellsAll &&
    level.commands.length === 0 &&
    !variants.some(({ option }) => isBearing(option)) &&
    !forms.some((form) => form.grammar?.bearing === true || form.does.length > 0);
  let beyond: LevelTable | undefined;
  return {
    style,
    options,
    longNames: [...new Set(variants.flatMap(({ option }) => option.names.filter((name) => name.startsWith('--'))))],
    undashed: [...options.keys()].filter((name) => !name.startsWith('-')),
    plus: [...options.keys()].some((name) => name.startsWith('+')),
    clusterFirst: level.firstWord === 'cluster',
    complete: level.complete === true,
    open: level.open === true,
    does: level.does,
    forms,
    onlyForm: level.forms.length === 0 ? forms[0] : undefined,
    separator: forms.some((form) => form.grammar?.separator === true),
    commands: level.commands.length === 0 ? undefined : commandTable(level, passed),
    inert,
    beyond: () => (beyond ??= compileLevel(bareLevel(level), passed)),
  };
}

function bareLevel(level: Level): Level {
  return {
    ...EMPTY_LEVEL,
    ...(level.open === true ? { open: true } : {}),
    ...(level.style === undefined ? {} : { style: level.style }),
  };
}

/* ---- forms ---- */

function formsOf(level: Level): readonly FormTable[] {
  const forms = level.forms.map(
    (form): FormTable => ({
      grammar: compileOperands(form.operands ?? []),
      with: form.with,
      also: form.also,
      without: form.without,
      does: form.does,
      complete: form.complete === true,
    }),
  );
  const grammar = level.operands === undefined ? undefined : compileOperands(level.operands);
  if (grammar === undefined && (forms.length > 0 || level.complete !== true || level.commands.length > 0)) return forms;
  return [
    ...forms,
    {
      grammar: grammar ?? compileOperands([]),
      with: undefined,
      also: undefined,
      without: undefined,
      does: NO_DOES,
      complete: false,
    },
  ];
}

/* ---- options ---- */

/** Whether anything follows from giving the option. */
export function isBearing(option: OptionDescription): boolean {
  return (
    option.hazard === true ||
    option.does.length > 0 ||
    option.role !== undefined ||
    option.value?.role !== undefined ||
    option.value?.items?.some(
      (item) =>
        item.kind !== 'literal' && item.kind !== 'choice' && (item.kind === 'optional' || item.role !== undefined),
    ) === true
  );
}

function fileOptions(variants: readonly Variant[], style: Style): ReadonlyMap<string, OptionEntry> {
  const byName = new Map<string, Variant[]>();
  for (const variant of variants) {
    for (const name of variant.option.names) {
      const key = keyOf(name, style);
      const filed = byName.get(key);
      if (filed === undefined) byName.set(key, [variant]);
      else if (!filed.includes(variant)) filed.push(variant);
    }
  }
  const entries = new Map<string, OptionEntry>();
  for (const [name, filed] of byName) {
    const same = filed[0]?.option.names
      .map((other) => entries.get(keyOf(other, style)))
      .find((entry) => entry !== undefined && sameItems(entry.variants, filed));
    entries.set(name, same ?? entryOf(filed));
  }
  for (const [names, styles] of HARMLESS) {
    const missing = names.filter((name) => !entries.has(keyOf(name, style)));
    if (!styles.includes(style) || missing.length === 0) continue;
    const entry = entryOf([{ option: { names: missing, does: [] }, form: undefined }]);
    for (const name of missing) if (!entries.has(keyOf(name, style))) entries.set(keyOf(name, style), entry);
  }
  return entries;
}

/** What every program takes without harm, unless its description says otherwise. */
const HARMLESS: readonly (readonly [names: readonly string[], styles: readonly Style[]])[] = [
  [
    ['-h', '--help'],
    ['gnu', 'posix', 'single-dash', 'go'],
  ],
  [['--version'], ['gnu', 'posix', 'single-dash', 'go']],
  [['-help', '-version'], ['single-dash']],
];

/** Go's flag package reads `-x` and `--x` as one. */
export const keyOf = (name: string, style: Style): string =>
  style === 'go' && name.startsWith('--') ? name.slice(1) : name;

const sameItems = (a: readonly Variant[], b: readonly Variant[]): boolean =>
  a.length === b.length && a.every((variant) => b.includes(variant));

function entryOf(variants: readonly Variant[]): OptionEntry {
  return {
    names: [...new Set(variants.flatMap(({ option }) => option.names))],
    variants,
    takes: takesOf(variants),
    moves: variants.some(({ option }) => option.value?.role === 'cwd'),
  };
}

function takesOf(variants: readonly Variant[]): OptionEntry['takes'] {
  const kinds = new Set(variants.map(({ option }) => takesOne(option)));
  if (kinds.size === 1) for (const kind of kinds) return kind;
  return kinds.has('value') || kinds.has('words') ? 'unclear' : 'attached';
}

function takesOne({ names, value }: OptionDescription): OptionEntry['takes'] {
  if (value === undefined) return 'nothing';
  if (value.items !== undefined) return 'words';
  return value.optional === true || names.every((name) => /[,:]$/.test(name)) ? 'attached' : 'value';
}

/* ---- subcommands ---- */

function commandTable(level: Level, inherited: Inherited): CommandTable {
  const verbsLast = level.verbs === 'last';
  const groups = verbsLast ? level.commands.filter(isGroup) : [];
  const commands = verbsLast ? level.commands.filter((command) => !isGroup(command)) : level.commands;
  const named = new Map<string, CommandDescription[]>();
  const patterns: { readonly matcher: TextMatcher; readonly weight: number; readonly entry: Entry }[] = [];
  for (const command of commands) {
    const entry = lazyEntry(command, inherited);
    for (const name of command.names) {
      const matcher = compileText(name);
      if (matcher.literal !== undefined) named.set(matcher.literal, [...(named.get(matcher.literal) ?? []), command]);
      else patterns.push({ matcher, weight: weightOf(name), entry });
    }
  }
  const literal = new Map(
    [...named].map(
      ([name, same]) => [name, lazyEntry(same.reduce<Level>(uniteLevels, EMPTY_LEVEL), inherited)] as const,
    ),
  );
  const aliases = new Map(commands.flatMap((command) => command.aliases.map((alias) => [alias, command] as const)));
  patterns.sort((a, b) => b.weight - a.weight);
  return {
    verbsLast,
    groups: groups.length === 0 ? undefined : groups.flatMap((group) => group.names.map((name) => compileText(name))),
    find(word) {
      const exact = literal.get(word);
      if (exact !== undefined) return { name: word, table: exact() };
      const aliased = aliases.get(word);
      const name = aliased === undefined ? undefined : firstName(aliased);
      const target = name === undefined ? undefined : literal.get(name);
      if (name !== undefined && target !== undefined) return { name, table: target() };
      const fitting = patterns.find(({ matcher }) => matcher.matches(word));
      return fitting === undefined ? undefined : { name: word, table: fitting.entry() };
    },
  };
}

type Entry = () => LevelTable;

function lazyEntry(command: Level, inherited: Inherited): Entry {
  let table: LevelTable | undefined;
  return () => (table ??= compileLevel(command, inherited));
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

/** Roles whose consequence is a hazard wherever an option or operand has them (language.md §6). */
export const isAlwaysHazard = (role: Role): boolean =>
  role === 'run' || role === 'run-more' || role === 'shell' || role === 'code' || role === 'user';
