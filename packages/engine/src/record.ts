import type { Act } from './act.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { type ActVerdict, type Basis, type Cause, type Decision, isStricter, strictest } from './decision.ts';
import { viewOf } from './holding.ts';
import { hasOpaque, type Judged, opaqueLate } from './judge.ts';
import { type Late, strictestLate } from './layers.ts';
import { isUnnamed, shorten, showAct } from './phrases.ts';
import type { Effect } from './policy.ts';
import type { Request } from './request.ts';
import type { CompiledRule } from './rule.ts';
import type { Scene } from './scene.ts';

/** A top-level act with the default and the late marks merged in (semantics.md §5). */
interface Settled {
  readonly node: Judged;
  readonly effect: Effect;
  /** The default or the act's own verdict gave the effect; otherwise the late marks did. */
  readonly by: 'verdict' | 'default' | 'late';
  /** Late marks of this effect that are worth telling: of rules that speak of what the act may be. */
  readonly late: readonly Late[];
  readonly uncertain: boolean;
}

/** Builds the record of a decision from its judged acts. */
export function decisionOf(request: Request, judged: readonly Judged[], scene: Scene, revision: string): Decision {
  const settled = judged.map((node) => settle(node, scene));
  const verdict = strictest(settled.map((one) => one.effect));
  const broken = scene.layers.find((layer) => layer.broken);
  const wouldBe: Effect = verdict === 'none' ? 'allow' : verdict;
  const effect: Effect = broken !== undefined && wouldBe === 'allow' ? 'ask' : wouldBe;
  const deciding = settled.filter((one) => one.effect === effect);
  return {
    effect,
    uncertain: settled.some((one) => one.uncertain),
    acts: settled.map((one) => verdictOf(one, scene)),
    causes: effect === wouldBe ? causesOf(deciding, effect) : [],
    reasons:
      effect === wouldBe
        ? reasonsOf(deciding, effect, scene)
        : [`the policy layer \`${broken?.name}\` has an error, so nothing is allowed without asking`],
    reservations: reservationsOf(judged, scene),
    grants: [...new Set(judged.flatMap(grantsOf))],
    fingerprint: fingerprintOf(request, scene, revision),
    revision,
  };
}

function settle(node: Judged, scene: Scene): Settled {
  const late = [...node.late, ...opaqueLate(node, scene)];
  const fallback = scene.defaultEffect.effect;
  // What nobody allows gets the default, also where another part of the act is asked about.
  const own = node.effect === 'ask' && node.remainder === 'none' && fallback === 'deny' ? 'none' : node.effect;
  const byDefault = own === 'none';
  const base: Effect = own === 'none' ? fallback : own;
  const later = strictestLate(late);
  const uncertain = late.some((mark) => mark.uncertain) || hasOpaque(node);
  if (later !== undefined && isStricter(later.effect, base))
    return { node, effect: later.effect, by: 'late', late: later.marks, uncertain };
  const same = node.late.filter((mark) => mark.effect === base);
  return { node, effect: base, by: byDefault ? 'default' : 'verdict', late: same, uncertain };
}

/* ---- verdicts ---- */

function verdictOf(one: Settled, scene: Scene): ActVerdict {
  const verdict = verdictOfNode(one.node, scene);
  if (verdict.effect === one.effect) return verdict;
  const { layer } = scene.defaultEffect;
  const basis: Basis =
    one.by === 'late' ? lateBasis(one.late) : { kind: 'default', ...(layer === undefined ? {} : { layer }) };
  return { ...verdict, effect: one.effect, basis };
}

function lateBasis(late: readonly Late[]): Basis {
  const [first, ...rest] = late.map(lateCause);
  return first === undefined ? { kind: 'consequence' } : { kind: 'rule', rules: [first, ...rest] };
}

const lateCause = (mark: Late): Cause => (mark.uncertain ? { ...mark.rule.cause, uncertain: true } : mark.rule.cause);

function verdictOfNode(node: Judged, scene: Scene): ActVerdict {
  const basis = basisOf(node);
  return {
    act: withoutConsequences(node.act),
    effect: node.effect,
    ...(basis === undefined ? {} : { basis }),
    consequences: node.consequences.map((one) => verdictOfNode(one, scene)),
    ...(node.own.locked ? { locked: true as const } : {}),
  };
}

const withoutConsequences = (act: Act): Act => ('consequences' in act ? { ...act, consequences: [] } : act);

function basisOf(node: Judged): Basis | undefined {
  switch (node.basis.kind) {
    case 'rule':
      return ruleBasis('rule', node.own.rules);
    case 'pure':
      return ruleBasis('rule', [node.basis.rule]);
    case 'vouched':
      return node.basis.grant === undefined
        ? ruleBasis('vouched', node.basis.by)
        : { kind: 'grant', grant: node.basis.grant };
    case 'grant':
      return { kind: 'grant', grant: node.basis.grant };
    case 'unspoken':
      return undefined;
    default:
      return { kind: node.basis.kind };
  }
}

function ruleBasis(kind: 'rule' | 'vouched', rules: readonly CompiledRule[]): Basis {
  const [first, ...rest] = rules.map((rule) => rule.cause);
  return first === undefined ? { kind: 'consequence' } : { kind, rules: [first, ...rest] };
}

/* ---- causes and reasons ---- */

function causesOf(deciding: readonly Settled[], effect: Effect): readonly Cause[] {
  const causes = deciding.flatMap((one) => [
    ...nodesWith(one.node, effect).flatMap((node) => rulesBehind(node, effect).map((rule) => rule.cause)),
    ...(effect === 'allow' ? [] : one.late.map(lateCause)),
  ]);
  // Named once, however many acts a rule speaks of.
  return [...new Map(causes.map((cause) => [`${cause.layer}\0${cause.rule}`, cause])).values()];
}

/** The nodes of a tree that have this effect by a rule of their own, outermost first. */
function nodesWith(node: Judged, effect: Effect): readonly Judged[] {
  const below = node.consequences.flatMap((one) => nodesWith(one, effect));
  return node.effect === effect ? [node, ...below] : below;
}

function rulesBehind(node: Judged, effect: Effect): readonly CompiledRule[] {
  if (node.basis.kind === 'vouched') return node.basis.by;
  if (node.basis.kind === 'pure') return [node.basis.rule];
  return node.own.effect === effect ? node.own.rules : [];
}

function reasonsOf(deciding: readonly Settled[], effect: Effect, scene: Scene): readonly string[] {
  if (deciding.length === 0) return ['nothing would run'];
  return [...new Set(deciding.flatMap((one) => reasonsFor(one, effect, scene)))];
}

function reasonsFor(one: Settled, effect: Effect, scene: Scene): readonly string[] {
  const late = effect === 'allow' ? [] : one.late.slice(0, 3).map((mark) => lateReason(one.node, mark, scene));
  if (one.by === 'late') return late;
  if (one.by === 'default') return [...unspoken(one.node, scene), ...late];
  const own = nodesWith(one.node, effect).flatMap((node) => ownReason(node, effect, scene));
  return [...(effect === 'ask' ? unknownBeside(one.node) : []), ...own, ...late];
}

/** A program text that is not known may also be the name of a file: that made the difference, not what the file is. */
function unknownBeside({ consequences }: Judged): readonly string[] {
  const asked = new Set(
    consequences.filter((one) => one.effect === 'ask' && isUnnamed(one.act)).flatMap(({ act }) => act.carriers ?? []),
  );
  return consequences.flatMap((one) => {
    const { act } = one;
    const told = act.kind === 'opaque' && act.why === 'code' && act.carriers?.some((index) => asked.has(index));
    return told === true ? [act.reason] : unknownBeside(one);
  });
}

function lateReason(node: Judged, mark: Late, scene: Scene): string {
  const rule = ruleText(mark.rule, node.act, scene);
  return mark.uncertain
    ? `${showAct(node.act)} may turn out to be what ${rule} is about`
    : `${showAct(node.act)}: ${rule}`;
}

function ownReason(node: Judged, effect: Effect, scene: Scene): readonly string[] {
  switch (node.basis.kind) {
    case 'rule':
    case 'pure': {
      const [rule] = rulesBehind(node, effect);
      if (rule === undefined) return [];
      return [
        `${showAct(node.act)}${isUnnamed(node.act) ? ', whose name is not known before it runs' : ''}: ${rule.cause.because ?? ruleText(rule, node.act, scene)}${rule.cause.instead === undefined ? '' : ` (instead: ${rule.cause.instead})`}`,
      ];
    }
    case 'grant':
      return [`${showAct(node.act)}: a remembered answer allows it`];
    case 'inferred':
      return [`${showAct(node.act)}: everything it does is allowed`];
    default:
      return [];
  }
}

/** A rule as it is told in a sentence, with its place: of a list of commands, the one that holds for this act. */
function ruleText(rule: CompiledRule, act: Act, scene: Scene): string {
  const place = `(${rule.cause.file}:${rule.cause.line})`;
  const own =
    act.kind === 'run' && rule.target.kind === 'run' && rule.target.matchers.length > 1 ? rule.target.matchers : [];
  const view = act.kind === 'run' ? viewOf(act, scene) : undefined;
  const matcher = own.find(
    (one) => view !== undefined && (rule.effect === 'allow' ? one.covers(view) : one.touches(view) !== 'no'),
  );
  const text = matcher === undefined ? rule.cause.text.replace(/\s+/g, ' ') : `${rule.effect} run ${matcher.text}`;
  return `\`${shorten(text, 72)}\` ${place}`;
}

/** Why nobody allows an act: the innermost acts that no rule speaks for. */
function unspoken(node: Judged, scene: Scene): readonly string[] {
  const below = node.consequences.filter((one) => one.effect === 'none');
  if (node.own.effect === 'allow') {
    const [rule] = node.own.rules;
    const by = rule === undefined ? 'an allow' : ruleText(rule, node.act, scene);
    if (below.length > 0) return below.map((one) => `${by} does not extend to ${showAct(one.act)}`);
    return [`${by} does not extend to ${showAct(node.act)} outside the workspace`];
  }
  if (below.length > 0 && 'complete' in node.act && node.act.complete)
    return below.flatMap((one) => unspoken(one, scene));
  return [node.act.kind === 'opaque' ? node.act.reason : `no rule speaks for ${showAct(node.act)}`];
}

/* ---- the rest of the record ---- */

/** A rule that is used up asks, and takes nothing: whoever says yes to that says it beside the limit. */
function reservationsOf(judged: readonly Judged[], { exhausted }: Scene): Decision['reservations'] {
  const counts = new Map<string, number>();
  const visit = (node: Judged): void => {
    for (const rule of node.own.rules) {
      if (rule.limit !== undefined && rule.effect === 'allow' && !exhausted.has(rule.cause.rule))
        counts.set(rule.cause.rule, (counts.get(rule.cause.rule) ?? 0) + 1);
    }
    node.consequences.forEach(visit);
  };
  judged.forEach(visit);
  return [...counts].map(([rule, count]) => ({ rule, count }));
}

function grantsOf(node: Judged): readonly string[] {
  const own = node.basis.kind === 'grant' ? [node.basis.grant] : [];
  return [...own, ...node.consequences.flatMap(grantsOf)];
}

/** Bump when the meaning of any field below changes. */
const FORMAT = 1;

function fingerprintOf(request: Request, scene: Scene, revision: string): string {
  const { agent, mode, interactive, env, host, roots, home } = scene.context;
  return sha256Hex(
    canonicalJson({
      format: FORMAT,
      revision,
      request,
      folders: scene.folders,
      context: { agent, mode, interactive, env, host, roots, home },
    }),
  );
}
