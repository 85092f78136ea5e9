import type { Reading } from '../act.ts';
import type { Does } from '../policy.ts';
import { knownText, type Word } from '../word.ts';
import type { Described } from './consequence.ts';
import { pushDoes } from './does.ts';
import { pushDoubts } from './doubts.ts';
import { type Shape, shapeOf } from './forms.ts';
import { type Arguments, readArguments } from './getopt.ts';
import type { LevelTable } from './level.ts';
import { pushOperands } from './operand-consequences.ts';
import { type Call, pushOptions } from './option-consequences.ts';
import { flushPrograms } from './program-words.ts';
import { nestFolder } from './role.ts';
import { variantsOf } from './variants.ts';

/** What follows from running a described program with these arguments; pure, total, and linear in their number. */
export function describeCall(program: string, root: LevelTable, argv: readonly [Word, ...Word[]]): Described {
  const found = readArguments(root, argv);
  const level = found.levels[found.levels.length - 1] ?? root;
  const shape = shapeOf(level, found);
  const call: Call = {
    argv,
    found,
    shape,
    base: baseOf(found, shape),
    same: program === 'eval',
    programs: [],
    consequences: [],
  };
  pushLevels(call);
  pushUnlisted(call, program);
  pushOptions(call);
  pushOperands(call, program);
  pushDoubts(call, program);
  flushPrograms(call);
  return {
    consequences: call.consequences,
    complete: isComplete(level, found, shape),
    reading: readingOf(found, shape),
  };
}

/** Options and operands that move the folder, one from where the one before it led (`git -C a -C b`). */
function baseOf(found: Arguments, shape: Shape): Word | undefined {
  let base: Word | undefined;
  for (const option of found.options) {
    if (option.value === undefined) continue;
    for (const { option: said } of variantsOf(option, found, shape).variants) {
      if (said.value?.role === 'cwd') base = nestFolder(base, option.value);
    }
  }
  const [fit] = shape.fits;
  fit?.bound.items.forEach((items, place) => {
    const operand = found.operands[place];
    if (operand !== undefined && items.some((item) => item.role === 'cwd')) base = nestFolder(base, operand.word);
  });
  return base;
}

/* ---- what the levels do by themselves ---- */

function pushLevels(call: Call): void {
  const { levels, levelWords } = call.found;
  levels.forEach((level, depth) => {
    const last = depth === levels.length - 1;
    const index = levelWords[depth] ?? 0;
    for (const does of level.does) pushLevel(call, does, index, last);
  });
  const index = levelWords[levels.length - 1] ?? 0;
  // A hazard of a form comes from the words that make it that form: `git branch NAME`.
  const words = call.found.operands.map((operand) => operand.index);
  for (const { form } of call.shape.fits) {
    for (const does of form.does) pushLevel(call, does, index, true, words);
  }
}

/** A subcommand, like an operand with a role, says otherwise than `without operands`. */
function pushLevel(call: Call, does: Does, index: number, last: boolean, words: readonly number[] = []): void {
  if (does.withoutOperands === true && (!last || hasTellingOperand(call))) return;
  // The name of the program names no hazard of it: whoever allows it at all has written that.
  const named = words.length > 0 ? words : index === 0 ? [] : [index];
  const carriers = does.hazard === true ? named : [index];
  const label = `\`${knownText(call.argv[index]) ?? 'it'}\``;
  pushDoes(
    call.consequences,
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

function isComplete(level: LevelTable, found: Arguments, shape: Shape): boolean {
  if (found.unlistedCommand !== undefined || found.doubts.some(({ why }) => why === 'command')) return false;
  const formsAre = shape.fits.length > 0 && shape.fits.every(({ form }) => form.complete);
  return shape.known && (level.complete || formsAre);
}

function readingOf(found: Arguments, shape: Shape): Reading {
  const bound = shape.fits[0]?.bound;
  const options = found.options.map(({ entry, name, value, words }) => ({
    names: entry.names.includes(name) || name.startsWith('--') ? entry.names : [name, ...entry.names],
    ...(value === undefined ? {} : { value }),
    words,
    listed: true,
  }));
  const unlisted = found.unlisted.map(({ name, value, index }) => ({
    names: [name],
    ...(value === undefined ? {} : { value }),
    words: [index],
    listed: false,
  }));
  const operands = found.operands.flatMap(({ word, index, separator }, place) => {
    const name = bound?.items[place]?.[0]?.name;
    return separator === true ? [] : [{ word, index, ...(name === undefined ? {} : { name }) }];
  });
  const exact = found.doubts.length === 0 && found.operands.every(({ word }) => word.kind !== 'many');
  return {
    path: found.path,
    pathWords: found.pathWords,
    options: unlisted.length === 0 ? options : [...options, ...unlisted],
    operands,
    exact,
  };
}
