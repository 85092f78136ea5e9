import { sha256Hex } from '../canonical.ts';
import type { Effect, PolicyDocument, Rule } from '../policy.ts';
import { type CompiledRule, compileRule } from '../rule.ts';
import { type Candidate, candidateFor, candidatesFor } from './candidate.ts';
import type { Inquiry } from './inquiry.ts';

/** The fewest, narrowest rules that make the verdict another one. Each was tried: added to `layer`, they do. */
export interface Change {
  readonly effect: Effect;
  readonly layer: string;
  readonly rules: readonly OfferedRule[];
}

export interface OfferedRule {
  /** As a policy writes it. */
  readonly rule: string;
  /** What else it covers, for the author to weigh. */
  readonly covers: string;
}

/** The smallest change of the rules that would change the verdict; `undefined` where added rules cannot. */
export function smallestChange(inquiry: Inquiry): Change | undefined {
  const rank = rankFor(inquiry);
  if (rank === undefined) return undefined;
  const layer = inquiry.policy.layers[rank]?.name ?? '';
  return inquiry.decision.effect === 'allow' ? stricter(inquiry, rank, layer) : looser(inquiry, rank, layer);
}

/** Where an author writes: the user's layer, or the highest one that may allow. */
function rankFor({ policy: { layers } }: Inquiry): number | undefined {
  const able = layers.flatMap((layer, rank) => (layer.broken || layer.tightenOnly ? [] : [{ name: layer.name, rank }]));
  return (able.find(({ name }) => name === 'user') ?? able.at(-1))?.rank;
}

/** More could be tried, but nobody reads a list of more rules than this. */
const MOST = 8;

function looser(inquiry: Inquiry, rank: number, layer: string): Change | undefined {
  const open = inquiry.decision.acts.filter((act) => act.effect !== 'allow');
  const all = candidatesFor(open, inquiry.scene.places).slice(0, MOST);
  const rules = all.map((one) => compiled(one, { effect: 'allow', target: one.target }, rank, layer));
  const suffices = (indices: readonly number[]): boolean =>
    inquiry.effectWith([...inquiry.policy.rules, ...indices.flatMap((at) => rules[at] ?? [])]) === 'allow';
  const found = fewest(all.length, suffices);
  if (found === undefined) return undefined;
  return {
    effect: 'allow',
    layer,
    rules: found.flatMap((at) => {
      const one = all[at];
      return one === undefined ? [] : [{ rule: `allow ${one.text}`, covers: one.covers }];
    }),
  };
}

/** The first of the smallest sets of numbers below `count` that suffices, if all of them together do. */
export function fewest(
  count: number,
  suffices: (indices: readonly number[]) => boolean,
): readonly number[] | undefined {
  const all = Array.from({ length: count }, (_, at) => at);
  if (count === 0 || !suffices(all)) return undefined;
  for (let size = 1; size < count; size++) {
    for (const indices of combinations(all, size)) if (suffices(indices)) return indices;
  }
  return all;
}

function* combinations(from: readonly number[], size: number): Iterable<readonly number[]> {
  if (size === 0) yield [];
  for (let at = 0; at + size <= from.length; at++) {
    const head = from[at];
    if (head === undefined || size === 0) return;
    for (const tail of combinations(from.slice(at + 1), size - 1)) yield [head, ...tail];
  }
}

/** Of what is allowed: the rule that would ask about its first act, and about nothing else. */
function stricter(inquiry: Inquiry, rank: number, layer: string): Change | undefined {
  for (const { act } of inquiry.decision.acts) {
    const one = candidateFor(act, inquiry.scene.places);
    if (one === undefined) continue;
    const closed = one.target.kind === 'run';
    const target = one.target.kind === 'run' ? { ...one.target, exactly: true as const } : one.target;
    const rule = compiled(one, { effect: 'ask', target }, rank, layer);
    if (inquiry.effectWith([...inquiry.policy.rules, rule]) !== 'ask') continue;
    const text = `ask ${one.text}${closed ? ' exactly' : ''}`;
    return { effect: 'ask', layer, rules: [{ rule: text, covers: one.covers }] };
  }
  return undefined;
}

/** A rule that is tried, as if it stood at the end of a file of its layer. */
function compiled({ text }: Candidate, rule: Rule, rank: number, layer: string): CompiledRule {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1, text: `${rule.effect} ${text}` };
  const document: PolicyDocument = {
    ...{ version: 1, layer, uses: [], lists: {}, rules: [rule] },
    ...{ descriptions: [], bindings: [], tools: [], tests: [], revision: sha256Hex(text) },
    source: { file: 'offered', rules: [range], descriptions: [], bindings: [], tests: [] },
  };
  return compileRule(document, 0, rank, Number.MAX_SAFE_INTEGER);
}
