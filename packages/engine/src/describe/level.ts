import type { Does, Level } from '../policy.ts';
import { commandTable } from './command-table.ts';
import type { FormTable, Inherited, LevelTable } from './level-table.ts';
import { EMPTY_LEVEL } from './merge.ts';
import { compileOperands } from './operand-grammar.ts';
import { fileOptions, isBearing, type Variant } from './option-table.ts';

const NO_DOES: readonly Does[] = [];

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
    !forms.some((form) => form.grammar?.telling === true) &&
    (forms.every((form) => form.does.length === 0) || differInActs(level.forms));
  let beyond: LevelTable | undefined;
  return {
    style,
    options,
    longNames: [...new Set(variants.flatMap(({ option }) => option.names.filter((name) => name.startsWith('--'))))],
    undashed: [...options.keys()].filter((name) => !name.startsWith('-')),
    clusterFirst: level.firstWord === 'cluster',
    complete: level.complete === true,
    open: level.open === true,
    does: level.does,
    moving: level.does.filter(({ act }) => act === 'cwd'),
    forms,
    onlyForm: level.forms.length === 0 ? forms[0] : undefined,
    separator: forms.some((form) => form.grammar?.separator === true),
    commands: level.commands.length === 0 ? undefined : commandTable(level, (command) => compileLevel(command, passed)),
    inert,
    beyond: () => (beyond ??= compileLevel(bareLevel(level), passed)),
  };
}

/** Forms for the same operands that only read or change: where a word may choose between them, all of them are told. */
function differInActs(forms: Level['forms']): boolean {
  const [first] = forms;
  return forms.every(
    ({ operands, does }) =>
      JSON.stringify(operands) === JSON.stringify(first?.operands) &&
      does.every(({ act, hazard }) => (act === 'read' || act === 'read-tree' || act === 'change') && hazard !== true),
  );
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
