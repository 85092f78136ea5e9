import type { Act } from '../src/act.ts';
import type { Bash, RunMode } from './bash/bash.ts';
import { folderOf } from './bash/driver.ts';
import type { Outcome } from './bash/outcome.ts';
import { type Comparison, type Finding, findings, isDisputed } from './compare/judge.ts';
import type { Walker } from './walker.ts';

/** A script, what bash did, what the walker said, and what is to be said of both. */
export interface Examined {
  readonly script: string;
  readonly acts: readonly Act[];
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}

/** Runs each script in a shell and in the walker. */
export async function examine(
  bash: Bash,
  scripts: readonly string[],
  walker: Walker,
  mode: RunMode,
): Promise<readonly Examined[]> {
  const runs = await runAll(bash, scripts, mode);
  const walks = runs.map(({ outcome, folder }, index) => walkOf(scripts[index] ?? '', outcome, folder, walker));
  // What is wrong to dash, bash cannot say.
  const disputed = walks.filter((one) => mode !== 'dash' && one.thrown === undefined && isDisputed(one));
  const answers = await bash.check(disputed.map((one) => one.script));
  return walks.map((one) => {
    const { script, acts, outcome, thrown } = one;
    if (thrown !== undefined) return { script, acts, outcome, findings: [{ class: 'thrown', about: [thrown] }] };
    return { script, acts, outcome, findings: findings({ ...one, valid: answers[disputed.indexOf(one)] }) };
  });
}

interface Run {
  readonly outcome: Outcome;
  readonly folder: string;
}

/** An error that ends a line ends the subshell of the fast way, so that nothing is seen of the next line. */
async function runAll(bash: Bash, scripts: readonly string[], mode: RunMode): Promise<readonly Run[]> {
  const located = (outcome: Outcome, index: number): Run => ({ outcome, folder: folderOf(index) });
  const runs = (await bash.run(scripts, mode)).map(located);
  if (mode !== 'fast') return runs;
  const broken = scripts.filter((_, index) => runs[index]?.outcome.brokeOff);
  const again = (await bash.run(broken, 'exact')).map(located);
  return runs.map((run) => (run.outcome.brokeOff ? (again.shift() ?? run) : run));
}

interface Walk extends Comparison {
  readonly script: string;
  readonly thrown: string | undefined;
}

function walkOf(script: string, outcome: Outcome, folder: string, walker: Walker): Walk {
  const rest = { script, outcome, folder, valid: undefined };
  try {
    return { ...rest, acts: walker(script, folder), thrown: undefined };
  } catch (error) {
    return { ...rest, acts: [], thrown: String(error) };
  }
}
