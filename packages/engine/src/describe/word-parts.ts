import { ANY_TEXT, type Hole, type Parts, partsOf, type Word } from '../word.ts';

/** The text every argument of a word is known to begin with; of an unknown one, the empty string. */
export function leadingText(word: Word): string {
  if (word.kind === 'text') return word.text;
  const head = (word.kind === 'one' ? word.parts : (word.each ?? []))[0];
  return typeof head === 'string' ? head : '';
}

/** Whether nothing but its leading text is in the word. */
export const isWhole = (word: Word): boolean =>
  word.kind === 'text' || (word.kind === 'one' && word.parts.every(isText));

const isText = (part: string | Hole): part is string => typeof part === 'string';

/** What is left of a word behind its first `count` characters, which must be known. */
export function dropText(word: Word, count: number): Word {
  switch (word.kind) {
    case 'text':
      return { kind: 'text', text: word.text.slice(count), span: word.span };
    case 'one':
      return wordOf(dropParts(word.parts, count), word.span);
    case 'many':
      return { kind: 'many', min: word.min, each: dropParts(word.each ?? ANY_TEXT, count), span: word.span };
  }
}

function dropParts(parts: Parts, count: number): Parts {
  const [head, ...rest] = parts;
  if (typeof head !== 'string') return parts;
  return head.length > count ? [head.slice(count), ...rest] : rest;
}

/** The word that is exactly these parts. */
export function wordOf(parts: Parts, span: Word['span']): Word {
  const joined = joinParts(parts);
  if (joined.every(isText)) return { kind: 'text', text: joined.join(''), span };
  return { kind: 'one', parts: joined, span };
}

/** The same parts with neighbouring texts put together. */
export function joinParts(parts: Parts): Parts {
  const joined: (string | Hole)[] = [];
  for (const part of parts) {
    const last = joined[joined.length - 1];
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

/** Several words as the one text they make with blanks between them, as `eval` and `ssh` put them together. */
export function joinWords(words: readonly [Word, ...Word[]], glue: string): Word {
  const [first, ...rest] = words;
  if (rest.length === 0 && first.kind !== 'many') return first;
  const span = { start: first.span.start, end: (rest[rest.length - 1] ?? first).span.end };
  const parts = words.flatMap(
    (word, at): Parts => [at === 0 ? '' : glue, ...(word.kind === 'many' ? ANY_TEXT : partsOf(word))],
  );
  return wordOf(parts, span);
}

/** Every place where `text` stands in a word becomes `parts`; where it may stand half in what is not known, all of it is unknown. */
export function replaceText(word: Word, text: string, parts: Parts): Word {
  if (text === '') return word;
  if (word.kind === 'text')
    return word.text.includes(text) ? wordOf(replaceKnown(word.text, text, parts), word.span) : word;
  if (word.kind === 'many') return { kind: 'many', min: word.min, span: word.span };
  const touched = word.parts.some((part) => isText(part) && [...text].some((character) => part.includes(character)));
  if (touched) return { kind: 'one', parts: ANY_TEXT, span: word.span };
  return { kind: 'one', parts: word.parts.map((part) => (isText(part) ? part : { hole: 'text' })), span: word.span };
}

function replaceKnown(known: string, text: string, parts: Parts): Parts {
  return known.split(text).flatMap((piece, at): Parts => (at === 0 ? [piece] : [...parts, piece]));
}

/** Whether the word stands for the names of existing files: its unknown start comes from a pathname glob. */
export function isGlob(word: Word): boolean {
  const parts = word.kind === 'many' ? word.each : word.kind === 'one' ? word.parts : undefined;
  return parts?.every((part) => typeof part === 'string' || (part.hole !== 'text' && part.plain !== true)) === true;
}

/** Whether each argument of the word begins with a letter or a digit: it is no option, whatever else it may be. */
export function isPlain(word: Word): boolean {
  const parts = word.kind === 'many' ? word.each : word.kind === 'one' ? word.parts : undefined;
  const [first, next] = parts ?? [];
  if (typeof first !== 'object' || first.plain !== true) return false;
  return next === undefined || (typeof next === 'string' && /^[\w.~^:/]/.test(next));
}

/** Whether some argument of this shape is that text. A hole may be any text here, so the answer errs towards yes. */
export function mayBe(parts: Parts, text: string): boolean {
  const head = parts[0];
  const tail = parts[parts.length - 1];
  if (head === undefined) return text === '';
  if (parts.length === 1) return typeof head !== 'string' || head === text;
  let start = 0;
  let end = text.length;
  if (typeof head === 'string') {
    if (!text.startsWith(head)) return false;
    start = head.length;
  }
  if (typeof tail === 'string') {
    if (!text.endsWith(tail) || end - tail.length < start) return false;
    end -= tail.length;
  }
  for (const part of parts.slice(1, -1)) {
    if (typeof part !== 'string') continue;
    const found = text.indexOf(part, start);
    if (found === -1 || found + part.length > end) return false;
    start = found + part.length;
  }
  return true;
}
