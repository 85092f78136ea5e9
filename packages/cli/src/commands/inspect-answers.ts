import { disguisedIn, type Grant, isExpired, type Refusal, type StoreDocument, show, tooBroad } from '@writ/approvals';
import { canonicalJson } from '@writ/engine';
import type { Finding } from '@writ/storage-node';
import { compilePattern } from '../pattern.ts';

/** What a person should know of the answers themselves: what they say, how far they reach, whether they still hold. */
export function inspectAnswers({ grants, answers }: StoreDocument, store: string, now: number): readonly Finding[] {
  const expired = grants.filter((grant) => isExpired(grant, now)).length;
  return [
    ...[...grants, ...answers].flatMap((answer) => saysOtherwise(answer, store)),
    ...grants.flatMap((grant) => [...reachesFar(grant, store), ...looksLikeAnother(grant, store)]),
    ...(expired === 0
      ? []
      : [finding('note', store, `${expired} grants have expired`, '`writ grants prune --expired` takes them away')]),
  ];
}

/** People read the pattern; what holds is the target. */
function saysOtherwise({ id, pattern, target }: Grant | Refusal, store: string): readonly Finding[] {
  const compiled = compilePattern(pattern);
  if (compiled.ok && canonicalJson(compiled.target) === canonicalJson(target)) return [];
  const problem = `answer ${id} says \`${show(pattern).text}\`, and holds for something else: the file was edited`;
  return [finding('broken', store, problem, `remove it: \`writ grants remove --id ${id}\`, and give it again`)];
}

function reachesFar({ id, pattern, target, exact }: Grant, store: string): readonly Finding[] {
  const reason = exact === undefined ? tooBroad(target) : undefined;
  if (reason === undefined) return [];
  const remedy = `\`writ grants remove --id ${id}\`, and add what is needed word for word`;
  return [finding('weak', store, `grant \`${show(pattern).text}\` reaches far: ${reason}`, remedy)];
}

function looksLikeAnother({ id, pattern, target }: Grant, store: string): readonly Finding[] {
  const word = disguisedIn(target);
  if (word === undefined) return [];
  const problem = `grant \`${show(pattern).text}\` mixes letters that look alike: \`${word}\``;
  return [finding('weak', store, problem, `\`writ grants remove --id ${id}\` unless you meant that`)];
}

const finding = (level: Finding['level'], where: string, problem: string, remedy: string): Finding => ({
  level,
  where,
  problem,
  remedy,
});
