import type { Act } from './act.ts';
import type { Decision } from './decision.ts';
import { type Judged, judge } from './judge.ts';
import { decisionOf } from './record.ts';
import type { Request } from './request.ts';
import type { Scene } from './scene.ts';
import { afterSteering } from './steering.ts';

/** Judges the acts of a request and writes the record. */
export function decideActs(acts: readonly Act[], request: Request, scene: Scene, revision: string): Decision {
  const judged = afterSteering(
    acts.map((act) => judge(act, scene)),
    scene,
  );
  const decision = decisionOf(request, judged, scene, revision);
  const full = decision.reservations.filter(({ rule, count }) => {
    const limit = limitOf(rule, judged);
    return limit !== undefined && (scene.context.counts?.[rule] ?? 0) + count > limit;
  });
  if (full.length === 0) return decision;
  // A limited rule without room for all its acts asks for each of them: all or none (semantics.md §6).
  const exhausted = new Set([...scene.exhausted, ...full.map(({ rule }) => rule)]);
  return decideActs(acts, request, { ...scene, exhausted }, revision);
}

function limitOf(name: string, judged: readonly Judged[]): number | undefined {
  for (const node of judged) {
    const rule = node.own.rules.find((one) => one.cause.rule === name && one.limit !== undefined);
    const limit = rule?.limit?.count ?? limitOf(name, node.consequences);
    if (limit !== undefined) return limit;
  }
  return undefined;
}
