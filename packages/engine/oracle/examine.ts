import type { Act } from '../src/act.ts';
import type { Bash } from './bash/bash.ts';
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

/** Runs each script in bash and in the walker. `exact`: each as the text of a `bash -c` of its own. */
export async function examine(
  bash: Bash,
  scripts: readonly string[],
  walker: Walker,
  mode: 'fast' | 'exact',
): Promise<readonly Examined[]> {
  const outcomes = await bash.run(scripts, mode);
  const walks = outcomes.map((outcome, index) => walkOf(scripts[index] ?? '', outcome, folderOf(index), walker));
  const disputed = walks.filter((one) => one.thrown === undefined && isDisputed(one));
  const answers = await bash.check(disputed.map((one) => one.script));
  return walks.map((one) => {
    const { script, acts, outcome, thrown } = one;
    if (thrown !== undefined) return { script, acts, outcome, findings: [{ class: 'thrown', about: [thrown] }] };
    return { script, acts, outcome, findings: findings({ ...one, valid: answers[disputed.indexOf(one)] }) };
  });
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
