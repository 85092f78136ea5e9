import { parseArgs } from 'node:util';
import { type Shown, writeReport } from './report.ts';
import type { Effort, Ran, Row } from './row.ts';
import { ROWS } from './rows.ts';
import { lineOf } from './tools.ts';

const { values } = parseArgs({
  options: {
    tenth: { type: 'boolean', default: false },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const effort: Effort = { share: values.tenth ? 0.1 : 1 };
const rows = ROWS.filter(({ name }) => values.only === undefined || name === values.only);
if (rows.length === 0) throw new Error(`--only is one of ${ROWS.map(({ name }) => name).join(', ')}`);

const shown: Shown[] = [];
for (const row of rows) {
  const began = performance.now();
  const ran = await outcomeOf(row);
  shown.push({ row, ran, seconds: (performance.now() - began) / 1000 });
  console.log(lineFor(shown.at(-1) as Shown));
}
const unable = shown.filter(({ ran }) => 'unable' in ran);
if (unable.length > 0)
  console.error(
    `\nNOT RUN: ${unable.map(({ row }) => row.name).join(', ')}: nothing is shown of these on this machine.`,
  );
const isBroken = shown.some(({ ran }) => 'broken' in ran);
if (values.write && !isBroken) writeReport(ROWS, shown, effort);
process.exitCode = isBroken ? 1 : 0;

async function outcomeOf(row: Row): Promise<Ran | { readonly broken: string }> {
  try {
    return await row.run(effort);
  } catch (error) {
    return { broken: lineOf(error) };
  }
}

function lineFor({ row, ran, seconds }: Shown): string {
  const took = `${seconds.toFixed(0)} s`.padStart(6);
  if ('broken' in ran) return `BROKEN  ${row.name.padEnd(22)} ${took}  ${ran.broken}`;
  if ('unable' in ran) return `NOT RUN ${row.name.padEnd(22)} ${took}  ${ran.unable}`;
  const note = ran.note === undefined ? '' : ` (${ran.note})`;
  return `held    ${row.name.padEnd(22)} ${took}  ${ran.count} ${ran.did}${note}`;
}
