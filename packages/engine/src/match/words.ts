import type { ReadOption } from '../act.ts';
import type { CommandItem, CommandPattern } from '../policy.ts';
import { ANY_TEXT, knownText, type Parts, partsOf, type Word } from '../word.ts';
import { compileItem, flattenCommand, type Item, showPattern, type ValueItem, type WordItem } from './items.ts';
import type { PathMatcher, PathQuestion } from './path.ts';
import { compileProgram, type ProgramMatcher } from './program.ts';
import { mayLieElsewhere, type RunView } from './run-view.ts';
import type { Tri } from './tri.ts';

/** One alternative of a command pattern. */
export interface CommandMatcher {
  readonly program: ProgramMatcher;
  /** The alternative as a policy writes it, for explanations. */
  readonly text: string;
  /** Literal words after the program that must stand among the arguments as written: what the index may file it under. */
  readonly literals: readonly string[];
  /**
   * An allow's question: is the command, whatever its unknown parts turn out to be, in the pattern?
   * With `named`, the words at these indices must be matched by literal words (semantics.md §4, vouching).
   */
  covers(run: RunView, named?: Named): boolean;
  /** An ask's or deny's question: are its words and options there, whatever else follows? */
  touches(run: RunView): Tri;
  /** The same with `exactly`: and nothing else. */
  equals(run: RunView): Tri;
}

/** Words that must be written out in the pattern; `verbatim`: to the letter, and not as the path of a file. */
export interface Named {
  readonly indices: ReadonlySet<number>;
  readonly verbatim: boolean;
}

/** The matchers of a command pattern, one for each of its alternatives. */
export function compileCommand(pattern: CommandPattern): readonly CommandMatcher[] {
  return flattenCommand(pattern).map(compileAlternative);
}

function compileAlternative(flat: readonly CommandItem[]): CommandMatcher {
  const [head, ...tail] = flat;
  if (head === undefined) throw new Error('an empty command pattern is refused before it is compiled');
  const program = compileProgram(head);
  // `**` alone is a program and all its arguments.
  const items: readonly Item[] = head.kind === 'rest' ? ['rest', ...tail.map(compileItem)] : tail.map(compileItem);
  const covers = (run: RunView, named: Named = NONE): boolean => {
    if (!program.allows(run) || (named.indices.has(0) && program.keys === undefined)) return false;
    const scene: Scene = { run, fold: false, named, strict: true };
    return sequence(items, run.words.slice(1), scene, 'must') || (run.described && coversAsSet(items, scene));
  };
  const touches = (run: RunView): Tri => {
    const named = program.names(run);
    if (named.answer === 'no') return 'no';
    const scene: Scene = { run, fold: named.folded, named: NONE, strict: false };
    const answer = touchesArguments(items, scene);
    return named.answer === 'yes' ? answer : answer === 'no' ? 'no' : 'maybe';
  };
  return {
    program,
    text: showPattern(flat),
    literals: items.flatMap((item, at) => (isPlain(item) && isPlain(items[at - 1] ?? item) ? literalsOf(item) : [])),
    covers,
    touches,
    equals(run) {
      const named = program.names(run);
      if (named.answer === 'no') return 'no';
      const scene: Scene = { run, fold: named.folded, named: NONE, strict: false };
      const closed = sequence(items, run.words.slice(1), scene, 'must') || coversAsSet(items, scene);
      if (closed) return named.answer;
      return run.exact ? 'no' : touchesArguments(items, scene) === 'no' ? 'no' : 'maybe';
    },
  };
}

/** Neither `**`, nor an option, nor a path; a word after an option may be its value, which may be attached. */
const isPlain = (item: Item): boolean => item === 'rest' || (item.option === undefined && item.path === undefined);
const literalsOf = (item: Item): readonly string[] =>
  item === 'rest' || item.text.literal === undefined ? [] : [item.text.literal];
const NONE: Named = { indices: new Set(), verbatim: false };

interface Scene {
  readonly run: RunView;
  readonly fold: boolean;
  readonly named: Named;
  /** An allow reads a path word as that file only, and no option as a path; an ask or deny also takes the bare text. */
  readonly strict: boolean;
}

type Mode = 'must' | 'may';

/* ---- one word ---- */

function takes(item: WordItem, word: Word, index: number, scene: Scene, mode: Mode): boolean {
  if (scene.named.indices.has(index) && !namesLiterally(item, word, scene)) return false;
  if (item.path !== undefined && word.kind !== 'many') {
    const taken = takesFile(item.path, scene.run.fileOf(index), scene, mode);
    if (scene.strict) return taken && !scene.run.isNoFile(index);
    if (taken) return true;
  }
  if (item.option?.value?.path !== undefined && word.kind !== 'many') {
    const taken = takesWithValue(item, word, scene, mode);
    if (scene.strict || taken) return taken;
  }
  return takesParts(item, word.kind === 'text' ? word.text : partsOf(word), scene, mode);
}

/** The same of what an option is given. */
function takesValue(item: ValueItem, value: Word, scene: Scene, mode: Mode): boolean {
  if (item.path !== undefined) {
    const one: Word = value.kind === 'many' ? { kind: 'one', parts: partsOf(value), span: value.span } : value;
    const taken = takesFile(item.path, scene.run.fileOfValue(one), scene, mode);
    if (scene.strict) return taken && !mayLieElsewhere(one);
    if (taken) return true;
  }
  return takesParts(item, partsOf(value), scene, mode);
}

function takesFile(path: PathMatcher, file: PathQuestion, { run, strict }: Scene, mode: Mode): boolean {
  if (strict) return path.covers(file, run.places);
  const touched = path.touches(file, run.places);
  return touched === 'yes' || (mode === 'may' && touched === 'maybe');
}

/** `--file=./x`, where the file is what is given. */
function takesWithValue({ option }: WordItem, word: Word, scene: Scene, mode: Mode): boolean {
  const [head, ...rest] = partsOf(word);
  const equals = typeof head === 'string' ? head.indexOf('=') : -1;
  if (option?.value === undefined || typeof head !== 'string' || equals === -1) return false;
  const parts = [head.slice(equals + 1), ...rest].filter((part) => part !== '');
  const value: Word =
    word.kind === 'text' ? { ...word, text: head.slice(equals + 1) } : { kind: 'one', parts, span: word.span };
  return option.name.matches(head.slice(0, equals)) && takesValue(option.value, value, scene, mode);
}

function takesParts(item: ValueItem, shape: string | Parts, scene: Scene, mode: Mode): boolean {
  const matcher = scene.fold ? item.folded() : item.text;
  if (typeof shape === 'string') return matcher.matches(shape);
  const answer = matcher.compare(shape);
  return mode === 'must' ? answer === 'yes' : answer !== 'no';
}

function namesLiterally(item: ValueItem, word: Word | undefined, { named }: Scene): boolean {
  const text = knownText(word);
  if (text === undefined) return false;
  return named.verbatim ? item.text.literal === text : item.text.literal !== undefined || item.inWorkspace;
}

/* ---- words in order ---- */

/** Whether the arguments are, word by word, a sequence of the pattern: all states of the pattern at once, linear in both. */
function sequence(items: readonly Item[], words: readonly Word[], scene: Scene, mode: Mode, offset = 1): boolean {
  let states = start(items.length);
  skipRests(items, states);
  words.forEach((word, at) => {
    states =
      word.kind === 'many'
        ? stepMany(items, states, word, at + offset, scene, mode)
        : stepOne(items, states, word, at + offset, scene, mode);
  });
  return states[items.length] === 1;
}

function start(length: number): Uint8Array<ArrayBuffer> {
  const states = new Uint8Array(length + 1);
  states[0] = 1;
  return states;
}

function stepOne(
  items: readonly Item[],
  states: Uint8Array,
  word: Word,
  index: number,
  scene: Scene,
  mode: Mode,
): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(items.length + 1);
  for (let at = 0; at < items.length; at++) {
    if (states[at] !== 1) continue;
    const item = items[at];
    if (item === 'rest') {
      if (!scene.named.indices.has(index)) next[at] = 1;
    } else if (item !== undefined && takes(item, word, index, scene, mode)) next[at + 1] = 1;
  }
  skipRests(items, next);
  return next;
}

/**
 * Any number of arguments. `may`: every state some number of them leads to.
 * `must`: the states that stay reachable however many there are, a greatest fixed point.
 */
function stepMany(
  items: readonly Item[],
  states: Uint8Array<ArrayBuffer>,
  word: Extract<Word, { kind: 'many' }>,
  index: number,
  scene: Scene,
  mode: Mode,
): Uint8Array<ArrayBuffer> {
  const one = (from: Uint8Array, parts: Parts): Uint8Array<ArrayBuffer> =>
    stepOne(items, from, { kind: 'one', parts, span: word.span }, index, scene, mode);
  const each = word.each ?? ANY_TEXT;
  let current = word.min === 1 ? one(states, word.first ?? each) : states;
  for (let round = 0; round <= items.length; round++) {
    const further = one(current, each);
    const next = current.map((state, at) => (mode === 'may' ? state | (further[at] ?? 0) : state & (further[at] ?? 0)));
    if (next.every((state, at) => state === current[at])) break;
    current = next;
  }
  return current;
}

function skipRests(items: readonly Item[], states: Uint8Array): void {
  for (let at = 0; at < items.length; at++) if (states[at] === 1 && items[at] === 'rest') states[at + 1] = 1;
}

/* ---- options as a set (language.md §4) ---- */

interface Split {
  readonly options: readonly { readonly item: WordItem; readonly value: WordItem | undefined }[];
  readonly positional: readonly Item[];
  readonly hasRest: boolean;
}

/** Which items are options, which their values: decided by what the options found in this command take, or any word. */
function split(items: readonly Item[], found: readonly ReadOption[] | 'any'): Split {
  const options: { item: WordItem; value: WordItem | undefined }[] = [];
  const positional: Item[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) break;
    if (item === 'rest' || item.option === undefined) {
      if (item === 'rest' || item.text.literal !== '--') positional.push(item);
      continue;
    }
    const next = items[at + 1];
    const separate =
      item.option.value === undefined &&
      (found === 'any' || optionsOf(item, found).some((one) => one.value !== undefined && one.listed));
    const value = separate && next !== undefined && next !== 'rest' && next.option === undefined ? next : undefined;
    options.push({ item, value });
    if (value !== undefined) at++;
  }
  return { options, positional, hasRest: items.includes('rest') };
}

/** The options of the command that a pattern's option word stands for; a cluster stands for its letters, all of them. */
function optionsOf(item: WordItem, found: readonly ReadOption[]): readonly ReadOption[] {
  const { option } = item;
  if (option === undefined) return [];
  const whole = found.filter((one) => one.names.some((name) => option.name.matches(name)));
  if (whole.length > 0 || option.letters.length === 0) return whole;
  const letters = option.letters.map((letter) => found.filter((one) => one.names.includes(letter)));
  return letters.some((ones) => ones.length === 0) ? [] : letters.flat();
}

function valueFits(option: ReadOption, item: WordItem, value: WordItem | undefined, scene: Scene, mode: Mode): boolean {
  const wanted = item.option?.value ?? value;
  return wanted === undefined || (option.value !== undefined && takesValue(wanted, option.value, scene, mode));
}

/** Closed: every option is claimed by one of the pattern's, or taken along by a `**`; every other word stands in order. */
function coversAsSet(items: readonly Item[], scene: Scene): boolean {
  const { reading } = scene.run;
  const { options, positional, hasRest } = split(items, reading.options);
  const claimed = new Set<ReadOption>();
  const named = new Set<ReadOption>();
  for (const { item, value } of options) {
    const found = optionsOf(item, reading.options);
    if (found.length === 0 || !found.every((option) => valueFits(option, item, value, scene, 'must'))) return false;
    for (const option of found) {
      claimed.add(option);
      if (
        item.option?.name.literal !== undefined &&
        (option.value === undefined || valueIsLiteral(item, value, option, scene))
      )
        named.add(option);
    }
  }
  if (!hasRest && reading.options.some((option) => !claimed.has(option))) return false;
  const words = positionalWords(scene.run);
  const literal = wordsOfOnly(named, reading.options);
  for (const index of scene.named.indices)
    if (index !== 0 && !literal.has(index) && !words.some((word) => word.index === index)) return false;
  return orderedWords(positional, words, scene);
}

/** A cluster (`-uo F`) is written out where each of its letters is: `-u` says nothing of the `-o` beside it. */
function wordsOfOnly(named: ReadonlySet<ReadOption>, all: readonly ReadOption[]): ReadonlySet<number> {
  const words = new Set([...named].flatMap(ownWords));
  for (const option of all) if (!named.has(option)) for (const index of ownWords(option)) words.delete(index);
  return words;
}

/** An option that takes a whole command (`find -exec`, `python -m`) has its name and the first word in a pattern, not the others. */
const ownWords = ({ words, value }: ReadOption): readonly number[] => words.slice(0, value === undefined ? 1 : 2);

function valueIsLiteral(item: WordItem, value: WordItem | undefined, option: ReadOption, scene: Scene): boolean {
  const wanted = item.option?.value ?? value;
  return wanted !== undefined && namesLiterally(wanted, option.value, scene);
}

interface PositionalWord {
  readonly word: Word;
  readonly index: number;
  /** All names of the subcommand that this word names. */
  readonly names: readonly string[] | undefined;
}

function positionalWords(run: RunView): readonly PositionalWord[] {
  const { path, aliases, pathWords, operands } = run.reading;
  const commands = path.flatMap((canonical, at): readonly PositionalWord[] => {
    const index = pathWords[at] ?? -1;
    const word = run.words[index];
    return word === undefined ? [] : [{ word, index, names: [canonical, ...(aliases[at] ?? [])] }];
  });
  return [...commands, ...operands.map(({ word, index }) => ({ word, index, names: undefined }))].sort(
    (a, b) => a.index - b.index,
  );
}

function orderedWords(items: readonly Item[], words: readonly PositionalWord[], scene: Scene): boolean {
  let states = start(items.length);
  skipRests(items, states);
  for (const { word, index, names } of words) {
    const next =
      word.kind === 'many'
        ? stepMany(items, states, word, index, scene, 'must')
        : stepOne(items, states, word, index, scene, 'must');
    for (const text of names ?? [])
      merge(next, stepOne(items, states, { kind: 'text', text, span: word.span }, index, scene, 'must'));
    states = next;
  }
  return states[items.length] === 1;
}

function merge(into: Uint8Array, from: Uint8Array): void {
  from.forEach((state, at) => {
    if (state === 1) into[at] = 1;
  });
}

/* ---- asks and denies: open ---- */

function touchesArguments(items: readonly Item[], scene: Scene): Tri {
  const answer = touchesAsRead(items, scene);
  return answer === 'no' && !scene.run.described && isSpelledOtherwise(items, scene) ? 'maybe' : answer;
}

function touchesAsRead(items: readonly Item[], scene: Scene): Tri {
  const words = scene.run.words.slice(1);
  if (sequence([...items, 'rest'], words, scene, 'must')) return 'yes';
  const { options, positional } = split(items, scene.run.reading.options);
  const found = options.map(({ item, value }) => optionTouched(item, value, scene));
  const inOrder = wordsTouched(positional, scene);
  const asWritten = !scene.run.exact && sequence([...items, 'rest'], words, scene, 'may');
  if (found.includes('no') || inOrder === 'no') return asWritten ? 'maybe' : 'no';
  return found.includes('maybe') || inOrder === 'maybe' ? 'maybe' : 'yes';
}

function optionTouched(item: WordItem, value: WordItem | undefined, scene: Scene): Tri {
  const { reading } = scene.run;
  const found = optionsOf(
    scene.fold ? foldOption(item) : item,
    scene.fold ? reading.options.map(foldNames) : reading.options,
  );
  if (found.some((option) => valueFits(option, item, value, scene, 'must'))) return 'yes';
  if (found.some((option) => valueFits(option, item, value, scene, 'may'))) return 'maybe';
  return scene.run.words.some((word, index) => index > 0 && word.kind !== 'text' && mayBeOption(word)) ? 'maybe' : 'no';
}

/** Of a program nobody described, `-m v`, `-mv`, `--mode v`, `--mode=v`, `--mod=v` and `-mode v` may be one and the same. */
function isSpelledOtherwise(items: readonly Item[], scene: Scene): boolean {
  const { words, reading } = scene.run;
  const end = words.findIndex((word) => word.kind === 'text' && word.text === '--');
  const own = end < 0 ? words : words.slice(0, end);
  return [split(items, reading.options), split(items, 'any')].some(
    ({ options, positional }) =>
      options.every(({ item, value }) => own.some((_, index) => index > 0 && mayMean(item, value, index, scene))) &&
      walkOpen(positional, scene, 'may'),
  );
}

function mayMean({ option }: WordItem, value: WordItem | undefined, index: number, scene: Scene): boolean {
  const { words } = scene.run;
  const word = words[index];
  if (option === undefined || word === undefined) return false;
  if (word.kind !== 'text') return mayBeOption(word);
  const wanted = option.value ?? value;
  const fits = (given: Word | undefined): boolean =>
    wanted === undefined || (given !== undefined && takesValue(wanted, given, scene, 'may'));
  const rest = (from: number): Word => ({ kind: 'text', text: word.text.slice(from), span: word.span });
  const { literal = '' } = option.name;
  const [, dashes, bare = ''] = /^(--?)([^=]+)/.exec(word.text) ?? [];
  if (dashes === undefined) return false;
  const end = dashes.length + bare.length;
  const named = option.name.matches(`-${bare}`) || option.name.matches(`--${bare}`);
  if (named || (dashes === '--' && literal.startsWith(`--${bare}`)))
    return fits(end === word.text.length ? words[index + 1] : rest(end + 1));
  const letter = dashes === '-' && literal.length === 2 ? bare.indexOf(literal.charAt(1)) + 2 : 1;
  if (wanted === undefined) return letter > 1 && /^[a-z0-9]*$/i.test(bare.slice(0, letter - 2));
  return letter > 1 && (fits(rest(letter)) || fits(rest(letter + 1)));
}

const foldNames = (option: ReadOption): ReadOption => ({
  ...option,
  names: option.names.map((name) => name.toLowerCase()),
});
const foldOption = (item: WordItem): WordItem =>
  item.option === undefined
    ? item
    : {
        ...item,
        option: {
          ...item.option,
          letters: item.option.letters.map((letter) => letter.toLowerCase()),
          name: item.folded(),
        },
      };

function mayBeOption(word: Word): boolean {
  const head = partsOf(word)[0];
  return typeof head !== 'string' || head.startsWith('-');
}

/**
 * The pattern's words must open the command's other words. Operands of a described program, and words that are paths,
 * may have others before them; of a program nobody described, an option may have taken the word after it as its value.
 */
function wordsTouched(items: readonly Item[], scene: Scene): Tri {
  if (walkOpen(items, scene, 'must')) return 'yes';
  return walkOpen(items, scene, 'may') ? 'maybe' : 'no';
}

function walkOpen(items: readonly Item[], scene: Scene, mode: Mode): boolean {
  let states = start(items.length);
  skipRests(items, states);
  if (states[items.length] === 1) return true;
  for (const { word, index, names } of mode === 'may' ? openWords(scene.run) : positionalWords(scene.run)) {
    const next =
      word.kind === 'many'
        ? stepMany(items, states, word, index, scene, mode)
        : stepOne(items, states, word, index, scene, mode);
    for (const text of names ?? [])
      merge(next, stepOne(items, states, { kind: 'text', text, span: word.span }, index, scene, mode));
    const skippable = mode === 'may' && isSkippable(word, index, scene.run);
    for (let at = 0; at < items.length; at++) {
      if (states[at] === 1 && (skippable || mayHaveOthersBefore(items[at], names, scene.run))) next[at] = 1;
    }
    states = next;
    // Open: once the pattern's words are all there, whatever else follows.
    if (states[items.length] === 1) return true;
  }
  return false;
}

/** Unknown words count among the others even where they may be options. */
function openWords(run: RunView): readonly PositionalWord[] {
  const known = positionalWords(run);
  const indices = new Set(known.map((word) => word.index));
  const unknown = run.words.flatMap((word, index) =>
    index > 0 && word.kind !== 'text' && !indices.has(index) ? [{ word, index, names: undefined }] : [],
  );
  return unknown.length === 0 ? known : [...known, ...unknown].sort((a, b) => a.index - b.index);
}

function mayHaveOthersBefore(item: Item | undefined, names: PositionalWord['names'], run: RunView): boolean {
  if (item === undefined || item === 'rest') return false;
  if (item.path !== undefined) return true;
  return run.described && names === undefined;
}

function isSkippable(word: Word, index: number, run: RunView): boolean {
  if (word.kind !== 'text') return true;
  const before = run.words[index - 1];
  return !run.described && index > 1 && before !== undefined && mayTakeValue(before);
}

function mayTakeValue(word: Word): boolean {
  if (word.kind !== 'text') return true;
  return word.text.startsWith('-') && word.text.length > 1 && word.text !== '--' && !word.text.includes('=');
}
