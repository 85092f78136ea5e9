import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** One row of the shared requirements: how the systems before us behave, and what ours must do. */
export interface SeedRow {
  readonly id: string;
  readonly setup: string;
  readonly input: string;
  readonly upstream: string;
  /** `same`, or what ours must do instead. */
  readonly ours: string;
}

/** How a section's rows are shown to hold. Every row is in exactly one of these. */
export interface SeedPlan {
  readonly checks: Readonly<Record<string, (row: SeedRow) => void | Promise<void>>>;
  /** Shown by the tests of another package, or of no concern here; by the reason. */
  readonly elsewhere?: Readonly<Record<string, readonly string[]>>;
  /** Checks that do not hold yet: the day one does, this test fails and the row moves up. */
  readonly notYet?: Readonly<Record<string, (row: SeedRow) => void | Promise<void>>>;
}

const FILE = new URL('../../../../../shared/cases/seed_cases.md', import.meta.url);

/** Runs one section (`M2`) of the shared requirements. Without that file it says loudly that nothing was shown. */
export function runSeedRows(section: string, plan: SeedPlan): void {
  const rows = readSection(section);
  if (rows === undefined) {
    process.stderr.write(`NOT RUN: the seed rows ${section}, whose file is not at ${FILE.pathname}\n`);
    test.skipIf(true)(`seed rows ${section}`, () => {});
    return;
  }
  describe(`seed rows ${section}`, () => {
    test('every row is accounted for once', () => {
      const named = [
        ...Object.keys(plan.checks),
        ...Object.keys(plan.notYet ?? {}),
        ...Object.values(plan.elsewhere ?? {}).flat(),
      ];
      expect([...named].sort()).toEqual(rows.map((row) => row.id).sort());
    });
    for (const row of rows) {
      const title = `${row.id} ${row.setup} | ${row.input} → ${row.ours === 'same' ? row.upstream : row.ours}`;
      const check = plan.checks[row.id];
      const later = plan.notYet?.[row.id];
      if (check !== undefined) test(title, () => check(row));
      if (later !== undefined) test.fails(`not yet: ${title}`, () => later(row));
    }
  });
}

/** The rows of a section, or `undefined` without the file. */
export function readSection(section: string): readonly SeedRow[] | undefined {
  const lines = readLines()?.map((line) => line.trimEnd());
  if (lines === undefined) return undefined;
  const start = lines.findIndex((line) => line.startsWith(`## ${section} `));
  if (start === -1) throw new Error(`no section ${section}`);
  const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
  return lines
    .slice(start, end === -1 ? undefined : end)
    .map(rowOf)
    .filter((row) => row !== undefined);
}

function readLines(): readonly string[] | undefined {
  try {
    return readFileSync(FILE, 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

function rowOf(line: string): SeedRow | undefined {
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [, id = '', setup = '', input = '', upstream = '', ours = ''] = cells;
  return /^[A-Z][0-9]{3}$/.test(id) ? { id, setup, input, upstream, ours } : undefined;
}
