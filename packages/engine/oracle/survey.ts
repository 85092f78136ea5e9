import type { Act } from '../src/act.ts';
import { type Bash, createBash } from './bash/bash.ts';
import { folderOf } from './bash/driver.ts';
import { type Class, FAILURES, type Finding, type Judgement, judge } from './compare/judge.ts';
import { shrink } from './compare/shrink.ts';
import type { Walker } from './walker.ts';

/** Counts over all scripts of a survey. */
export interface Counts {
  scripts: number;
  valid: number;
  ran: number;
  validRan: number;
  stopped: number;
  commands: number;
  readonly classes: Map<string, number>;
}

export interface Found extends Finding {
  readonly script: string;
  readonly ran: readonly (readonly string[])[];
  readonly acts: readonly Act[];
}

export interface SurveyOptions {
  readonly count: number;
  /** The script of a number. */
  readonly script: (index: number) => string;
  readonly walker: Walker;
  /** How many bashes run beside each other. */
  readonly jobs: number;
  /** Every script as the text of a `bash -c` of its own: slower, and beyond doubt. */
  readonly exact?: boolean;
  readonly onBatch?: (counts: Counts) => void;
}

const BATCH = 250;

/** Runs scripts in bash and in the walker. Failures found are confirmed by a real `bash -c`. */
export async function survey(
  options: SurveyOptions,
): Promise<{ readonly counts: Counts; readonly found: readonly Found[] }> {
  const counts: Counts = { scripts: 0, valid: 0, ran: 0, validRan: 0, stopped: 0, commands: 0, classes: new Map() };
  const found: Found[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const bash = createBash();
    try {
      while (next < options.count) {
        const from = next;
        next += BATCH;
        const scripts = Array.from({ length: Math.min(BATCH, options.count - from) }, (_, index) =>
          options.script(from + index),
        );
        found.push(...(await surveyBatch(bash, scripts, options, counts)));
        options.onBatch?.(counts);
      }
    } finally {
      bash.remove();
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  return { counts, found };
}

async function surveyBatch(
  bash: Bash,
  scripts: readonly string[],
  options: SurveyOptions,
  counts: Counts,
): Promise<readonly Found[]> {
  const examined = await examine(bash, scripts, options.walker, options.exact === true ? 'exact' : 'fast');
  const found: Found[] = [];
  for (const one of examined) {
    count(counts, one);
    const { script, acts, outcome } = one;
    found.push(...one.judgement.findings.map((finding) => ({ ...finding, script, acts, ran: outcome.ran })));
  }
  const failing = found.filter((one) => isFailure(one));
  const confirmed =
    options.exact === true || failing.length === 0
      ? undefined
      : await failuresOf(
          bash,
          failing.map((one) => one.script),
          options.walker,
        );
  const kept = found.filter(
    (one) => !isFailure(one) || confirmed === undefined || confirmed[failing.indexOf(one)]?.has(one.class),
  );
  for (const one of kept) counts.classes.set(keyOf(one), (counts.classes.get(keyOf(one)) ?? 0) + 1);
  return kept;
}

/** Classes that are counted apart by what they are about. */
function keyOf(finding: Finding): string {
  return finding.class === 'accepted-invalid' ? `${finding.class}, ${finding.about[0]}` : finding.class;
}

function isFailure(finding: Finding): boolean {
  return FAILURES.includes(finding.class);
}

interface Examined {
  readonly script: string;
  readonly acts: readonly Act[];
  readonly outcome: Awaited<ReturnType<Bash['run']>>[number];
  readonly judgement: Judgement;
}

async function examine(
  bash: Bash,
  scripts: readonly string[],
  walker: Walker,
  mode: 'fast' | 'exact',
): Promise<readonly Examined[]> {
  const outcomes = await bash.run(scripts, mode);
  const checks = await bash.check(scripts);
  return scripts.flatMap((script, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return [];
    const folder = folderOf(index);
    try {
      const acts = walker(script, folder);
      return [{ script, acts, outcome, judgement: judge(acts, outcome, checks[index] === true, folder) }];
    } catch (error) {
      const findings = [{ class: 'thrown', about: [String(error)] } as const];
      return [{ script, acts: [], outcome, judgement: { findings, valid: checks[index] === true, opaque: false } }];
    }
  });
}

function count(counts: Counts, { judgement, outcome }: Examined): void {
  const ran = outcome.ran.length > 0;
  counts.scripts++;
  counts.commands += outcome.ran.length;
  if (judgement.valid) counts.valid++;
  if (ran) counts.ran++;
  if (judgement.valid && ran) counts.validRan++;
  if (outcome.stopped) counts.stopped++;
}

/** For each script, the classes that it has where a real `bash -c` runs it. */
async function failuresOf(
  bash: Bash,
  scripts: readonly string[],
  walker: Walker,
): Promise<readonly ReadonlySet<Class>[]> {
  const examined = await examine(bash, scripts, walker, 'exact');
  return examined.map((one) => new Set(one.judgement.findings.map((finding) => finding.class)));
}

/** The same finding in the shortest script that still has it, if a real `bash -c` agrees in the end. */
export async function shrunk(bash: Bash, found: Found, walker: Walker): Promise<Found> {
  const key = keyOf(found);
  const look = async (scripts: readonly string[], mode: 'fast' | 'exact'): Promise<readonly (Found | undefined)[]> =>
    (await examine(bash, scripts, walker, mode)).map(({ script, acts, outcome, judgement }) => {
      const finding = judgement.findings.find((one) => keyOf(one) === key);
      return finding === undefined ? undefined : { ...finding, script, acts, ran: outcome.ran };
    });
  const script = await shrink(found.script, async (candidates) =>
    (await look(candidates, 'fast')).map((one) => one !== undefined),
  );
  const [one] = await look([script], isFailure(found) ? 'exact' : 'fast');
  return one ?? found;
}
