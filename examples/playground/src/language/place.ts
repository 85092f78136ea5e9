import { EFFECT_WORDS, type LineToken, tokensOf } from './tokens.ts';

/** Where in a policy the cursor or the pointer is, as far as help needs to know. */
export interface Place {
  /** The word there; empty between words. */
  readonly word: string;
  /** Offsets of the word in its line. */
  readonly start: number;
  readonly end: number;
  readonly kind: LineToken['kind'];
  readonly situation: Situation;
}

export type Situation =
  | { readonly in: 'statement' }
  | { readonly in: 'subject' }
  | { readonly in: 'pack' }
  | { readonly in: 'effect' }
  /** Inside a command pattern; `words` stand in front of this one, the program first. */
  | { readonly in: 'command'; readonly words: readonly string[] }
  | { readonly in: 'patterns'; readonly subject: string }
  | { readonly in: 'other' };

/** Reads the lines around a position; `column` counts from 0. */
export function placeAt(lines: readonly string[], line: number, column: number): Place {
  const text = lines[line] ?? '';
  const tokens = tokensOf(text);
  const token = tokens.find(
    ({ start, text: piece }) =>
      start <= column && column <= start + piece.length && piece.trim() !== '' && !isMark(piece),
  );
  const start = token?.start ?? column;
  const word = token?.text ?? '';
  const before = tokens.filter((one) => one.start < start && one.text.trim() !== '');
  const situation =
    token?.kind === 'comment' || token?.kind === 'string' ? OTHER : situationOf(lines, line, before, word);
  return { word, start, end: start + word.length, kind: token?.kind ?? 'plain', situation };
}

const OTHER = { in: 'other' } as const;
const isMark = (text: string): boolean => /^[(){}[\]|,;]$|^=>$/.test(text);
const isEffect = (text: string): boolean => (EFFECT_WORDS as readonly string[]).includes(text);

function situationOf(lines: readonly string[], line: number, before: readonly LineToken[], word: string): Situation {
  const [first, second] = before.map(({ text }) => text);
  if (first === undefined) return blockAbove(lines, line) ?? (word.startsWith('-') ? OTHER : { in: 'statement' });
  if (first === 'use' && before.length === 1) return { in: 'pack' };
  if (first === 'default' || before.at(-1)?.text === '=>') return { in: 'effect' };
  if (isEffect(first)) {
    if (second === undefined) return { in: 'subject' };
    return before.some(({ kind }) => kind === 'clause') ? OTHER : inPatterns(second, before.slice(2));
  }
  const block = blockAbove(lines, line);
  return block?.in === 'command' ? { in: 'command', words: wordsOf(before) } : (block ?? OTHER);
}

function inPatterns(subject: string, before: readonly LineToken[]): Situation {
  return subject === 'run' ? { in: 'command', words: wordsOf(before) } : { in: 'patterns', subject };
}

/** Groups and alternatives are no help in finding a program: of `git (add|commit)` the program is still `git`. */
function wordsOf(tokens: readonly LineToken[]): readonly string[] {
  const last = tokens.findLastIndex(({ text }) => text === ';' || text === '{');
  return tokens
    .slice(last + 1)
    .map(({ text }) => text)
    .filter((text) => !isMark(text));
}

/** The block of patterns that an indented line stands in. */
function blockAbove(lines: readonly string[], line: number): Situation | undefined {
  if (!/^\s/.test(lines[line] ?? '')) return undefined;
  for (let at = line - 1; at >= 0; at -= 1) {
    const text = lines[at] ?? '';
    if (text.trim() === '' || /^\s/.test(text)) continue;
    const [effect = '', subject = ''] = text.split(/[\s{]+/);
    if (!text.trimEnd().endsWith('{') || !isEffect(effect))
      return text.startsWith('when') ? { in: 'statement' } : OTHER;
    return inPatterns(subject, []);
  }
  return undefined;
}
