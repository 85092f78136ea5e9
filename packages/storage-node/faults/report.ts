import { readFileSync, writeFileSync } from 'node:fs';
import { arch, release, type } from 'node:os';
import type { Effort, Ran, Row } from './row.ts';

/** A row and what came of it. */
export interface Shown {
  readonly row: Row;
  readonly ran: Ran | { readonly broken: string };
  readonly seconds: number;
}

const PAGE = process.env.WRIT_FAULTS_REPORT ?? '';

/** Writes `docs/faults.md`. A row that was not run this time stays as the page has it. */
export function writeReport(rows: readonly Row[], shown: readonly Shown[], effort: Effort): void {
  const before = linesOf(PAGE);
  const lines = rows.map((row) => {
    const ran = shown.find((one) => one.row === row)?.ran;
    return ran === undefined ? (before.get(row.name) ?? lineOf(row, 'not run yet')) : lineOf(row, doneOf(ran, effort));
  });
  writeFileSync(PAGE, [...HEAD, ...lines, ''].join('\n'));
}

const HEAD = [
  '# What was done to a store',
  '',
  `Written by \`npm run faults -- --write\` on ${type()} ${release().split('-')[0]}, ${arch()}, Node.js ${process.versions.node}; \`--only NAME\` renews one row.`,
  'Every row held, or the command would not have written it. What is promised is explained in [storage.md](storage.md).',
  'A tenth of every row runs in every check of the repository; what a machine refuses is said there, and counts for nothing. A row marked “a tenth” here was not yet run in full for this page.',
  '',
  '| name | fault | brought about by | must hold | done |',
  '| --- | --- | --- | --- | --- |',
];

const lineOf = ({ name, fault, how, holds }: Row, done: string): string =>
  `| ${[`\`${name}\``, fault, how, holds, done].map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;

/** The lines of the table as it is, by name. */
function linesOf(page: string): ReadonlyMap<string, string> {
  const lines = readIfThere(page)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return new Map(lines.map((line) => [line.split('`')[1] ?? '', line]));
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function doneOf(ran: Shown['ran'], { share }: Effort): string {
  if ('broken' in ran) return `**broken**: ${ran.broken}`;
  if ('unable' in ran) return `not run: ${ran.unable}`;
  const part = share === 1 ? '' : ' (a tenth)';
  return `${ran.count.toLocaleString('en-US')} ${ran.did}${part}${ran.note === undefined ? '' : `; ${ran.note}`}`;
}
