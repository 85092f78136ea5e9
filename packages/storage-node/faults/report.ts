import { writeFileSync } from 'node:fs';
import { arch, release, type } from 'node:os';
import type { Effort, Ran, Row } from './row.ts';

/** A row and what came of it. */
export interface Shown {
  readonly row: Row;
  readonly ran: Ran | { readonly broken: string };
  readonly seconds: number;
}

/** The page for `docs/`. */
export function reportOf(shown: readonly Shown[], { share }: Effort): string {
  return [
    '# What was done to a store',
    '',
    `Written by \`npm run faults -- --write\`${share === 1 ? '' : ' (a tenth of it)'}. ${type()} ${release().split('-')[0]}, ${arch()}, Node.js ${process.versions.node}.`,
    'What each row promises is explained in [storage.md](storage.md). A tenth of every row runs in every check of the repository.',
    '',
    '| fault | brought about by | must hold | done |',
    '| --- | --- | --- | ---: |',
    ...shown.map(({ row, ran }) => `| ${[row.fault, row.how, row.holds, doneOf(ran)].map(cell).join(' | ')} |`),
    '',
  ].join('\n');
}

function doneOf(ran: Shown['ran']): string {
  if ('broken' in ran) return `**broken**: ${ran.broken}`;
  if ('unable' in ran) return `not run: ${ran.unable}`;
  return `${ran.count.toLocaleString('en-US')} ${ran.did}${ran.note === undefined ? '' : `; ${ran.note}`}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Writes `docs/faults.md`. */
export function writeReport(text: string): void {
  writeFileSync(process.env.WRIT_FAULTS_REPORT ?? '', text);
}
