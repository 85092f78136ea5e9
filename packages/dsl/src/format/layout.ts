import { type Block, CLAUSE_WORDS, type Entry, type RawLine, type Token } from '../read/tokens.ts';
import type { CommentQueue } from './comments.ts';
import { BLANK, type Line, WIDTH } from './lines.ts';
import { between } from './spacing.ts';

/** What laying out looks at beside the tokens. */
export interface Sheet {
  readonly source: string;
  readonly comments: CommentQueue;
}

const STEP = 2;

/** Something with a place in the source that takes lines of its own. */
interface Item {
  readonly start: number;
  readonly end: number;
  readonly lines: () => readonly Line[];
}

/** The statements, patterns or description entries between two offsets, with the comments and blank lines among them. */
export function layoutEntries(
  sheet: Sheet,
  entries: readonly Entry[],
  indent: number,
  from: number,
  to: number,
): readonly Line[] {
  const items = entries.map(
    (entry): Item => ({ start: entry.start, end: entry.end, lines: () => layoutEntry(sheet, entry, indent) }),
  );
  return layoutItems(sheet, items, indent, from, to);
}

function layoutItems(sheet: Sheet, items: readonly Item[], indent: number, from: number, to: number): readonly Line[] {
  const out: Line[] = [];
  let end = from;
  const add = (start: number, lines: readonly Line[]): void => {
    if (out.length > 0 && hasBlankLine(sheet.source, end, start)) out.push(BLANK);
    out.push(...lines);
  };
  const addComments = (before: number): void => {
    for (let one = sheet.comments.takeBefore(before); one !== undefined; one = sheet.comments.takeBefore(before)) {
      add(one.start, [{ indent, text: one.text }]);
      end = one.end;
    }
  };
  items.forEach((item, at) => {
    addComments(item.start);
    add(item.start, item.lines());
    end = item.end;
    const behind = sheet.comments.takeBehind(end, items[at + 1]?.start ?? to);
    if (behind === undefined) return;
    putBehind(out, behind.text);
    end = behind.end;
  });
  addComments(to);
  return out;
}

const hasBlankLine = (source: string, from: number, to: number): boolean =>
  source.slice(from, to).split('\n').length > 2;

function putBehind(lines: Line[], comment: string): void {
  const last = lines.pop();
  if (last !== undefined) lines.push({ ...last, comment });
}

/* ---- one entry ---- */

function layoutEntry(sheet: Sheet, entry: Entry, indent: number): readonly Line[] {
  const head = entry.tokens[0]?.image ?? '';
  const segments: (readonly Line[])[] = [];
  segmentsOf(entry.tokens).forEach((tokens, at, all) => {
    const behind = sheet.comments.takeBehind(all[at - 1]?.at(-1)?.end ?? entry.start, tokens[0]?.start ?? entry.start);
    if (behind !== undefined) segments.push(withComment(segments.pop() ?? [], behind.text));
    segments.push(layoutSegment({ sheet, head, indent, lines: [], text: '', at: indent }, tokens));
  });
  return segments.length === 1 ? segments.flat() : (joined(segments) ?? broken(segments));
}

/** A rule's head and its clauses; of everything else one segment. */
function segmentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (CLAUSE_TYPES.has(token.tokenType)) segments.push([]);
    segments.at(-1)?.push(token);
  }
  return segments;
}

const CLAUSE_TYPES = new Set(CLAUSE_WORDS.values());

/** Everything behind one another, if no comment forbids it and it fits. */
function joined(segments: readonly (readonly Line[])[]): readonly Line[] | undefined {
  const [head = [], ...clauses] = segments;
  let lines = head;
  for (const clause of clauses) {
    const last = lines.at(-1);
    const [first, ...others] = clause;
    if (last === undefined || first === undefined || last.comment !== undefined || isComment(first)) return undefined;
    const text = `${last.text} ${first.text}`;
    if (last.indent + text.length > WIDTH) return undefined;
    lines = [...lines.slice(0, -1), { ...first, indent: last.indent, text }, ...others];
  }
  return lines.length === 1 ? lines.map((line) => apart(line, head[0]?.text.length ?? 0)) : lines;
}

const isComment = (line: Line): boolean => line.text.startsWith('#');
/** A rule on one line keeps its clauses apart: they may be aligned with those of its neighbours. */
const apart = (line: Line, head: number): Line => ({
  ...line,
  text: line.text.slice(0, head),
  clauses: line.text.slice(head + 1),
});

/** Each clause on lines of its own. */
const broken = ([head = [], ...clauses]: readonly (readonly Line[])[]): readonly Line[] => [
  ...head,
  ...clauses.flatMap((lines) => lines.map((line) => ({ ...line, indent: line.indent + STEP }))),
];

const withComment = (lines: readonly Line[], comment: string): readonly Line[] =>
  lines.map((line, at) => (at === lines.length - 1 ? { ...line, comment } : line));

/* ---- tokens ---- */

/** A segment of an entry while it is laid out. */
interface Segment {
  readonly sheet: Sheet;
  /** The word the entry starts with. */
  readonly head: string;
  readonly indent: number;
  readonly lines: Line[];
  /** The line that is not complete, and where it starts. */
  text: string;
  at: number;
}

function layoutSegment(segment: Segment, tokens: readonly Token[]): readonly Line[] {
  const short = shortText(segment.sheet, segment.head, tokens);
  const fits = short !== undefined && segment.indent + short.length <= WIDTH;
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    takeComments(segment, token, before);
    const gap = segment.text === '' || before === undefined ? '' : between(segment.head, before, token);
    segment.text += gap + (token.block === undefined ? token.image : '');
    if (token.block === undefined) return;
    const shortBlock = fits ? shortBlockText(segment.sheet, token) : undefined;
    if (shortBlock !== undefined) segment.text += shortBlock;
    else openBlock(segment, token, token.block);
  });
  endLine(segment);
  return segment.lines;
}

function endLine(segment: Segment, comment?: string): void {
  const { at: indent, text } = segment;
  segment.lines.push(comment === undefined ? { indent, text } : { indent, text, comment });
  segment.text = '';
}

/** A comment ends its line; what follows it is set in further, so that no word of it is taken for a statement's first. */
function takeComments(segment: Segment, token: Token, before: Token | undefined): void {
  const { comments } = segment.sheet;
  const behind = before === undefined ? undefined : comments.takeBehind(before.end, token.start);
  if (behind !== undefined) endLine(segment, behind.text);
  for (let own = comments.takeBefore(token.start); own !== undefined; own = comments.takeBefore(token.start)) {
    if (segment.text !== '') endLine(segment);
    const indent = before === undefined ? segment.indent : segment.indent + 2 * STEP;
    segment.lines.push({ indent, text: own.text });
  }
  if (before !== undefined && segment.text === '') segment.at = segment.indent + 2 * STEP;
}

/* ---- blocks ---- */

/** `{`, what is in it on lines of its own, and `}` at the start of the line that goes on. */
function openBlock(segment: Segment, token: Token, block: Block): void {
  const { sheet, indent } = segment;
  const close = token.end - 1;
  segment.text += '{';
  const first = block.kind === 'entries' ? block.entries[0] : block.lines[0];
  endLine(segment, sheet.comments.takeBehind(token.start + 1, first?.start ?? close)?.text);
  const inside =
    block.kind === 'entries'
      ? layoutEntries(sheet, block.entries, indent + STEP, token.start + 1, close)
      : layoutTests(sheet, block.lines, indent + STEP, token.start + 1, close);
  segment.lines.push(...inside);
  segment.at = indent;
  segment.text = '}';
}

/** A segment on one line, if its blocks are written so; `undefined` if one is not. */
function shortText(sheet: Sheet, head: string, tokens: readonly Token[]): string | undefined {
  let text = '';
  for (const [at, token] of tokens.entries()) {
    const part = token.block === undefined ? token.image : shortBlockText(sheet, token);
    if (part === undefined) return undefined;
    const before = tokens[at - 1];
    text += (before === undefined ? '' : between(head, before, token)) + part;
  }
  return text;
}

/** `{ a; b }`, where the author wrote it on one line; an empty block always is. */
function shortBlockText(sheet: Sheet, token: Token): string | undefined {
  const block = token.block;
  if (block?.kind !== 'entries') return undefined;
  const between = sheet.source.slice(token.start, token.end);
  const isShort = block.entries.length === 0 ? !between.includes('#') : !between.includes('\n');
  if (!isShort) return undefined;
  const entries = block.entries.map((entry) => shortText(sheet, entry.tokens[0]?.image ?? '', entry.tokens));
  return entries.length === 0 ? '{ }' : `{ ${entries.join('; ')} }`;
}

/* ---- tests ---- */

/** The lines of a test belong to the shell: only their indentation changes. */
function layoutTests(
  sheet: Sheet,
  lines: readonly RawLine[],
  indent: number,
  from: number,
  to: number,
): readonly Line[] {
  const items = lines.map((line): Item => {
    if (line.kind === 'text') return { ...line, lines: () => [{ indent, text: line.text }] };
    return { start: line.start, end: line.close, lines: () => layoutContext(sheet, line, indent) };
  });
  return layoutItems(sheet, items, indent, from, to);
}

function layoutContext(sheet: Sheet, line: RawLine & { readonly kind: 'with' }, indent: number): readonly Line[] {
  return [
    { indent, text: `${shortText(sheet, 'with', line.tokens) ?? ''} {` },
    ...layoutTests(sheet, line.lines, indent + STEP, line.end, line.close),
    { indent, text: '}' },
  ];
}
