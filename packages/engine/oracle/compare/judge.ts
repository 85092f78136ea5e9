import type { Act, RunAct } from '../../src/act.ts';
import { knownText } from '../../src/word.ts';
import type { Outcome } from '../bash/outcome.ts';
import { coversFile, coversVector, flatten } from './cover.ts';

/**
 * What can be said of a walk beside what bash did. Failures: `miss` (a command ran, or a file was written, and no act
 * says so), `wrong` (a program ran with arguments other than its acts say). `behind` is a miss or a wrong in a script that
 * uses a builtin which steers the shell and which nothing describes here. The others are limits, and counted.
 */
export type Class = 'miss' | 'wrong' | 'unseen-write' | 'behind' | 'beside' | 'refused' | 'accepted-invalid' | 'thrown';

export const CLASSES: readonly Class[] = [
  'thrown',
  'miss',
  'wrong',
  'unseen-write',
  'behind',
  'beside',
  'refused',
  'accepted-invalid',
];

/** The classes that may not occur at all. */
export const FAILURES: readonly Class[] = ['thrown', 'miss', 'wrong', 'unseen-write'];

export interface Finding {
  readonly class: Class;
  /** What it is about: the vector or file not covered, or why it was refused. */
  readonly about: readonly string[];
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly valid: boolean;
  readonly opaque: boolean;
}

/** Builtins that make the shell run or read the rest otherwise, each without a description here. */
const STEERING = [
  'eval',
  '.',
  'source',
  'trap',
  'alias',
  'unalias',
  'enable',
  'exec',
  'command',
  'builtin',
  'hash',
  'shopt',
  'set',
  'bind',
  'complete',
  'compgen',
  'mapfile',
  'readarray',
  'fc',
];
/** Builtins that run what stands in a subscript. */
const EVALUATING = [
  'let',
  'read',
  'printf',
  'test',
  '[',
  'unset',
  'declare',
  'typeset',
  'local',
  'export',
  'readonly',
  'getopts',
  'wait',
];

/** Compares the acts of a script with what bash did; `checked` is what `bash -n` said. */
export function judge(acts: readonly Act[], outcome: Outcome, checked: boolean, folder: string): Judgement {
  const all = flatten(acts);
  const runs = all.filter((act) => act.kind === 'run');
  const opaque = all.find((act) => act.kind === 'opaque');
  const excuse = opaque !== undefined ? 'beside' : runs.some(steers) ? 'behind' : undefined;
  const uncovered = outcome.ran.filter((vector) => !runs.some((run) => coversVector(run, vector)));
  const unseen = outcome.files.filter((name) => !all.some((act) => 'path' in act && coversFile(act, name, folder)));
  const findings: Finding[] = [
    ...uncovered.map(
      (vector): Finding => ({ class: excuse ?? (isNamed(runs, vector) ? 'wrong' : 'miss'), about: vector }),
    ),
    ...unseen.map((name): Finding => ({ class: excuse ?? 'unseen-write', about: [name] })),
  ];
  const valid = checked && !outcome.complained;
  if (valid && outcome.ran.length > 0 && opaque !== undefined)
    findings.push({ class: 'refused', about: [opaque.why, opaque.reason] });
  if (!checked && outcome.complained && opaque === undefined)
    findings.push({ class: 'accepted-invalid', about: [outcome.ran.length > 0 ? 'earlier lines ran' : 'nothing ran'] });
  return { findings, valid, opaque: opaque !== undefined };
}

function isNamed(runs: readonly RunAct[], vector: readonly string[]): boolean {
  return runs.some((run) => knownText(run.argv[0]) === vector[0]);
}

function steers(run: RunAct): boolean {
  const program = knownText(run.argv[0]) ?? '';
  if (run.described || STEERING.includes(program)) return !run.described;
  return EVALUATING.includes(program) && run.argv.some((word) => word.kind !== 'text' || word.text.includes('['));
}
