import { type Parts, partsOf, type Word } from '../word.ts';
import type { Doubt } from './getopt.ts';
import type { LevelTable, OptionEntry } from './level.ts';
import type { Call } from './option-consequences.ts';
import { isGlob, mayBe } from './word-parts.ts';

/** Adds a hazard for every word that may be an option, operand or subcommand with consequences nobody knows. */
export function pushDoubts(call: Call, program: string): void {
  const { found, argv, consequences } = call;
  for (const doubt of found.doubts) {
    const word = argv[doubt.index];
    if (word === undefined || (doubt.why !== 'command' && doubt.table.inert)) continue;
    if (doubt.why === 'any' && isGlob(word) && isHarmlessGlob(call, doubt, word)) continue;
    consequences.push({
      kind: 'opaque',
      why: 'option',
      reason: reasonOf(doubt, program),
      carriers: [doubt.index],
      hazard: true,
    });
  }
}

function reasonOf({ why }: Doubt, program: string): string {
  if (why === 'command') return `which command of \`${program}\` this is is not known`;
  return `the argument may be any option of \`${program}\``;
}

/**
 * A pathname glob may find files with the names of options. It is harmless where no listed option that such a name could
 * spell does more than the same name would as an operand.
 */
function isHarmlessGlob(call: Call, { index, table }: Doubt, word: Word): boolean {
  const parts = word.kind === 'many' ? (word.each ?? []) : partsOf(word);
  const roles = rolesAt(call, index);
  if (!isShiftHarmless(call, index) && mayShift(table, parts)) return false;
  for (const [name, entry] of table.options) {
    if (maySpell(name, entry, parts, table) && !entry.variants.every((variant) => isCovered(variant.option, roles)))
      return false;
  }
  return true;
}

/** Whether the option adds nothing to what the word does as an operand. */
function isCovered(option: OptionEntry['variants'][number]['option'], roles: ReadonlySet<string | undefined>): boolean {
  if (
    option.hazard === true ||
    option.does.length > 0 ||
    option.role !== undefined ||
    option.value?.items !== undefined
  )
    return false;
  return (
    option.value?.role === undefined ||
    (FILE_ROLES.has(option.value.role) && roles.size === 1 && roles.has(option.value.role))
  );
}

const FILE_ROLES: ReadonlySet<string> = new Set(['read', 'write', 'delete', 'read-tree', 'write-tree', 'delete-tree']);

function rolesAt({ found, shape }: Call, index: number): ReadonlySet<string | undefined> {
  const place = found.operands.findIndex((operand) => operand.index === index);
  return new Set(shape.fits.flatMap(({ bound }) => (bound.items[place] ?? []).map((item) => item.role)));
}

/** A name that begins with the option and ends as the glob does: `*.md` finds `-fx.md` and `--file=x.md`. */
function maySpell(name: string, entry: OptionEntry, parts: Parts, table: LevelTable): boolean {
  return entry.takes !== 'nothing' || mayBe(parts, name) || mayBeLetters(parts, table);
}

/** Whether the known parts of the glob are all letters of options, so that it may find a cluster of them. */
function mayBeLetters(parts: Parts, table: LevelTable): boolean {
  return parts.every(
    (part) =>
      typeof part !== 'string' || [...part].every((letter) => letter === '-' || table.options.has(`-${letter}`)),
  );
}

/** Whether the word may be `--`, or an option that takes the next word as its value. */
function mayShift(table: LevelTable, parts: Parts): boolean {
  if (mayBe(parts, '--')) return true;
  const letters = mayBeLetters(parts, table);
  for (const [name, entry] of table.options) {
    if (
      (entry.takes === 'value' || entry.takes === 'words' || entry.takes === 'unclear') &&
      (letters || mayBe(parts, name))
    )
      return true;
  }
  return false;
}

/** Whether it makes no difference how many of the words from here on are operands: all are the same, and none an option. */
function isShiftHarmless({ argv, found, shape }: Call, index: number): boolean {
  if (argv.slice(index + 1).some((word) => partsOf(word)[0]?.toString().startsWith('-'))) return false;
  const from = found.operands.findIndex((operand) => operand.index >= index);
  return shape.fits.every(({ bound }) => {
    const [first, ...rest] = bound.items.slice(from);
    return (
      first?.length === 1 &&
      first[0]?.repeat === true &&
      rest.every((items) => items.length === 1 && items[0] === first[0])
    );
  });
}
