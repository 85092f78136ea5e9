import { ANY_TEXT, type Parts, partsOf, type Word } from '../word.ts';
import type { LevelTable } from './level-table.ts';
import type { OptionEntry } from './option-table.ts';
import type { Doubt } from './scan.ts';
import { isGlob, mayBe } from './word-parts.ts';

/** The shape that each file name a glob finds has. */
export const shapeOfGlob = (word: Word): Parts => (word.kind === 'many' ? (word.each ?? ANY_TEXT) : partsOf(word));

/** Whether a word that is not known may hold one of these options. */
export function mayHold({ why, word, table }: Doubt, names: readonly string[]): boolean {
  if (why !== 'any' || !isGlob(word)) return true;
  const parts = shapeOfGlob(word);
  return names.some((name) => {
    const entry = table.options.get(name);
    return entry !== undefined && maySpell(table, name, entry, parts);
  });
}

/** Whether a file name of this shape spells the option: `*.md` finds `-fx.md` and `--file=x.md`, but no `-v`. */
export function maySpell(table: LevelTable, name: string, { takes }: OptionEntry, parts: Parts): boolean {
  return (
    takes === 'value' || takes === 'attached' || takes === 'unclear' || mayBe(parts, name) || mayBeLetters(table, parts)
  );
}

/**
 * The shape of the value that an option has in such a file name: what the glob leaves open holds the option's name
 * (`*.md` finds `-fx.md`), or a part of it does (`*fx.md`), and then any name is possible.
 * `undefined` where it may hold a slash, and so lead anywhere (`-o/x`).
 */
export function valueInGlob({ options }: LevelTable, parts: Parts): Parts | undefined {
  const known = parts.filter((part): part is string => typeof part === 'string');
  if (
    known.some((part) => part.includes('/')) ||
    parts.some((part) => typeof part !== 'string' && part.hole !== 'segment')
  )
    return undefined;
  const [first = ''] = known;
  const apart =
    !known.some((part) => part.includes('=')) && !options.has(`-${first.charAt(0)}`) && !first.startsWith('-');
  return apart ? parts : [{ hole: 'segment' }];
}

/** Whether a file name of this shape may end in the value of an option. */
export function mayEnd(parts: Parts, value: string): boolean {
  const last = parts[parts.length - 1];
  return typeof last !== 'string' || last.endsWith(value) || value.endsWith(last);
}

/** Whether the word may be `--`, or an option that takes the next word as its value. */
export function mayShift(table: LevelTable, parts: Parts): boolean {
  if (mayBe(parts, '--')) return true;
  const letters = mayBeLetters(table, parts);
  for (const [name, { takes }] of table.options) {
    if (takes !== 'nothing' && takes !== 'attached' && (letters || mayBe(parts, name))) return true;
  }
  return false;
}

/** Whether the known parts of a glob are all letters of options, so that it may find a cluster of them. */
function mayBeLetters({ style, options }: LevelTable, parts: Parts): boolean {
  if (style !== 'gnu' && style !== 'posix') return false;
  const known = parts.filter((part): part is string => typeof part === 'string');
  return known.every((part) => [...part].every((letter) => letter === '-' || options.has(`-${letter}`)));
}
