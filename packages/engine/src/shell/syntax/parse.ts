import type { Dialect } from '../../request.ts';
import type { Span } from '../../word.ts';
import { type Cursor, createCursor, createNested, fail, type Grammar, note } from './cursor.ts';
import { parseList } from './parse-list.ts';
import { readBackquotes, readDollar } from './parse-substitution.ts';
import { parseQuotedText } from './parse-word.ts';
import type { Part, Problem, Script } from './syntax.ts';

/** What a text is, as far as it could be read, and what is wrong with it. */
export interface Parsed {
  readonly script: Script;
  readonly problems: readonly Problem[];
}

/** UTF-16 code units of a command that are read; what lies behind is not. */
export const MAX_TEXT = 64 * 1024;
const MAX_CONSTRUCTS = 200_000;
/** Commands that are read: far more than there may be acts. */
const MAX_COMMANDS = 4000;

const GRAMMAR: Grammar = { list: parseList, nested: parseNested, dollar: readDollar, backquotes: readBackquotes };

/** Reads a command line. `origin` is the span of everything in it where it is nested in another text. */
export function parse(text: string, dialect: Dialect, origin?: Span, depth = 0): Parsed {
  const cursor = openText(text, dialect, origin, depth);
  return { script: parseAll(cursor), problems: cursor.problems };
}

/** Reads a text in which only substitutions mean anything, such as a prompt. */
export function parseExpansions(
  text: string,
  dialect: Dialect,
  origin: Span,
  depth = 0,
): { readonly parts: readonly Part[]; readonly problems: readonly Problem[] } {
  const cursor = openText(text, dialect, origin, depth);
  return { parts: parseQuotedText(cursor), problems: cursor.problems };
}

function openText(text: string, dialect: Dialect, origin: Span | undefined, depth: number): Cursor {
  const truncated = text.length > MAX_TEXT;
  const cursor = createCursor(
    {
      dialect,
      problems: [],
      grammar: GRAMMAR,
      effort: { left: MAX_CONSTRUCTS, commands: MAX_COMMANDS },
      depth,
      substitutions: 0,
      documented: false,
      cases: 0,
      conditional: false,
    },
    { text, origin, arithmetic: undefined, at: 0, end: Math.min(text.length, MAX_TEXT), truncated },
  );
  // A script loses its NULs, an argument ends at the first: there is no reading both would agree on.
  if (text.includes('\0')) note(cursor, 'syntax', 'the command has a NUL character in it');
  if (truncated) note(cursor, 'limit', 'the command is too long to be read to its end', MAX_TEXT);
  return cursor;
}

function parseAll(cursor: Cursor): Script {
  // bash marks quoted characters with these two, and confuses them with its marks.
  if (cursor.text.includes('\u0001') || cursor.text.includes('\u007f'))
    note(cursor, 'syntax', 'the command has a control character in it that bash uses itself');
  if (/\p{Surrogate}/u.test(cursor.text)) note(cursor, 'syntax', 'the command has half a character in it');
  const script = parseList(cursor);
  if (cursor.at < cursor.end) fail(cursor, 'something is closed here that was never opened');
  return script;
}

/** A text of its own inside another; its problems and failures are the outer one's. */
function parseNested(cursor: Cursor, text: string, origin: Span): Script {
  const nested = createNested(cursor, text, origin);
  const script = parseAll(nested);
  if (nested.failed) {
    cursor.failed = true;
    cursor.at = cursor.end;
  }
  return script;
}
