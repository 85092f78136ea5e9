import type { Hole, Parts } from '../../word.ts';
import { NUMBER, TEXT, textValue, type Value } from '../state/value.ts';
import { isDigits } from '../syntax/characters.ts';
import { literalOf } from '../syntax/parts.ts';
import type { ArithmeticText, Operation, Part } from '../syntax/syntax.ts';

/** What an operation cuts out of a value that is known as far as it asks: `${f%.ts}`, `${f%.*}`, `${x:0:2}`. */
export function cutValue(value: Value, operation: Operation): Value | undefined {
  if (operation.kind !== 'trim' && operation.kind !== 'slice') return undefined;
  if (value.kind === 'unset') return value;
  if (value.kind !== 'text' && value.kind !== 'shape') return undefined;
  if (operation.kind === 'slice') return value.kind === 'text' ? slice(value.text, operation.bounds) : undefined;
  const pattern = patternOf(operation.words[0] ?? []);
  if (pattern === undefined) return undefined;
  const parts = trim(value.kind === 'text' ? [value.text] : value.parts, operation.operator, pattern);
  if (parts === undefined) return undefined;
  const texts = parts.filter((part) => typeof part === 'string');
  return texts.length === parts.length ? textValue(texts.join('')) : { kind: 'shape', parts };
}

/** A text, and on which side of it any other text may stand. */
interface Pattern {
  readonly text: string;
  readonly open: 'front' | 'back' | undefined;
}

/** Nothing in it means anything but itself to any shell. */
const PLAIN = /^[\w./:@%,=-]*$/;

function patternOf(parts: readonly Part[]): Pattern | undefined {
  let text = '';
  let open: Pattern['open'];
  for (const [at, part] of parts.entries()) {
    if (part.kind !== 'text') return undefined;
    let plain = part.text;
    if (!part.quoted && at === 0 && plain.startsWith('*')) {
      open = 'front';
      plain = plain.slice(1);
    } else if (!part.quoted && at === parts.length - 1 && plain.endsWith('*')) {
      open = 'back';
      plain = plain.slice(0, -1);
    }
    if (!PLAIN.test(plain)) return undefined;
    text += plain;
  }
  return text === '' ? undefined : { text, open };
}

function trim(parts: Parts, operator: string, { text, open }: Pattern): Parts | undefined {
  const atEnd = operator.startsWith('%');
  if (open === undefined) return atEnd ? withoutEnd(parts, text) : withoutFront(parts, text);
  if (open !== (atEnd ? 'back' : 'front')) return undefined;
  // The shortest match at the end begins where the text stands last, and so ends the longest one in front.
  const isLast = operator === '%' || operator === '##';
  const found = find(parts, text, isLast);
  if (found === undefined) return undefined;
  if (found === 'nowhere') return parts;
  const { index, at } = found;
  const part = parts[index] as string;
  return atEnd
    ? endingWith([...parts.slice(0, index), part.slice(0, at)], text)
    : beginningWith([part.slice(at + text.length), ...parts.slice(index + 1)], text);
}

/** What is left in front of a cut. Of a name without its end nothing is known, unless it began with something else than a dot. */
function endingWith(parts: Parts, cut: string): Parts {
  const left = parts.filter((part) => part !== '');
  const last = left.at(-1);
  const before = left.at(-2);
  const isWhole = cut.startsWith('/') || before === undefined || (typeof before === 'string' && before.endsWith('/'));
  if (typeof last !== 'object' || isSteady(last) || (isWhole && last.hole === 'segment')) return left;
  return [...left.slice(0, -1), TEXT];
}

/** What is left behind one: `a..` without its `a` is the folder above. */
function beginningWith(parts: Parts, cut: string): Parts {
  const [first, ...rest] = parts.filter((part) => part !== '');
  if (first === undefined) return [];
  return typeof first !== 'object' || isSteady(first) || cut.endsWith('/') ? [first, ...rest] : [TEXT, ...rest];
}

/** A secret stays one, and a number is no folder. */
const isSteady = (hole: Hole): boolean => hole.secret === true || hole.plain === true || hole === NUMBER;

/** An end that is shorter than the text may or may not go on in front of it. */
function withoutEnd(parts: Parts, text: string): Parts | undefined {
  const last = parts.at(-1);
  if (typeof last !== 'string' || (last.length < text.length && parts.length > 1)) return undefined;
  if (!last.endsWith(text)) return parts;
  return endingWith([...parts.slice(0, -1), last.slice(0, last.length - text.length)], text);
}

function withoutFront(parts: Parts, text: string): Parts | undefined {
  const [first, ...rest] = parts;
  if (typeof first !== 'string' || (first.length < text.length && parts.length > 1)) return undefined;
  return first.startsWith(text) ? beginningWith([first.slice(text.length), ...rest], text) : parts;
}

/** Where a text stands first or last, as far as no hole may hold it. */
function find(parts: Parts, text: string, isLast: boolean): { index: number; at: number } | 'nowhere' | undefined {
  if (parts.length > 1 && text.length > 1) return undefined; // it may begin in one part and end in another
  const order = isLast ? [...parts.keys()].reverse() : [...parts.keys()];
  for (const index of order) {
    const part = parts[index] as string | Hole;
    if (typeof part !== 'string') {
      if (part.hole === 'segment' && text === '/') continue;
      return undefined;
    }
    const at = isLast ? part.lastIndexOf(text) : part.indexOf(text);
    if (at !== -1) return { index, at };
  }
  return 'nowhere';
}

/** Bounds that are written out, of a text in which every character is one to all shells. */
function slice(text: string, bounds: readonly ArithmeticText[]): Value | undefined {
  const [offset, length, ...more] = bounds.map(({ parts }) => literalOf(parts)?.trim() ?? '');
  if (offset === undefined || more.length > 0 || ![offset, length ?? '0'].every(isDecimal)) return undefined;
  if (Number(offset) > text.length || /[^\x20-\x7e]/.test(text)) return undefined;
  const end = length === undefined ? text.length : Number(offset) + Number(length);
  return textValue(text.slice(Number(offset), end));
}

/** With a zero in front it would be read as an octal number. */
const isDecimal = (text: string): boolean =>
  isDigits(text) && text.length < 10 && (text === '0' || !text.startsWith('0'));
