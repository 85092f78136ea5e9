/** The names of a store's files; whatever else lies in the folder is left alone. */

const GENERATION = /^g-([0-9]{12})$/;
const JOURNAL = /^usage-([0-9]{6})\.log$/;
const TEMPORARY = /^\.t-/;

/** The file of a generation. */
export const generationName = (generation: number): string => `g-${String(generation).padStart(12, '0')}`;
/** The file of a part of the usage journal. */
export const journalName = (file: number): string => `usage-${String(file).padStart(6, '0')}.log`;
/** A file that is being written. */
export const temporaryName = (random: string): string => `.t-${random}`;

/** Whether a file was being written, by someone who is perhaps no more. */
export const isTemporary = (name: string): boolean => TEMPORARY.test(name);

/** All generations in a folder, oldest first. */
export const generationsIn = (names: readonly string[]): readonly number[] => numbersIn(names, GENERATION);
/** All journal files in a folder, oldest first. */
export const journalsIn = (names: readonly string[]): readonly number[] => numbersIn(names, JOURNAL);

function numbersIn(names: readonly string[], pattern: RegExp): readonly number[] {
  return names
    .map((name) => pattern.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}
