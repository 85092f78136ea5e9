import { ANY_TEXT, knownText, type Parts, type Word } from '../word.ts';
import type { Call } from './call.ts';
import { basedOn, type Origin } from './origin.ts';
import { variantsOf } from './variants.ts';
import { replaceText } from './word-parts.ts';

/** xargs: a command to which words are added, or into which they are put where `-I` says so; what they are is seldom known. */
export function pushRunMore(call: Call, words: readonly Word[], origin: Origin): void {
  const [first, ...rest] = words;
  if (first === undefined) return;
  const { carriers } = origin;
  const push = (argv: readonly [Word, ...Word[]]): void => {
    call.consequences.push({ kind: 'run', argv, carriers, hazard: true, ...basedOn(origin) });
  };
  const names = namesOf(call);
  const marks = replaceMarks(call);
  if (marks.length === 0) {
    const more = (names ?? [undefined]).map((each): Word => addedWord(each, first));
    push([first, ...rest, ...more]);
    return;
  }
  for (const name of names ?? [ANY_TEXT]) {
    const replaced = (word: Word): Word =>
      marks.reduce((before, mark) => (mark === undefined ? unknown(word) : replaceText(before, mark, name)), word);
    push([replaced(first), ...rest.map(replaced)]);
  }
}

const addedWord = (each: Parts | undefined, { span }: Word): Word =>
  each === undefined ? { kind: 'many', min: 0, span } : { kind: 'many', min: 0, each, span };

/** With `-0` the words are the names that come in; any other way of cutting may make something else of a name. */
function namesOf({ names, found: { options, unlisted, doubts } }: Call): readonly Parts[] | undefined {
  if (unlisted.length > 0 || doubts.length > 0) return undefined;
  const has = (name: string): boolean => options.some(({ entry }) => entry.names.includes(name));
  return has('--null') && !has('--delimiter') && !has('--arg-file') ? names : undefined;
}

/** The texts that are replaced; `undefined` for one that is not known. Without a value the option means `{}`. */
function replaceMarks(call: Call): readonly (string | undefined)[] {
  return call.found.options.flatMap((option) =>
    variantsOf(option, call.found, call.shape).variants.some(
      ({ option: said }) => said.value?.role === 'replace' || said.role === 'replace',
    )
      ? [option.value === undefined ? '{}' : knownText(option.value)]
      : [],
  );
}

const unknown = (word: Word): Word => ({ kind: 'one', parts: ANY_TEXT, span: word.span });
