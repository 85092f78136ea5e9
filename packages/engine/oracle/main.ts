import { writeFileSync } from 'node:fs';
import { createBash, type RunMode } from './bash/bash.ts';
import { whyNoConfinement } from './bash/confine.ts';
import { whyNoDash } from './bash/dash.ts';
import { FAILURES } from './compare/judge.ts';
import { scriptOf } from './generate/script.ts';
import { type Options, readOptions } from './options.ts';
import { countLines, findingLines, reasonLines } from './report.ts';
import { readStock } from './stock.ts';
import { type Counts, type Found, shrunk, survey } from './survey.ts';
import { engineWalker, shWalker, type Walker } from './walker.ts';

const PROGRESS = 10_000;
const failuresOf = (counts: Counts): number => FAILURES.reduce((sum, name) => sum + (counts.classes.get(name) ?? 0), 0);

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') fail(options);
else {
  const unable = whyNoConfinement() ?? (options.mode === 'dash' ? whyNoDash() : undefined);
  if (unable !== undefined) fail(unable);
  else process.exitCode = await run(options);
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 2;
}

async function run({ count, from, seed, jobs, show, only, mode, out }: Options): Promise<number> {
  const stock = readStock();
  const script = (index: number): string => scriptOf(seed, from + index, stock);
  const progress = (counts: Counts): void => {
    if (counts.scripts % PROGRESS === 0)
      console.error(`${from + counts.scripts} scripts, ${failuresOf(counts)} failures`);
  };
  const walker = mode === 'dash' ? shWalker : engineWalker;
  const { counts, found } = await survey({ count, script, walker, jobs, mode, keep: only, progress });
  const shown = await shrinkAll(
    only.flatMap((name) => distinct(found.filter((one) => one.finding.class === name)).slice(0, show)),
    walker,
    mode,
  );
  for (const one of shown) console.log(`${findingLines(one).join('\n')}\n`);
  if (out !== undefined) writeFileSync(out, shown.map((one) => `${JSON.stringify(one)}\n`).join(''));
  console.log(`${reasonLines(counts).slice(0, 25).join('\n')}\n`);
  console.log(countLines(counts).join('\n'));
  return failuresOf(counts) > 0 ? 1 : 0;
}

/** One finding of each script. */
function distinct(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.map((one) => [one.script, one])).values()];
}

/** The shortest first, and each only once: many long scripts come down to the same short one. */
async function shrinkAll(found: readonly Found[], walker: Walker, mode: RunMode): Promise<readonly Found[]> {
  const bash = createBash();
  try {
    const all: Found[] = [];
    for (const one of found) all.push(await shrunk(bash, one, walker, mode));
    const grouped = distinct(all);
    return [...grouped].sort(
      (one, other) => one.finding.class.localeCompare(other.finding.class) || one.script.length - other.script.length,
    );
  } finally {
    bash.remove();
  }
}
