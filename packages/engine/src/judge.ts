import type { Act } from './act.ts';
import { assumedFiles } from './assumed.ts';
import { strictest } from './decision.ts';
import { couldHold, pureRulings, rulingsFor, targetAnswer } from './holding.ts';
import { type Late, mergeLayers, type Own } from './layers.ts';
import type { Effect } from './policy.ts';
import type { CompiledRule } from './rule.ts';
import type { Scene } from './scene.ts';
import { isShownFolder } from './shown.ts';
import { isStandardStream } from './streams.ts';
import { type Grounds, groundsWithin, isOrdinary, runsInside, type Voucher, vouches } from './vouch.ts';
import { liesWithin } from './within.ts';

/** An act with its verdict, as the judge leaves it (semantics.md §3 and §4); a decision is built from these. */
export interface Judged {
  readonly act: Act;
  readonly own: Own;
  readonly effect: Effect | 'none';
  /** What an ask leaves if it is answered yes: `none` where some part of it nobody allows. */
  readonly remainder: 'allow' | 'none';
  readonly basis: JudgedBasis;
  readonly consequences: readonly Judged[];
  /** Of the act and all that follows from it. */
  readonly late: readonly Late[];
}

export type JudgedBasis =
  | { readonly kind: 'rule' }
  | { readonly kind: 'vouched'; readonly by: readonly CompiledRule[]; readonly grant: string | undefined }
  | { readonly kind: 'inferred' }
  | { readonly kind: 'pure'; readonly rule: CompiledRule }
  | { readonly kind: 'grant'; readonly grant: string }
  | { readonly kind: 'consequence' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unspoken' };

export function judge(act: Act, scene: Scene): Judged {
  const judged = judgeHere(act, scene);
  return act.kind === 'run' && act.elsewhere === true ? judgeElsewhere(judged) : judged;
}

/** What runs in a container or on another machine needs no allow of its own: an ask or deny of the command holds. */
function judgeElsewhere(judged: Judged): Judged {
  if (judged.effect === 'deny') return judged;
  if (judged.effect === 'ask') return { ...judged, remainder: 'allow' };
  return { ...judged, effect: 'allow', remainder: 'allow', basis: { kind: 'nothing' } };
}

function judgeHere(act: Act, scene: Scene): Judged {
  if (isStandardStream(act))
    return {
      act,
      own: NOBODY,
      effect: 'allow',
      remainder: 'allow',
      basis: { kind: 'nothing' },
      consequences: [],
      late: [],
    };
  const rulings = rulingsFor(act, scene);
  const own = mergeLayers(rulings, act, scene);
  const grant = grantFor(
    act,
    own,
    rulings.some((ruling) => ruling.rule.effect === 'deny'),
    scene,
  );
  const consequences = 'consequences' in act ? act.consequences.map((one) => judge(one, scene)) : [];
  const assumed = assumedOf(act, scene);
  const late = [...own.late, ...consequences.flatMap((one) => one.late), ...assumed.flatMap((one) => one.late)];
  const answered = answeredYes({ act, own, consequences, late, assumed }, grant, scene);
  const strict = strictConsequences([...consequences, ...assumed]);
  const worst = strictest([strict, grant === undefined ? own.effect : 'allow', answered.effect]);
  if (worst !== 'deny' && worst !== 'ask') return answered;
  const byRule = grant === undefined && answered.own.effect === worst;
  return {
    ...answered,
    consequences: [...answered.consequences, ...strictOnly(assumed)],
    effect: worst,
    remainder: worst === 'ask' && answered.effect !== 'none' ? 'allow' : 'none',
    basis: { kind: byRule ? 'rule' : 'consequence' },
  };
}

/**
 * The verdict if everything that is asked were answered yes: what nobody allows is still there then, and the default
 * is for it. Without this an ask could be looser than a default that denies (semantics.md §8, law 1).
 */
function answeredYes({ assumed, ...node }: Unsettled, grant: string | undefined, scene: Scene): Judged {
  if (grant !== undefined || node.own.decided === 'allow') return allowedByName(node, assumed, grant, scene);
  if (node.own.decided === 'none' && isShownFolder(node.act, scene))
    return { ...node, effect: 'allow', remainder: 'allow', basis: { kind: 'nothing' } };
  if (node.own.decided === 'none') return inferred(node, scene);
  return { ...node, effect: node.own.decided, remainder: 'allow', basis: { kind: 'rule' } };
}

const NOBODY: Own = { effect: 'none', rules: [], decided: 'none', decidedBy: [], locked: false, late: [] };

const isSettled = (node: Judged): boolean =>
  node.effect === 'allow' || (node.effect === 'ask' && node.remainder === 'allow');

/**
 * A remembered answer serves an ask that is not locked, where no deny of any layer holds or may hold (semantics.md §6);
 * one that is firm only if the answer is about what that protects, as a rule would have to be (docs/decisions/0042).
 */
function grantFor(act: Act, own: Own, denied: boolean, scene: Scene): string | undefined {
  const asked = own.effect === 'ask' || (own.effect === 'none' && scene.defaultEffect.effect === 'ask');
  if (!asked || own.locked || denied || act.kind === 'opaque' || scene.layers.some((layer) => layer.broken))
    return undefined;
  const firm = own.rules.filter((rule) => rule.strength === 'firm');
  return scene.grants.find(({ target }) => {
    const answer = targetAnswer(target, true, act, scene);
    const holds = answer.match === 'yes' && answer.except === 'no';
    return holds && firm.every((rule) => liesWithin({ target }, rule, act, scene));
  })?.id;
}

const strictConsequences = (nodes: readonly Judged[]): 'ask' | 'deny' | 'none' => {
  const worst = strictest(nodes.map((node) => node.effect));
  return worst === 'allow' ? 'none' : worst;
};

const strictOnly = (nodes: readonly Judged[]): readonly Judged[] =>
  nodes.filter((node) => node.effect === 'ask' || node.effect === 'deny');

type Open = Pick<Judged, 'act' | 'own' | 'consequences' | 'late'>;
type Unsettled = Open & { readonly assumed: readonly Judged[] };

/** Allowed by name: every consequence must be allowed itself or vouched for. */
function allowedByName(node: Open, assumed: readonly Judged[], grant: string | undefined, scene: Scene): Judged {
  const rules = grant === undefined ? node.own.decidedBy : [];
  const vouchers: readonly Voucher[] = grant === undefined ? rules : grantVoucher(grant, scene);
  const consequences = node.consequences.map((one) =>
    vouchFor(one, node.act, vouchers, { by: rules, grant }, scene, { named: node.act, writtenOut: false }),
  );
  const unguarded = vouchers.some((voucher) => voucher.unguarded);
  const known = isComplete(node.act) || runsInside(node.act, scene) || unguarded;
  const beyond = unguarded ? [] : beyondWorkspace(node.act, assumed, scene);
  const settled = known && beyond.length === 0 && consequences.every(isSettled);
  const basis: JudgedBasis = grant === undefined ? { kind: 'rule' } : { kind: 'grant', grant };
  return settled
    ? { ...node, consequences, effect: 'allow', remainder: 'allow', basis }
    : {
        ...node,
        consequences: [...consequences, ...beyond],
        effect: 'none',
        remainder: 'none',
        basis: { kind: 'unspoken' },
      };
}

/**
 * An allow by name covers files of the workspace only, also of a program nobody described: a word of it that can name a
 * file elsewhere needs an allow of its own. Where that file may be read, reading it is what the word is taken for.
 */
function beyondWorkspace(parent: Act, assumed: readonly Judged[], scene: Scene): readonly Judged[] {
  if (parent.kind !== 'run' || parent.described) return [];
  const allowed = new Set(assumed.flatMap((one) => (isSettled(one) && 'path' in one.act ? [one.act.path] : [])));
  return assumed.filter(({ act }) => act.kind === 'write' && !allowed.has(act.path) && !isOrdinary(act, parent, scene));
}

const assumedOf = (act: Act, scene: Scene): readonly Judged[] =>
  act.kind === 'run' ? assumedFiles(act).map((one) => judge(one, scene)) : [];

function grantVoucher(id: string, scene: Scene): readonly Voucher[] {
  return scene.grants.filter((grant) => grant.id === id).map(({ target }) => ({ target, unguarded: false }));
}

const isComplete = (act: Act): boolean => ('complete' in act ? act.complete : true);

interface VouchedBy {
  readonly by: readonly CompiledRule[];
  readonly grant: string | undefined;
}

/** A consequence no rule speaks for, allowed because an allow of the command it comes from covers it. */
function vouchFor(
  node: Judged,
  parent: Act,
  vouchers: readonly Voucher[],
  by: VouchedBy,
  scene: Scene,
  grounds: Grounds,
): Judged {
  if (isSettled(node) || node.effect === 'deny') return node;
  const voucher = vouchers.find((one) => vouches(one, grounds, parent, node.act, scene));
  if (voucher === undefined) return node;
  const basis: JudgedBasis = { kind: 'vouched', ...by };
  const { act } = node;
  if (act.kind !== 'run') return settledBy(node, node.consequences, basis);
  // A command whose name stands in the rule is allowed by name; what follows from it needs the same care.
  const within = groundsWithin(grounds, act);
  const consequences = node.consequences.map((one) => vouchFor(one, act, [voucher], by, scene, within));
  const known =
    voucher.unguarded ||
    ((act.complete || runsInside(act, scene)) && beyondWorkspace(act, assumedOf(act, scene), scene).length === 0);
  return known && consequences.every(isSettled) ? settledBy(node, consequences, basis) : node;
}

/** An ask stays one, but nothing is left beside it. */
function settledBy(node: Judged, consequences: readonly Judged[], basis: JudgedBasis): Judged {
  if (node.effect === 'ask') return { ...node, consequences, remainder: 'allow' };
  return { ...node, consequences, effect: 'allow', remainder: 'allow', basis };
}

/** Nobody names it: allowed if everything it does is known and allowed (semantics.md §4, own none). */
function inferred(node: Open, scene: Scene): Judged {
  const unspoken: Judged = { ...node, effect: 'none', remainder: 'none', basis: { kind: 'unspoken' } };
  if (!('consequences' in node.act) || !node.act.complete) return unspoken;
  const touching = node.consequences.filter((one) => one.basis.kind !== 'nothing');
  if (touching.length > 0) {
    return touching.every(isSettled)
      ? { ...unspoken, effect: 'allow', remainder: 'allow', basis: { kind: 'inferred' } }
      : unspoken;
  }
  return pure(unspoken, node.act, scene);
}

/** A completely described program that touches nothing. */
function pure(unspoken: Judged, act: Act, scene: Scene): Judged {
  if (act.kind !== 'run') return unspoken;
  const own = mergeLayers(pureRulings(act, scene), act, scene);
  const late = [...unspoken.late, ...own.late];
  const rule = own.rules[0];
  if (rule === undefined || own.effect === 'none') return { ...unspoken, late };
  return {
    ...unspoken,
    own,
    late,
    effect: own.effect,
    remainder: own.effect === 'deny' ? 'none' : 'allow',
    basis: own.effect === 'allow' ? { kind: 'pure', rule } : { kind: 'rule' },
  };
}

/** Asks and denies of every subject that an opaque act nobody vouched for may turn out to be (semantics.md §2). */
export function opaqueLate(node: Judged, scene: Scene): readonly Late[] {
  const own: readonly Late[] =
    node.act.kind === 'opaque' && node.effect === 'none'
      ? scene.index.strict
          .filter((rule) => couldHold(rule, node.act, scene))
          .map((rule) => ({ effect: 'ask', rule, uncertain: true }))
      : [];
  return [...own, ...node.consequences.flatMap((one) => opaqueLate(one, scene))];
}

/** Whether a tree of acts has a part that could not be known. */
export function hasOpaque(node: Judged): boolean {
  return node.act.kind === 'opaque' || node.consequences.some(hasOpaque);
}
