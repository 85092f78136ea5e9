import { ANY_TEXT, knownText, type Parts, partsOf, type Word } from '../word.ts';
import type { Call } from './option-consequences.ts';
import { basedOn, type Origin } from './origin.ts';
import { joinParts, leadingText, replaceText } from './word-parts.ts';

/**
 * The command of an option (`find -exec`, `fd -x`): `{}` in its words is a file below the folders that the command
 * searches. With `run-more` such a file is added where no word has a place for it.
 */
export function pushFound(call: Call, role: 'run' | 'run-more', words: readonly Word[], origin: Origin): void {
  const [first, ...rest] = words;
  if (first === undefined) return;
  const { carriers } = origin;
  for (const parts of foundParts(call)) {
    const filled = (word: Word): Word => fill(word, parts);
    const more: readonly Word[] =
      role === 'run-more' && !words.some(hasMark) ? [{ kind: 'many', min: 1, each: parts, span: first.span }] : [];
    call.consequences.push({
      kind: 'run',
      argv: [filled(first), ...rest.map(filled), ...more],
      carriers,
      hazard: true,
      ...basedOn(origin),
    });
  }
}

const hasMark = (word: Word): boolean =>
  MARKS.some((mark) => partsOf(word).some((part) => typeof part === 'string' && part.includes(mark)));
const MARKS = ['{}', '{/}', '{//}', '{.}', '{/.}'];

/** `{}` alone may become several arguments (`-exec … {} +`); the other marks are pieces of the name. */
function fill(word: Word, parts: Parts): Word {
  if (knownText(word) === '{}') return { kind: 'many', min: 1, each: parts, span: word.span };
  return MARKS.reduce((before, mark) => replaceText(before, mark, mark === '{}' ? parts : ANY_TEXT), word);
}

const MOST_FOLDERS = 8;

/** The shapes a found path may have: one for each folder that is searched, or anything. */
function foundParts({ shape, found }: Call): readonly Parts[] {
  const [fit] = shape.fits;
  if (fit?.form.grammar?.values.some((item) => item.role?.endsWith('-tree')) !== true) return [ANY_TEXT];
  const folders = fit.bound.items.flatMap((items, place) =>
    items.some((item) => item.role?.endsWith('-tree')) ? (found.operands[place]?.word ?? []) : [],
  );
  if (folders.length === 0) return [['./', { hole: 'tree' }]];
  if (folders.length > MOST_FOLDERS || folders.some((word) => word.kind === 'many')) return [ANY_TEXT];
  return folders.map((folder) => {
    const parts = partsOf(folder);
    const closed = folder.kind === 'text' && leadingText(folder).endsWith('/');
    return joinParts([...parts, closed ? '' : '/', { hole: 'tree' }]);
  });
}
