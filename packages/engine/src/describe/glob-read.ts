import { type Hole, knownText, type Parts, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { type Origin, pushFile } from './origin.ts';
import { joinParts, wordOf } from './word-parts.ts';

const MOST_NAMES = 16;
const ANY_NAME: Parts = [{ hole: 'name' }];

/**
 * `rg -g '*.pem'`: the files of these names below the folder are read. Like the shell's, a wildcard at the start finds no
 * dot (decision 0022), unless it stands for that dot alone: `*env` is asked about as `.env` too. `!x` only leaves out.
 */
export function pushGlobRead(into: Consequence[], word: Word, origin: Origin): void {
  const text = knownText(word);
  if (text?.startsWith('!') === true) return;
  for (const name of text === undefined ? [ANY_NAME] : namesOf(text.replace(/^\w+:/, '')))
    pushFile(into, 'read', wordOf(['./', { hole: 'tree' }, '/', ...name], word.span), origin);
}

function namesOf(glob: string): readonly Parts[] {
  const texts = bracesOf(glob.replace(/^(?:\.?\/|\*\*\/)+/, '')).flatMap((text) => [text, ...dotted(text)]);
  const isOpen = texts.length > MOST_NAMES || texts.some((text) => /[{}]/.test(text));
  return isOpen ? [ANY_NAME] : texts.map(partsOfGlob);
}

/** What a star at the start leaves where it stands for nothing, or for a dot. */
const dotted = (text: string): readonly string[] =>
  /^\*[^*/]/.test(text) ? [text.slice(1), `.${text.slice(1)}`].filter((one) => /^\.[^.]/.test(one)) : [];

/** `{a,b}` as two texts, and no more texts than tell that there are too many; braces in braces are left as they are. */
function bracesOf(glob: string): readonly string[] {
  let texts: readonly string[] = [''];
  for (const piece of glob.split(/(\{[^{}]*\})/)) {
    if (texts.length > MOST_NAMES) break;
    const choices = piece.startsWith('{') && piece.endsWith('}') ? piece.slice(1, -1).split(',') : [piece];
    texts = texts.flatMap((text) => choices.map((choice) => text + choice));
  }
  return texts;
}

/** A glob without a slash; a wildcard at its start may find a dot. */
export function partsOfGlob(glob: string): Parts {
  const pieces = glob.split(/(\*\*|\*|\?|\[[^\]]*\]|\\)/).filter((piece) => piece !== '' && piece !== '\\');
  return joinParts(
    pieces.map((piece, at): string | Hole => {
      if (piece === '**') return { hole: 'tree' };
      return /^[*?[]/.test(piece) ? { hole: at === 0 ? 'name' : 'segment' } : piece;
    }),
  );
}
