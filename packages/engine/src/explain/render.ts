import type { Cause } from '../decision.ts';
import { shorten } from '../phrases.ts';
import { visible } from '../word-text.ts';
import type { ActLine, Explanation, QuotedRule } from './explain.ts';
import { underlined } from './underline.ts';
import { twoLinesFor } from './undescribed.ts';

/** An explanation as plain text, read from the top: the command, the verdict, what decided it, what would change it. */
export function renderExplanation(explanation: Explanation): string {
  const { command, effect, reasons, deciding, causes, lines, nearMisses, needed, undescribed, change } = explanation;
  const parts = [
    ...underlined(command, deciding),
    `${effect}: ${reasons.join('; ')}`,
    ...causes.slice(0, MOST).map((rule) => `  ${quote(rule)}`),
    ...section('what it would do:', lines.map(treeLine)),
    ...section(
      'nearest rules that do not hold:',
      nearMisses.map(({ cause, text, why }) => `${placeOf(cause)}  ${shorten(text, WIDTH)}\n    ${why}`),
    ),
    ...section(
      'it also matters that there is:',
      needed.map(({ cause, without }) => `${placeOf(cause)}  ${oneLine(cause.text)}  (without it: ${without})`),
    ),
    ...(undescribed === undefined
      ? []
      : section(
          `nobody described \`${undescribed}\`; two lines do, once you know its words:`,
          twoLinesFor(undescribed),
        )),
    ...(change === undefined
      ? unchanged(explanation)
      : section(
          `smallest change to \`${change.effect}\`, in layer ${change.layer}:`,
          change.rules.map(({ rule, covers }) => `${rule}\n    also covers ${covers}`),
        )),
  ];
  return parts.map((part) => part.split('\n').map(seen).join('\n')).join('\n');
}

/** No rule beside it is stronger than the one that decides: then that one is to be changed, or nothing. */
const unchanged = ({ causes }: Explanation): readonly string[] =>
  section(
    'no added rule changes this, short of changing',
    causes.slice(0, 1).map(({ cause }) => placeOf(cause)),
  );

const MOST = 5;
const WIDTH = 100;

const section = (title: string, rows: readonly string[]): readonly string[] =>
  rows.length === 0 ? [] : [title, ...rows.map((row) => `  ${row}`)];

function treeLine({ depth, effect, act, because, rules }: ActLine): string {
  const [first, ...others] = rules;
  const basis = first === undefined ? because : `${because === '' ? '' : `${because}  `}${quote(first)}`;
  const more = others.length === 0 ? '' : ` (and ${others.map(({ cause }) => placeOf(cause)).join(', ')})`;
  return `${'  '.repeat(depth)}${effect.padEnd(5)} ${act}  ${basis}${more}`;
}

const quote = ({ cause, text }: QuotedRule): string => `${placeOf(cause)}  ${shorten(text, WIDTH)}`;
const placeOf = (cause: Cause): string => `${cause.file}:${cause.line}:${cause.column}`;
const oneLine = (text: string): string => shorten(text.replace(/\s+/g, ' '), WIDTH);
const seen = (line: string): string => Array.from(line, visible).join('');
