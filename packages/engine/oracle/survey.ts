import { type Bash, createBash, type RunMode } from './bash/bash.ts';
import { type Class, FAILURES, type Finding } from './compare/judge.ts';
import { shrink } from './compare/shrink.ts';
import { type Examined, examine } from './examine.ts';
import type { Walker } from './walker.ts';

/** Counts over all scripts of a survey. */
export interface Counts {
  scripts: number;
  /** Scripts whose grammar bash did not complain of, and how many of these ran a command. */
  valid: number;
  validRan: number;
  ran: number;
  stopped: number;
  commands: number;
  /** By class; `accepted-invalid` by what it is about, `refused` by the kind of doubt, too. */
  readonly classes: Map<string, number>;
  /** Why scripts were refused. */
  readonly reasons: Map<string, number>;
}

/** One finding, with the script that it was made in. */
export interface Found extends Omit<Examined, 'findings'> {
  readonly finding: Finding;
}

export interface SurveyOptions {
  readonly count: number;
  /** The script of a number. */
  readonly script: (index: number) => string;
  readonly walker: Walker;
  /** How many bashes run beside each other. */
  readonly jobs: number;
  /** `exact`: every script as the text of a `bash -c` of its own, slower and beyond doubt; `dash`: of a `dash -c`. */
  readonly mode?: RunMode;
  /** Classes whose findings are wanted besides the failures. */
  readonly keep?: readonly Class[];
  /** Told after every batch. */
  readonly progress?: (counts: Counts) => void;
}

export interface Survey {
  readonly counts: Counts;
  readonly found: readonly Found[];
}

const BATCH = 250;
/** Findings of one kind that are kept: a long run has hundreds of thousands. */
const MOST_KEPT = 2000;

const NOTHING = { scripts: 0, valid: 0, validRan: 0, ran: 0, stopped: 0, commands: 0 };

/** Runs scripts in bash and in the walker. Failures are confirmed by a real `bash -c`. */
export async function survey(options: SurveyOptions): Promise<Survey> {
  const counts: Counts = { ...NOTHING, classes: new Map(), reasons: new Map() };
  const keep = [...FAILURES, ...(options.keep ?? [])];
  const found: Found[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const bash = createBash();
    try {
      while (next < options.count) {
        const from = next;
        next += BATCH;
        const length = Math.min(BATCH, options.count - from);
        const scripts = Array.from({ length }, (_, index) => options.script(from + index));
        for (const one of await surveyBatch(bash, scripts, options, counts))
          if (keep.includes(one.finding.class) && found.length < MOST_KEPT) found.push(one);
        options.progress?.(counts);
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
  { walker, mode = 'fast' }: SurveyOptions,
  counts: Counts,
): Promise<readonly Found[]> {
  const examined = await examine(bash, scripts, walker, mode);
  for (const one of examined) count(counts, one);
  const found = examined.flatMap(foundIn);
  const failing = mode !== 'fast' ? [] : [...new Set(found.filter(isFailure).map((one) => one.script))];
  const again = await examine(bash, failing, walker, 'exact');
  const isDoubtful = (one: Found): boolean => {
    const confirmed = again[failing.indexOf(one.script)];
    return isFailure(one) && confirmed?.findings.every((finding) => finding.class !== one.finding.class) === true;
  };
  const kept = found.filter((one) => !isDoubtful(one));
  for (const { finding } of kept) {
    countUp(counts.classes, keyOf(finding));
    if (finding.class === 'refused') countUp(counts.reasons, finding.about.slice(1).join(': '));
  }
  return kept;
}

function foundIn({ findings, ...examined }: Examined): readonly Found[] {
  return findings.map((finding) => ({ ...examined, finding }));
}

function countUp(numbers: Map<string, number>, key: string): void {
  numbers.set(key, (numbers.get(key) ?? 0) + 1);
}

/** Classes that are counted apart by what they are about. */
const APART: readonly Class[] = ['refused', 'accepted-invalid'];
const keyOf = (finding: Finding): string =>
  APART.includes(finding.class) ? `${finding.class}, ${finding.about[0]}` : finding.class;

/** Whether this may not be. */
export function isFailure({ finding }: { readonly finding: { readonly class: Class } }): boolean {
  return FAILURES.includes(finding.class);
}

function count(counts: Counts, { outcome }: Examined): void {
  const ran = outcome.ran.length > 0;
  counts.scripts++;
  counts.commands += outcome.ran.length;
  if (!outcome.complained) counts.valid++;
  if (ran) counts.ran++;
  if (!outcome.complained && ran) counts.validRan++;
  if (outcome.stopped) counts.stopped++;
}

/** The same finding in the shortest script that still has it, if a real `bash -c` agrees in the end. */
export async function shrunk(bash: Bash, found: Found, walker: Walker, mode: RunMode = 'fast'): Promise<Found> {
  const look = async (scripts: readonly string[], how: RunMode): Promise<readonly (Found | undefined)[]> =>
    (await examine(bash, scripts, walker, how)).map((examined) =>
      foundIn(examined).find((one) => keyOf(one.finding) === keyOf(found.finding)),
    );
  const script = await shrink(found.script, async (candidates) =>
    (await look(candidates, mode)).map((one) => one !== undefined),
  );
  const [one] = await look([script], mode === 'fast' && isFailure(found) ? 'exact' : mode);
  return one ?? found;
}
