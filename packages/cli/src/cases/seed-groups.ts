/** The ids of neighbouring rows: a letter and the numbers from the first to the last. */
export const ids = (letter: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${letter}${String(from + at).padStart(3, '0')}`);

/** The groups of `seed_cases.md` that are about single commands. Its rows are read where they lie; which there are is known here. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  C1: ids('C', 1, 57),
  C2: ids('C', 58, 93),
  C3: ids('C', 94, 159),
  C5: ids('C', 202, 230),
  C6: ids('C', 231, 257),
  W4: ids('W', 78, 139),
  O1: ids('O', 1, 39),
  O2: ids('O', 40, 65),
};

/** Rows of these groups that have no test here, each with the reason. */
export const EXCUSES: ReadonlyMap<string, string> = new Map([
  ['C156', 'an empty rule is an error of the language, and its tests show that'],
  ['C219', '`env` that changes nothing is the command itself, as W111 and W114 want it'],
  ['O019', '`bash -l` reads start-up files that are the user’s own and protected'],
  ['O033', '`tr` without its arguments says what is missing and does nothing'],
  ['O038', '`head --li` says that it knows no such option and does nothing'],
]);

/** Rows that the tests of another package account for, by their file. */
export const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'approvals/src/seeds-o2.node.test.ts': ids('O', 43, 65),
};
