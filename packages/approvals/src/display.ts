import { cutMiddle, type Range } from './display/cut.ts';
import { escapeHidden } from './display/escape.ts';
import { lookAlikes } from './display/look-alike.ts';
import { redactWithPlaces, type TextKind } from './display/redact.ts';

/** A text as people may see it, and what they should know about it. */
export interface Shown {
  readonly text: string;
  /** It held characters that would not have been seen; they stand as `\u{HEX}`. */
  readonly hidden: boolean;
  /** Words that mix letters which look alike. */
  readonly lookAlikes: readonly string[];
  /** Secrets were masked. */
  readonly redacted: boolean;
  /** Something is missing in the middle: the text says how much. */
  readonly cut: boolean;
  /** Nobody can be asked to oversee this: a prompt for it is refused. */
  readonly oversized: boolean;
}

/** How a text is to be shown. */
export interface ShowOptions {
  readonly kind?: TextKind;
  /** The most characters to show; 16 384 without it. */
  readonly most?: number;
  /** Parts that must stay visible, such as what a rule is about. */
  readonly keep?: readonly Range[];
}

const MOST_IN = 256 * 1024;
const MOST_OUT = 16 * 1024;

/** The one way in which commands and other foreign text reach people: prompt, audit, list, webhook. */
export function show(text: string, options: ShowOptions = {}): Shown {
  const input = text.slice(0, MOST_IN);
  // Secrets first: a cut through the middle of one would leave halves that nobody recognises.
  const masked = redactWithPlaces(input, options.kind ?? 'text');
  const keep = (options.keep ?? []).map(({ start, end }) => ({ start: masked.moved(start), end: masked.moved(end) }));
  const shortened = cutMiddle(masked.text, Math.min(options.most ?? MOST_OUT, MOST_OUT), keep);
  const escaped = escapeHidden(shortened);
  return {
    text: escaped,
    hidden: escaped !== shortened,
    lookAlikes: lookAlikes(masked.text),
    redacted: masked.text !== input,
    cut: shortened !== masked.text || input !== text,
    oversized: text.length > MOST_IN || masked.text.length > MOST_OUT,
  };
}

/** One line for lists and logs: redacted, escaped, at most 200 characters or so. */
export function preview(text: string, kind: TextKind = 'record'): string {
  return show(text, { kind, most: 200 }).text;
}
