import type { Reading, ReadOperand, ReadOption } from '../act.ts';
import type { Does } from '../policy.ts';
import { knownText, type Parts, type Word } from '../word.ts';
import { pushArgumentFiles } from './argument-files.ts';
import type { Call } from './call.ts';
import type { Described } from './consequence.ts';
import { flushDatabases } from './database.ts';
import { pushDoes, targetWord } from './does.ts';
import { pushDoubts } from './doubts.ts';
import { NO_SHAPE, type Shape, shapeOf } from './forms.ts';
import { printedNames } from './found-files.ts';
import { readArguments } from './getopt.ts';
import type { FormTable, LevelTable } from './level-table.ts';
import { pushOperands } from './operand-consequences.ts';
import { pushOptions } from './option-consequences.ts';
import { isBearing } from './option-table.ts';
import { flushPrograms } from './program-words.ts';
import { nestFolder } from './role.ts';
import type { Arguments } from './scan.ts';
import { variantsOf } from './variants.ts';

interface Circumstances {
  /** What comes in on standard input: see `Knowledge`. */
  readonly names?: readonly Parts[] | undefined;
  readonly adding?: boolean;
}

/**
 * What follows from running a described program with these arguments; pure, total, and linear in their number.
 * With `adding`, only what the description adds to another one: where it ends, it says nothing and promises nothing.
 */
export function describeCall(
  program: string,
  root: LevelTable,
  argv: readonly [Word, ...Word[]],
  { names, adding = false }: Circumstances = {},
): Described {
  const found = readArguments(root, argv);
  if (asksForHelp(found, argv)) return { consequences: [], complete: true, reading: readingOf(found, NO_SHAPE) };
  const level = found.levels[found.levels.length - 1] ?? root;
  const shape = shapeOf(level, found);
  const call: Call = {
    argv,
    found,
    shape,
    base: baseOf(found, shape),
    same: program === 'eval',
    hosts: hostsOf(found, shape),
    adding,
    names,
    programs: [],
    databases: [],
    consequences: [],
  };
  pushLevels(call);
  if (!adding) pushUnlisted(call, program);
  pushOptions(call);
  pushOperands(call, program);
  pushArgumentFiles(call);
  if (!adding) pushDoubts(call, program);
  flushPrograms(call);
  flushDatabases(call);
  const prints = printedNames(call);
  return {
    ...(prints !== undefined && { prints }),
    consequences: call.consequences,
    complete: isComplete(level, found, shape) || (adding && endsBefore(found, shape)),
    reading: readingOf(found, shape),
  };
}

const HELP = new Set(['--help', '-help', '--version', '-version']);

/**
 * `git push --help`: with nothing else than that, a command prints its help and does not begin. Behind other words it may
 * come too late (`kill -9 1 --help`). What a description says of the option of a whole program holds.
 */
function asksForHelp({ options, pathWords, unlistedCommand }: Arguments, argv: readonly Word[]): boolean {
  const [only] = options;
  if (only === undefined || !HELP.has(only.name) || unlistedCommand !== undefined) return false;
  if (argv.length !== pathWords.length + 2) return false;
  return only.entry.builtIn || (pathWords.length > 0 && !only.entry.variants.some(({ option }) => isBearing(option)));
}

/** Options and operands that move the folder, one from where the one before it led (`git -C a -C b`). */
function baseOf(found: Arguments, shape: Shape): Word | undefined {
  let base: Word | undefined;
  for (const level of found.levels) for (const does of level.moving) base = nestFolder(base, targetWord(does, NOWHERE));
  for (const option of found.options) {
    if (!option.entry.moves) continue;
    for (const { option: said } of variantsOf(option, found, shape).variants) {
      if (said.value?.role === 'cwd' && option.value !== undefined) base = nestFolder(base, option.value);
      // The command of `-execdir` moves by itself, and nothing else with it.
      if (said.value?.items !== undefined) continue;
      for (const does of said.does) if (does.act === 'cwd') base = nestFolder(base, targetWord(does, NOWHERE));
    }
  }
  const fit = shape.fits[0];
  if (fit?.form.grammar?.moves !== true) return base;
  for (const [place, items] of fit.bound.items.entries()) {
    const operand = found.operands[place];
    if (operand !== undefined && items.some((item) => item.role === 'cwd')) base = nestFolder(base, operand.word);
  }
  return base;
}

const NOWHERE = { start: 0, end: 0 };

/** The hosts that its levels, options and forms name (`does connect https://api.example.org`, `does connect example.org`). */
const hostsOf = ({ levels, options }: Arguments, { fits }: Shape): readonly string[] =>
  [
    ...levels,
    ...fits.map(({ form }) => form),
    ...options.flatMap(({ entry }) => entry.variants.map(({ option }) => option)),
  ]
    .flatMap(({ does }) => does)
    .flatMap(({ act, target = '' }) => (act === 'connect' && /^(?:https:\/\/)?[^*/]+$/.test(target) ? [target] : []));

/* ---- what the levels do by themselves ---- */

function pushLevels(call: Call): void {
  const { levels, levelWords } = call.found;
  const last = levels.length - 1;
  for (let depth = 0; depth <= last; depth++) {
    for (const does of levels[depth]?.does ?? []) pushLevel(call, does, levelWords[depth] ?? 0, depth === last);
  }
  // A hazard of a form comes from the words that make it that form: `git branch NAME`.
  const words = call.found.operands.map((operand) => operand.index);
  for (const { form } of call.shape.fits) {
    if (form.does.length === 0) continue;
    const making = words.length > 0 ? words : optionsOf(call, form);
    for (const does of form.does) pushLevel(call, does, levelWords[last] ?? 0, true, making);
  }
}

/** The words of the options without which a form would not be this one. */
const optionsOf = ({ found }: Call, form: FormTable): readonly number[] =>
  found.options.flatMap(({ entry, words }) =>
    [...(form.with ?? []), ...(form.also ?? [])].some((name) => entry.names.includes(name)) ? words : [],
  );

/** A subcommand, like an operand with a role, says otherwise than `without operands`. */
function pushLevel(call: Call, does: Does, index: number, last: boolean, words: readonly number[] = []): void {
  if (does.withoutOperands === true && (!last || hasTellingOperand(call))) return;
  // The name of the program names no hazard of it: whoever allows it at all has written that.
  const named = words.length > 0 ? words : index === 0 ? [] : [index];
  const carriers = does.hazard === true ? named : [index];
  const label = `\`${knownText(call.argv[index]) ?? 'it'}\``;
  pushDoes(
    call,
    does,
    { carriers, hazard: false, base: call.base, label, same: call.same },
    call.argv[index] ?? call.argv[0],
  );
}

/** Whether an operand with a role is sure to be there; a word that may be an option may also take it as its value. */
function hasTellingOperand({ found, shape }: Call): boolean {
  if (found.doubts.length > 0) return false;
  return shape.fits.some(({ bound }) =>
    bound.items.some((items, place) => {
      const word = found.operands[place]?.word;
      const sure = word !== undefined && !(word.kind === 'many' && word.min === 0);
      return sure && items.length > 0 && items.every((item) => item.role !== undefined);
    }),
  );
}

/* ---- what is not in the description ---- */

function pushUnlisted({ found, consequences }: Call, program: string): void {
  let last = -1;
  for (const { name, index, open } of found.unlisted) {
    if (open || index === last) continue;
    last = index;
    consequences.push({
      kind: 'opaque',
      why: 'option',
      reason: `\`${name}\` is not a listed option of \`${[program, ...found.path].join(' ')}\``,
      carriers: [index],
      hazard: true,
    });
  }
  const { unlistedCommand } = found;
  if (unlistedCommand === undefined) return;
  const carriers = found.pathWords.filter(
    (index) => index <= unlistedCommand && index >= (found.levelWords[found.levelWords.length - 1] ?? 0),
  );
  consequences.push({
    kind: 'opaque',
    why: 'option',
    reason: `\`${[program, ...found.path].join(' ')}\` is not a listed command`,
    carriers,
    hazard: true,
  });
}

/* ---- the whole ---- */

/** Whether the words go further than the description. */
function endsBefore({ unlisted, unlistedCommand }: Arguments, { strays, known }: Shape): boolean {
  return unlisted.length > 0 || unlistedCommand !== undefined || strays.length > 0 || !known;
}

function isComplete(level: LevelTable, found: Arguments, shape: Shape): boolean {
  if (found.unlistedCommand !== undefined || found.doubts.some(({ why }) => why === 'command')) return false;
  const formsAre = shape.fits.length > 0 && shape.fits.every(({ form }) => form.complete);
  return shape.known && (level.complete || formsAre);
}

function readingOf(
  { path, aliases, pathWords, options, unlisted, operands, doubts }: Arguments,
  shape: Shape,
): Reading {
  const items = shape.fits[0]?.bound.items;
  const read: ReadOption[] = [];
  for (const { entry, name, value, words } of options) {
    const names = entry.names.includes(name) || name.startsWith('--') ? entry.names : [name, ...entry.names];
    read.push(value === undefined ? { names, words, listed: true } : { names, value, words, listed: true });
  }
  for (const { name, value, index } of unlisted) {
    const names = [name];
    const words = [index];
    read.push(value === undefined ? { names, words, listed: false } : { names, value, words, listed: false });
  }
  const named: ReadOperand[] = [];
  let exact = doubts.length === 0;
  for (let place = 0; place < operands.length; place++) {
    const operand = operands[place];
    if (operand === undefined || operand.separator === true) continue;
    const { word, index } = operand;
    if (word.kind === 'many') exact = false;
    const name = items?.[place]?.[0]?.name;
    named.push(name === undefined ? { word, index } : { word, index, name });
  }
  return { path, aliases, pathWords, options: read, operands: named, exact };
}
