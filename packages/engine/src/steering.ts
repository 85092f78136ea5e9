import type { Act } from './act.ts';
import { type Judged, judge } from './judge.ts';
import type { Scene } from './scene.ts';
import { knownText } from './word.ts';

/**
 * After a change of PATH or another variable that chooses programs, which no rule allows by name, the later commands of
 * the line are not what they seem: one opaque act beside them says so (semantics.md §1).
 */
export function afterSteering(judged: readonly Judged[], scene: Scene): readonly Judged[] {
  const at = judged.findIndex(
    (node) => isSteering(node.act, scene) && !(node.effect === 'allow' && node.basis.kind === 'rule'),
  );
  const later = judged.slice(at + 1).find((node) => node.act.kind === 'run');
  const steering = judged[at]?.act;
  if (later === undefined || steering?.kind !== 'env') return judged;
  const name = knownText(steering.name) ?? 'a variable';
  const doubt: Act = {
    kind: 'opaque',
    why: 'command',
    reason: `\`${name}\` was changed, so later commands may be other programs`,
    span: later.act.span,
  };
  return [...judged, judge(doubt, scene)];
}

function isSteering(act: Act, scene: Scene): boolean {
  if (act.kind !== 'env') return false;
  const name = knownText(act.name);
  return name === undefined || scene.steering.some((matcher) => matcher.matches(name));
}
