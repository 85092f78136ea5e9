import type { OptionDescription } from '../policy.ts';
import { ANY_TEXT, knownText, type Parts, partsOf, type Word } from '../word.ts';
import type { Call } from './call.ts';
import { basedOn, type Origin } from './origin.ts';
import { nestFolder } from './role.ts';
import { joinParts, leadingText, replaceText, wordOf } from './word-parts.ts';

/**
 * The command of an option (`find -exec`, `fd -x`): `{}` in its words is a file below the folders that the command
 * searches. With `run-more` such a file is added where no word has a place for it. With `does cwd` on the option the
 * command runs in the file's own folder (`find -execdir`).
 */
export function pushFound(
  call: Call,
  role: 'run' | 'run-more',
  words: readonly Word[],
  origin: Origin,
  option: OptionDescription,
): void {
  const [first, ...rest] = words;
  if (first === undefined) return;
  const { carriers } = origin;
  const there = option.does.some(({ act }) => act === 'cwd');
  for (const found of foundParts(call)) {
    const file = there ? IN_ITS_FOLDER : found;
    const base = there ? nestFolder(origin.base, wordOf(found, first.span)) : origin.base;
    const filled = (word: Word): Word => fill(word, file);
    const more: readonly Word[] =
      role === 'run-more' && !words.some(hasMark) ? [{ kind: 'many', min: 1, each: file, span: first.span }] : [];
    const argv: readonly [Word, ...Word[]] = [filled(first), ...rest.map(filled), ...more];
    call.consequences.push({ kind: 'run', argv, carriers, hazard: true, ...basedOn({ base }) });
  }
}

const IN_ITS_FOLDER: Parts = ['./', { hole: 'segment' }];

const hasMark = (word: Word): boolean =>
  MARKS.some((mark) => partsOf(word).some((part) => typeof part === 'string' && part.includes(mark)));
const MARKS = ['{}', '{/}', '{//}', '{.}', '{/.}'];

/** `{}` alone may become several arguments (`-exec … {} +`); the other marks are pieces of the name. */
function fill(word: Word, parts: Parts): Word {
  if (knownText(word) === '{}') return { kind: 'many', min: 1, each: parts, span: word.span };
  return MARKS.reduce((before, mark) => replaceText(before, mark, mark === '{}' ? parts : ANY_TEXT), word);
}

const MOST_FOLDERS = 8;
const HERE: readonly Parts[] = [['./', { hole: 'tree' }]];
const ANYWHERE: readonly Parts[] = [ANY_TEXT];

/** The shapes a found path may have: one for each folder that is searched, or anything. */
function foundParts({ shape, found }: Call): readonly Parts[] {
  const [fit] = shape.fits;
  if (fit?.form.grammar?.values.some((item) => isTree(item.role)) !== true) return ANYWHERE;
  if (found.options.some(({ entry }) => entry.variants.some(({ option }) => isSearch(option)))) return ANYWHERE;
  const folders = fit.bound.items.flatMap((items, place) =>
    items.some((item) => isTree(item.role)) ? (found.operands[place]?.word ?? []) : [],
  );
  if (folders.length === 0) return HERE;
  if (folders.length > MOST_FOLDERS || folders.some((word) => word.kind === 'many')) return ANYWHERE;
  return folders.map((folder) => {
    const closed = folder.kind === 'text' && leadingText(folder).endsWith('/');
    return joinParts([...partsOf(folder), closed ? '' : '/', { hole: 'tree' }]);
  });
}

const isTree = (role: string | undefined): boolean => role?.endsWith('-tree') === true;

/** Whether an option names further folders to search. */
function isSearch({ does, value }: OptionDescription): boolean {
  return isTree(value?.role) || does.some(({ act }) => isTree(act));
}
