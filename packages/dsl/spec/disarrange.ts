import { createCursor } from '../src/read/cursor.ts';
import { readEntries } from '../src/read/reader.ts';
import type { Block, Entry, RawLine } from '../src/read/tokens.ts';
import { Clause, type Token } from '../src/read/tokens.ts';

/** Answers with a whole number from 0 up to, and without, `below`. */
export type Choose = (below: number) => number;

/** The same policy with other blanks, line breaks and comments: everywhere one may stand, now and then. */
export function disarrange(source: string, choose: Choose): string {
  const messy: Mess = { choose, comments: 0 };
  return entriesText(messy, readEntries(createCursor(source), 'statements', false), false) + edge(messy);
}

interface Mess {
  readonly choose: Choose;
  comments: number;
}

const CLAUSE_TYPES = new Set(Object.values(Clause));
const oneOf = <T>(mess: Mess, ...all: readonly T[]): T => all[mess.choose(all.length)] as T;
const blanks = (mess: Mess): string => oneOf(mess, ' ', ' ', ' ', '  ', '\t', ' \t  ');
const margin = (mess: Mess): string => oneOf(mess, '', '', ' ', '   ', '\t', '        ');

function comment(mess: Mess): string {
  mess.comments++;
  return `# ${oneOf(mess, '', 'why', '{ } ( "', 'writ-ignore unguarded: x', "it's => allow", '#')} ${mess.comments}${oneOf(mess, '', ' ', '\t')}`;
}

/** Newlines, blank lines and comments between entries: at least one newline. */
function edge(mess: Mess): string {
  let out = oneOf(mess, '', '', '', ` ${comment(mess)}`);
  for (let lines = 1 + mess.choose(3); lines > 0; lines--)
    out += `\n${margin(mess)}${oneOf(mess, '', '', '', '', comment(mess))}`;
  return `${out}\n`;
}

function entriesText(mess: Mess, entries: readonly Entry[], inBlock: boolean): string {
  return entries
    .map((entry) => {
      // A test ends with a line that is just `}`.
      const isTest = entry.tokens.at(-1)?.block?.kind === 'lines';
      const behind = isTest
        ? `\n${edge(mess)}`
        : inBlock
          ? oneOf(mess, edge(mess), edge(mess), ' ; ', ';', `; ${edge(mess)}`)
          : edge(mess);
      return margin(mess) + entryText(mess, entry) + behind;
    })
    .join('');
}

function entryText(mess: Mess, entry: Entry): string {
  let depth = 0;
  let out = '';
  entry.tokens.forEach((token, at) => {
    if (at > 0 && !token.glued) out += gap(mess, token, depth);
    if (['(', '[', '[='].includes(token.image)) depth++;
    if (token.image === ')' || token.image === ']') depth--;
    out += token.block === undefined ? token.image : blockText(mess, token.block);
  });
  return out;
}

/** Inside brackets a line may end anywhere, elsewhere in front of a clause. */
function gap(mess: Mess, token: Token, depth: number): string {
  const mayBreak = depth > 0 || CLAUSE_TYPES.has(token.tokenType);
  if (!mayBreak || mess.choose(3) > 0) return blanks(mess);
  return `${edge(mess)}${' '.repeat(9 + mess.choose(4))}`;
}

function blockText(mess: Mess, block: Block): string {
  if (block.kind === 'lines') return `{${edge(mess)}${linesText(mess, block.lines)}${margin(mess)}}`;
  return `{${oneOf(mess, ' ', '\n', edge(mess))}${entriesText(mess, block.entries, true)} }`;
}

function linesText(mess: Mess, lines: readonly RawLine[]): string {
  return lines
    .map((line) => {
      const between = oneOf(mess, '', '', '\n', `${margin(mess)}${comment(mess)}\n`);
      if (line.kind === 'text') return `${between}${margin(mess)}${line.text}${margin(mess)}\n`;
      const head = entryText(mess, { ...line, unclosed: false });
      return `${between}${margin(mess)}${head} {\n${linesText(mess, line.lines)}${margin(mess)}}\n`;
    })
    .join('');
}
