import { ANY_TEXT, knownText, type Word } from '../word.ts';
import type { Call } from './call.ts';
import { basedOn, type Origin } from './origin.ts';
import { variantsOf } from './variants.ts';
import { replaceText } from './word-parts.ts';

/** xargs: a command to which unknown words are added, or into which they are put where `-I` says so. */
export function pushRunMore(call: Call, words: readonly Word[], origin: Origin): void {
  const [first, ...rest] = words;
  if (first === undefined) return;
  const { carriers } = origin;
  const marks = replaceMarks(call);
  if (marks.length === 0) {
    const more: Word = { kind: 'many', min: 0, span: first.span };
    call.consequences.push({ kind: 'run', argv: [first, ...rest, more], carriers, hazard: true, ...basedOn(origin) });
    return;
  }
  const replaced = (word: Word): Word =>
    marks.reduce((before, mark) => (mark === undefined ? unknown(word) : replaceText(before, mark, ANY_TEXT)), word);
  call.consequences.push({
    kind: 'run',
    argv: [replaced(first), ...rest.map(replaced)],
    carriers,
    hazard: true,
    ...basedOn(origin),
  });
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
