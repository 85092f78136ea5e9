import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The cases that lie beside the repository; they are read where they are and never copied. */
export const CASES = fileURLToPath(new URL('../../../../../shared/cases/', import.meta.url));

/** Whether the cases are there; a test that has to do without says so. */
export function haveCases(): boolean {
  const there = existsSync(CASES);
  if (!there) process.stderr.write(`NOT RUN: the shared cases are not at ${CASES}\n`);
  return there;
}

/** One row of `seed_cases.md`. */
export interface SeedRow {
  readonly id: string;
  readonly setup: string;
  readonly input: string;
  /** What the system that the row is from does; `ours` says `same` where that is right. */
  readonly upstream: string;
  readonly ours: string;
}

const readText = (): string => readFileSync(`${CASES}seed_cases.md`, 'utf8');

/** Every row, by id. */
export const readSeedRows = (): ReadonlyMap<string, SeedRow> => rowsOf(readText());

/** The ids of the rows of one group, in their order. */
export function readSeedGroup(group: string): readonly string[] {
  const [, text = ''] = readText().split(`\n## ${group} `);
  return [...rowsOf(text.split('\n## ')[0] ?? '').keys()];
}

function rowsOf(text: string): ReadonlyMap<string, SeedRow> {
  const rows = text.split('\n').flatMap((line): readonly SeedRow[] => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
    const [, id = '', setup = '', input = '', upstream = '', ours = ''] = cells;
    return /^[MCWOIPX]\d{3}$/.test(id) ? [{ id, setup, input: plain(input), upstream, ours }] : [];
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** A row's notation: code marks around it, `⏎` for a newline, `␠` for a blank. */
function plain(cell: string): string {
  const bare = cell.replace(/^(`{1,2})\s?(.*?)\s?\1$/s, '$2');
  return bare.replaceAll('⏎', '\n').replaceAll('␠', ' ').replaceAll('\\t', '\t');
}
