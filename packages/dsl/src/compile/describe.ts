import type { CommandDescription, Description, Form, Level, OptionDescription, Style, TextPattern } from '@writ/engine';
import {
  duplicateCommand,
  duplicateOperands,
  duplicateOption,
  emptyDescription,
  flagNotHere,
  notAProgram,
  tooManyFormTests,
} from '../problems/describe.ts';
import { plainText, type Word } from '../read/tokens.ts';
import type { DescribeStatement, DescriptionEntry, FormTest } from '../syntax/tree.ts';
import { type Flags, readFlags } from './flags.ts';
import { namePattern } from './name.ts';
import { operandItems, splitRole } from './operands.ts';
import { doesOf, optionOf } from './options.ts';
import { report, type Scope } from './scope.ts';
import { textPattern } from './text.ts';
import { withDefined } from './with-defined.ts';

/** What a program's words mean. */
export function descriptionOf(scope: Scope, node: DescribeStatement): Description {
  const flags = readFlags(scope, [...node.flags, ...flagWords(node.entries)]);
  for (const alias of flags.aliases) report(scope, flagNotHere('alias', 'subcommands', alias));
  const programs = node.names.map((word) => programName(scope, word)).filter((name) => name !== undefined);
  const first = node.names[0];
  if (!node.hasBlock && node.flags.length === 0 && first !== undefined)
    report(scope, emptyDescription(first.image, first));
  return {
    programs,
    ...(flags.like === undefined ? {} : { like: plainText(flags.like) }),
    ...levelOf(scope, node.entries, flags, 'gnu'),
  };
}

function programName(scope: Scope, word: Word): string | undefined {
  const text = plainText(word);
  const wild = word.parts.some((part) => !part.quoted && /[*?{}]/.test(part.text));
  return wild || text === '' ? report(scope, notAProgram(word.image, word)) : text;
}

const flagWords = (entries: readonly DescriptionEntry[]): readonly Word[] =>
  entries.flatMap((entry) => (entry.kind === 'flags' ? entry.flags : []));

/** `outer`: the style of the level around it, which holds unless this one names its own. */
function levelOf(scope: Scope, entries: readonly DescriptionEntry[], flags: Flags, outer: Style): Level {
  const style = flags.style ?? outer;
  const operands = entries.filter((entry) => entry.kind === 'operands');
  const twice = operands[1];
  if (twice !== undefined) report(scope, duplicateOperands(twice.keyword));
  return withDefined({
    style: flags.style,
    complete: flags.complete,
    open: flags.open,
    verbs: flags.verbs,
    firstWord: flags.firstWord,
    options: optionsOf(scope, entries, style),
    operands: operands[0] === undefined ? undefined : operandItems(scope, operands[0].items),
    does: entries
      .flatMap((entry) => (entry.kind === 'does' ? [doesOf(scope, entry.does)] : []))
      .filter((one) => one !== undefined),
    env: entries
      .flatMap((entry) => (entry.kind === 'env' ? entry.names.map((word) => variableOf(scope, word)) : []))
      .filter((one) => one !== undefined),
    commands: commandsOf(scope, entries, style),
    forms: entries.flatMap((entry) => (entry.kind === 'form' ? [formOf(scope, entry, style)] : [])),
  });
}

function optionsOf(scope: Scope, entries: readonly DescriptionEntry[], style: Style): readonly OptionDescription[] {
  const options: OptionDescription[] = [];
  const plain = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== 'options') continue;
    for (const node of entry.options) {
      const option = optionOf(scope, node, entry.inherit, style);
      if (option === undefined) continue;
      const twice = option.value?.choices === undefined ? option.names.find((name) => plain.has(name)) : undefined;
      if (twice !== undefined) report(scope, duplicateOption(twice, node));
      if (option.value?.choices === undefined) for (const name of option.names) plain.add(name);
      options.push(option);
    }
  }
  return options;
}

function variableOf(scope: Scope, word: Word): Level['env'][number] | undefined {
  const split = splitRole(scope, word);
  const name = split && namePattern(scope, split.word, ['env']);
  return name && withDefined({ name, role: split.role });
}

function commandsOf(scope: Scope, entries: readonly DescriptionEntry[], style: Style): readonly CommandDescription[] {
  const seen = new Set<string>();
  return entries.flatMap((entry): CommandDescription[] => {
    if (entry.kind !== 'command') return [];
    const flags = readFlags(scope, [...entry.flags, ...flagWords(entry.entries)]);
    if (flags.like !== undefined) report(scope, flagNotHere('like', 'programs', flags.like));
    for (const word of [...entry.names, ...flags.aliases]) {
      if (seen.has(word.image)) report(scope, duplicateCommand(word.image, word));
      seen.add(word.image);
    }
    const names: readonly TextPattern[] = entry.names.map((word) => textPattern(scope, word));
    return [{ names, aliases: flags.aliases.map(plainText), ...levelOf(scope, entry.entries, flags, style) }];
  });
}

function formOf(scope: Scope, entry: DescriptionEntry & { kind: 'form' }, style: Style): Form {
  const flags = readFlags(scope, flagWords(entry.entries));
  const named = (tests: readonly FormTest[]): readonly string[] | undefined =>
    tests.length === 0 ? undefined : tests.flatMap((one) => one.names.map(plainText));
  const given = entry.tests.filter((one) => one.kind === 'with');
  const without = entry.tests.filter((one) => one.kind === 'without');
  const extra = given[2] ?? without[1];
  if (extra !== undefined) report(scope, tooManyFormTests(extra));
  const level = levelOf(scope, entry.entries, flags, style);
  return withDefined({
    ...level,
    with: named(given.slice(0, 1)),
    also: named(given.slice(1)),
    without: named(without),
  });
}
