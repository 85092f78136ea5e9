import { posix } from 'node:path';
import type { Act, OpaqueAct, RunAct } from '../../src/act.ts';
import { knownText } from '../../src/word.ts';
import type { Outcome } from '../bash/outcome.ts';
import { coversExport, coversFile, coversVector, flatten, isFolder } from './cover.ts';

/**
 * What can be said of a walk beside what bash did.
 * `thrown`: the walker threw. `miss`: a command ran, and no act says so. `wrong`: it ran with other arguments than its
 * acts say. `elsewhere`: it ran in another folder than its acts say. `unseen-write`: a file was written, and no act says so.
 * `unseen-export`: it found a variable in its environment that no act puts there.
 * `beside`: one of these, but an opaque act says that not everything is known. `refused`: valid input that ran something,
 * with an opaque act. `accepted-invalid`: input that bash does not take, without an opaque act.
 */
export type Class =
  | 'thrown'
  | 'miss'
  | 'wrong'
  | 'elsewhere'
  | 'unseen-write'
  | 'unseen-export'
  | 'beside'
  | 'refused'
  | 'accepted-invalid';

/** The classes that may not occur at all. */
export const FAILURES: readonly Class[] = ['thrown', 'miss', 'wrong', 'elsewhere', 'unseen-write', 'unseen-export'];
export const CLASSES: readonly Class[] = [...FAILURES, 'beside', 'refused', 'accepted-invalid'];

export interface Finding {
  readonly class: Class;
  /** What it is about: the vector or file not covered, why it was refused, whether earlier lines ran. */
  readonly about: readonly string[];
}

/** A walk of a script and what bash did with it. */
export interface Comparison {
  readonly acts: readonly Act[];
  readonly outcome: Outcome;
  /** The folder that the script started in. */
  readonly folder: string;
  /** What bash said of the grammar, where it was asked. */
  readonly valid: boolean | undefined;
}

/** Whether `findings` needs to know what bash says of the grammar: it and the walker may disagree. */
export function isDisputed({ acts, outcome }: Comparison): boolean {
  const opaque = opaqueOf(acts) !== undefined;
  return outcome.complained ? !opaque : opaque && outcome.ran.length > 0;
}

export function findings(comparison: Comparison): readonly Finding[] {
  return [...uncovered(comparison), ...grammarFindings(comparison)];
}

function uncovered({ acts, outcome, folder }: Comparison): readonly Finding[] {
  const all = flatten(acts);
  const runs = all.filter((act) => act.kind === 'run');
  const excuse = opaqueOf(acts) === undefined ? undefined : 'beside';
  const covering = outcome.ran.map((vector) => runs.filter((run) => coversVector(run, vector)));
  const vectors = outcome.ran.filter((_, at) => covering[at]?.length === 0);
  const moved = outcome.places.filter((place, at) => !isCovered(covering[at] ?? [], place));
  const files = outcome.files.filter((name) => !all.some((act) => 'path' in act && coversFile(act, name, folder)));
  const exports = outcome.exports.filter((one) => !all.some((act) => coversExport(act, one)));
  return [
    ...vectors.map((about): Finding => ({ class: excuse ?? (isNamed(runs, about) ? 'wrong' : 'miss'), about })),
    ...moved.map((place): Finding => ({ class: excuse ?? 'elsewhere', about: [place] })),
    ...files.map((name): Finding => ({ class: excuse ?? 'unseen-write', about: [name] })),
    ...exports.map(({ name, value }): Finding => ({ class: excuse ?? 'unseen-export', about: [name, value] })),
  ];
}

/** Whether one of the acts that may be a command says that it may run there, if there are any. */
const isCovered = (acts: readonly RunAct[], place: string): boolean =>
  acts.length === 0 ||
  acts.some(({ folders }) => folders === 'unknown' || folders.some((from) => isFolder(from, posix.resolve(place))));

function grammarFindings({ acts, outcome, valid }: Comparison): readonly Finding[] {
  const opaque = opaqueOf(acts);
  const ran = outcome.ran.length > 0;
  if (valid === true && !outcome.complained && ran && opaque !== undefined)
    return [
      { class: 'refused', about: [isNotUnderstood(opaque) ? 'not understood' : 'computed', opaque.why, opaque.reason] },
    ];
  if (valid === false && outcome.complained && opaque === undefined)
    return [{ class: 'accepted-invalid', about: [ran ? 'earlier lines ran' : 'nothing ran'] }];
  return [];
}

/** An opaque act, rather one that says that the text was not understood. */
function opaqueOf(acts: readonly Act[]): OpaqueAct | undefined {
  const all = flatten(acts).filter((act) => act.kind === 'opaque');
  return all.find(isNotUnderstood) ?? all[0];
}

/** Whether the text itself was not understood; else only what it runs is not known before it runs. */
export const isNotUnderstood = ({ why }: Pick<OpaqueAct, 'why'>): boolean => why === 'syntax' || why === 'limit';

function isNamed(runs: readonly RunAct[], vector: readonly string[]): boolean {
  return runs.some((run) => knownText(run.argv[0]) === vector[0]);
}
