import type { Act, Reading, ReadOption, RunAct } from '../act.ts';
import { partsOf, type Word } from '../word.ts';
import { type PathQuestion, type Places, resolveWord } from './path.ts';

/** A run act as matchers see it: derived once an act, not once a rule. */
export interface RunView {
  readonly act: RunAct;
  readonly words: readonly Word[];
  readonly programWord: Word;
  readonly places: Places;
  /** The description's reading of the arguments, or the plain one: every word with a dash an option without a value. */
  readonly reading: Reading;
  readonly described: boolean;
  /** Whether every word is one known argument. */
  readonly exact: boolean;
  /** Whether the program takes the word at an index for an option or an address rather than a file, by how it begins. */
  isNoFile(index: number): boolean;
  /** The word at an index as the path of a file. */
  fileOf(index: number): PathQuestion;
  /** What an option is given, as the path of a file. */
  fileOfValue(value: Word): PathQuestion;
  inProgramFolder(program: string): boolean;
}

export function viewRun(act: RunAct, places: Places, programFolders: ReadonlySet<string>): RunView {
  const exact = act.argv.every((word) => word.kind === 'text');
  const files: PathQuestion[] = [];
  let reading = act.reading;
  let end: number | undefined;
  return {
    act,
    words: act.argv,
    programWord: act.argv[0],
    places,
    described: act.reading !== undefined,
    exact: exact && act.reading?.exact !== false,
    get reading() {
      reading ??= plainReading(act.argv, exact);
      return reading;
    },
    fileOfValue: (value) => ({ kind: 'read', tree: false, places: resolveWord(value, act.folders) }),
    isNoFile(index) {
      if (mayLieElsewhere(act.argv[index]) || isBareName(act, index)) return true;
      if (!beginsOption(act.argv[index])) return false;
      end ??= act.argv.findIndex((word) => word.kind === 'text' && word.text === '--');
      return end === -1 || index < end;
    },
    fileOf(index) {
      const word = act.argv[index] ?? act.argv[0];
      files[index] ??= { kind: 'read', tree: false, places: resolveWord(word, act.folders) };
      return files[index];
    },
    inProgramFolder: (program) => programFolders.has(program.slice(0, Math.max(program.lastIndexOf('/'), 1))),
  };
}

/**
 * `git push`, `pip install requests`: a subcommand is none; of an operand that does not look like a path, a
 * description says whether it is one by what follows from it.
 */
function isBareName({ argv, consequences, reading }: RunAct, index: number): boolean {
  const head = partsOf(argv[index] ?? argv[0])[0];
  if (reading === undefined || typeof head !== 'string' || /^\.{0,2}(\/|$)/.test(head)) return false;
  if (reading.pathWords.includes(index)) return true;
  if (!reading.operands.some((operand) => operand.index === index)) return false;
  return !consequences.some((one) => one.carriers?.includes(index) === true && isOfFile(one));
}

const isOfFile = (act: Act): boolean =>
  act.verbatim !== true &&
  (['read', 'write', 'delete', 'run'].includes(act.kind) || (act.kind === 'opaque' && act.why === 'code'));

/** `https://x/a.js`, `npm:x`, and a tilde that is left to the program: as a path, it would be one below the folder. */
export function mayLieElsewhere(word: Word | undefined): boolean {
  const head = word === undefined || word.kind === 'many' ? undefined : partsOf(word)[0];
  return typeof head === 'string' && /^(~|[A-Za-z][A-Za-z0-9+.-]+:)/.test(head);
}

function beginsOption(word: Word | undefined): boolean {
  const head = word === undefined || word.kind === 'many' ? undefined : partsOf(word)[0];
  return typeof head === 'string' && head.startsWith('-') && head !== '-';
}

/** How asks and denies read a program nobody described: options in any order, clustered or not (language.md §4). */
function plainReading(argv: readonly Word[], exact: boolean): Reading {
  const options: ReadOption[] = [];
  const operands: { word: Word; index: number }[] = [];
  let open = true;
  argv.forEach((word, index) => {
    if (index === 0) return;
    const head = partsOf(word)[0];
    if (word.kind === 'text' && word.text === '--' && open) open = false;
    else if (open && typeof head === 'string' && head.startsWith('-') && head !== '-')
      options.push(...plainOptions(word, head, index));
    else operands.push({ word, index });
  });
  return { path: [], aliases: [], pathWords: [], options, operands, exact };
}

function plainOptions(word: Word, head: string, index: number): readonly ReadOption[] {
  const words = [index];
  const equals = head.indexOf('=');
  if (equals > 0) {
    const parts = partsOf(word);
    const value: Word = { kind: 'one', parts: [head.slice(equals + 1), ...parts.slice(1)], span: word.span };
    const known: Word =
      word.kind === 'text' ? { kind: 'text', text: word.text.slice(equals + 1), span: word.span } : value;
    return [{ names: [head.slice(0, equals)], value: known, words, listed: false }];
  }
  if (!/^-[A-Za-z0-9]{2,}$/.test(head)) return [{ names: [head], words, listed: false }];
  return [...head.slice(1)].map((letter) => ({ names: [`-${letter}`, head], words, listed: false }));
}
