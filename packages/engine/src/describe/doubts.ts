import type { OptionDescription } from '../policy.ts';
import type { Word } from '../word.ts';
import type { Call } from './call.ts';
import { mayEnd, mayShift, maySpell, shapeOfGlob, valueInGlob } from './glob-options.ts';
import { type FileRole, pushFile } from './origin.ts';
import type { Doubt } from './scan.ts';
import { isGlob, leadingText } from './word-parts.ts';

/** A line has few globs that may find options; of more than that, none is looked into. */
const MOST_GLOBS = 32;

/** Adds a hazard for every word that may be an option, operand or subcommand with consequences nobody knows. */
export function pushDoubts(call: Call, program: string): void {
  const { doubts } = call.found;
  for (const doubt of doubts) {
    if (doubt.why !== 'command' && doubt.table.inert) continue;
    const found = doubt.why === 'any' && doubts.length <= MOST_GLOBS ? filesOfGlob(call, doubt) : undefined;
    for (const { role, path } of found ?? []) pushFile(call.consequences, role, path, originOf(call, doubt));
    if (found !== undefined) continue;
    const reason = reasonOf(doubt, program);
    call.consequences.push({ kind: 'opaque', why: 'option', reason, carriers: [doubt.index], hazard: true });
  }
}

function reasonOf({ why, word }: Doubt, program: string): string {
  if (why === 'command') return `which command of \`${program}\` this is is not known`;
  return isGlob(word)
    ? `a file that it finds may have the name of an option of \`${program}\`, and none does behind \`./\``
    : `the argument may be any option of \`${program}\``;
}

const originOf = (call: Call, { index }: Doubt) =>
  ({ carriers: [index], hazard: false, base: call.base, label: '', same: call.same }) as const;

interface FoundFile {
  readonly role: FileRole;
  /** Any number of such names. */
  readonly path: Word;
}

/**
 * A pathname glob may find files with the names of options. Listed options that such a name could spell do no more
 * than what the same name does as an operand, or use a part of it as a file: those are returned.
 * `undefined`: one of them does other things. Options that are not listed are not looked for among the names of files.
 */
function filesOfGlob(call: Call, { index, table, word }: Doubt): readonly FoundFile[] | undefined {
  if (!isGlob(word)) return undefined;
  const parts = shapeOfGlob(word);
  if (mayShift(table, parts) && !isShiftHarmless(call, index)) return undefined;
  const roles = new Set<FileRole>();
  for (const [name, entry] of table.options) {
    if (!maySpell(table, name, entry, parts)) continue;
    for (const { option } of entry.variants) {
      // No such file name holds any of the values that this entry is about.
      if (option.value?.choices?.some((choice) => mayEnd(parts, choice)) === false) continue;
      const role = roleOf(option);
      if (role === undefined) return undefined;
      if (role !== 'none') roles.add(role);
    }
  }
  const each = valueInGlob(table, parts);
  if (each === undefined) return roles.size === 0 ? [] : undefined;
  const told = [...roles].filter((role) => each !== parts || !isOperandRole(call, index, role));
  // Where any name at all may stand in it (`-X.env`), that it may be an option is what there is to say.
  if (told.length > 0 && (each !== parts || parts.length === 1)) return undefined;
  return told.map((role) => ({ role, path: { kind: 'many', min: 0, each, span: word.span } }));
}

/** What an option does with its value, where that is all it does. */
function roleOf({ hazard, does, role, value }: OptionDescription): FileRole | 'none' | undefined {
  // To look at what a found file names is no more than to look at what the glob finds.
  const looks = does.length > 0 && does.every(({ act }) => act === 'look' || act === 'look-tree');
  if (!looks && (hazard === true || does.length > 0)) return undefined;
  if (role !== undefined || value?.items !== undefined) return undefined;
  switch (value?.role) {
    case undefined:
      return 'none';
    case 'read':
    case 'write':
    case 'delete':
    case 'read-tree':
    case 'write-tree':
    case 'delete-tree':
      return value.role;
    default:
      return undefined;
  }
}

function isOperandRole({ found, shape }: Call, index: number, role: FileRole): boolean {
  const place = found.operands.findIndex((operand) => operand.index === index);
  return shape.fits.every(({ bound }) => bound.items[place]?.some((item) => item.role === role) === true);
}

/** Whether it makes no difference how many of the words from here on are operands: all are the same, and none an option. */
function isShiftHarmless({ argv, found, shape }: Call, index: number): boolean {
  if (argv.slice(index + 1).some((word) => leadingText(word).startsWith('-'))) return false;
  const from = found.operands.findIndex((operand) => operand.index >= index);
  return (
    shape.stable &&
    shape.fits.every(({ bound }) => {
      const [first, ...rest] = bound.items.slice(from);
      return (
        first?.length === 1 &&
        first[0]?.repeat === true &&
        rest.every((items) => items.length === 1 && items[0] === first[0])
      );
    })
  );
}
