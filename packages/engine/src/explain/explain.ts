import type { Act } from '../act.ts';
import type { ActVerdict, Basis, Cause, Decision } from '../decision.ts';
import { viewOf } from '../holding.ts';
import { showAct } from '../phrases.ts';
import type { CompiledRule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { type Change, smallestChange } from './change.ts';
import { keyOf, type Needed, neededRules } from './cited.ts';
import type { Inquiry } from './inquiry.ts';
import { type NearMiss, nearMisses } from './near-miss.ts';
import { undescribedProgram } from './undescribed.ts';

/**
 * Why a decision is what it is, in parts for a host that lays them out itself; `renderExplanation` gives plain text.
 * Faithful: without all the rules that it does not tell of, the verdict is the same (semantics.md §8, law 12).
 */
export interface Explanation {
  /** The command's text; empty for a request that is none. */
  readonly command: string;
  readonly effect: Decision['effect'];
  readonly reasons: readonly string[];
  /** The parts of the command that give the effect; offsets into it, in UTF-16 units. */
  readonly deciding: readonly ActLine['span'][];
  /** The rules behind the effect, the most specific first. */
  readonly causes: readonly QuotedRule[];
  /** Every act, outermost first, each followed by what it leads to. */
  readonly lines: readonly ActLine[];
  /** Allows that nearly hold. */
  readonly nearMisses: readonly NearMiss[];
  /** Rules that no act names, and without which the verdict would be another. */
  readonly needed: readonly Needed[];
  /** A program that nobody described and that is not allowed: what it does with its words is not known. */
  readonly undescribed?: string;
  /** The smallest change of the rules that would change the verdict; absent where added rules cannot. */
  readonly change?: Change;
}

/** A rule with that part of it which speaks here, on one line. */
export interface QuotedRule {
  readonly cause: Cause;
  readonly text: string;
}

/** One act of the tree. */
export interface ActLine {
  readonly depth: number;
  readonly effect: ActVerdict['effect'];
  readonly act: string;
  readonly because: string;
  /** The rules that are the basis; none where it is another. */
  readonly rules: readonly QuotedRule[];
  readonly span: { readonly start: number; readonly end: number };
}

/** Explains a decision (semantics.md §9). */
export function explain(inquiry: Inquiry): Explanation {
  const { command, decision } = inquiry;
  const near = nearMisses(inquiry);
  const change = smallestChange(inquiry);
  const quote = quoterOf(inquiry);
  const lines = decision.acts.flatMap((act) => linesOf(act, 0, quote));
  const told = byRule(
    lines.flatMap(({ rules }) => rules),
    ({ cause }) => cause,
  );
  const program = undescribedProgram(decision.acts);
  return {
    command,
    effect: decision.effect,
    reasons: decision.reasons,
    deciding: decision.acts.filter((act) => act.effect === decision.effect).map(({ act }) => act.span),
    causes: decision.causes.map((cause) => told.get(keyOf(cause)) ?? quote(cause, undefined)),
    lines,
    nearMisses: near,
    needed: neededRules(inquiry, near),
    ...(program === undefined ? {} : { undescribed: program }),
    ...(change === undefined ? {} : { change }),
  };
}

/** Things by the rule they are about; of several, the first. A policy may have many rules, and many may speak at once. */
function byRule<T>(things: readonly T[], causeOf: (thing: T) => Cause): ReadonlyMap<string, T> {
  return new Map(things.map((thing): [string, T] => [keyOf(causeOf(thing)), thing]).reverse());
}

/** `by`: the command that brought the act, which is what a rule that vouches speaks of. */
function linesOf(verdict: ActVerdict, depth: number, quote: Quote, by?: Act): readonly ActLine[] {
  const { act, basis, effect, consequences } = verdict;
  const causes = basis !== undefined && 'rules' in basis ? basis.rules : [];
  const line: ActLine = {
    depth,
    effect,
    act: showAct(act),
    because: becauseOf(basis, act),
    rules: causes.map((cause) => quote(cause, basis?.kind === 'vouched' ? by : act)),
    span: act.span,
  };
  return [line, ...consequences.flatMap((one) => linesOf(one, depth + 1, quote, act))];
}

type Quote = (cause: Cause, act: Act | undefined) => QuotedRule;

function quoterOf({ policy, scene }: Inquiry): Quote {
  const rules = byRule(policy.rules, ({ cause }) => cause);
  return (cause, act) => quoted(cause, rules.get(keyOf(cause)), act, scene);
}

/** Of a list of commands, the one that holds for the act. */
function quoted(cause: Cause, rule: CompiledRule | undefined, act: Act | undefined, scene: Scene): QuotedRule {
  const whole: QuotedRule = { cause, text: cause.text.replace(/\s+/g, ' ') };
  if (act?.kind !== 'run' || rule?.target.kind !== 'run' || rule.target.matchers.length < 2) return whole;
  const view = viewOf(act, scene);
  const matcher = rule.target.matchers.find((one) =>
    rule.effect === 'allow' ? one.covers(view) : one.touches(view) !== 'no',
  );
  return matcher === undefined ? whole : { cause, text: `${rule.effect} run ${matcher.text}` };
}

function becauseOf(basis: Basis | undefined, act: Act): string {
  if (basis === undefined) return 'no rule speaks for it';
  switch (basis.kind) {
    case 'rule':
      return basis.rules[0].uncertain === true ? 'it may be what is meant by' : '';
    case 'vouched':
      return 'it comes with';
    case 'inferred':
      return 'everything it does is allowed';
    case 'grant':
      return `remembered answer ${basis.grant}`;
    case 'default':
      return act.kind === 'opaque'
        ? 'it cannot be known before it runs'
        : `no rule speaks for it${basis.layer === undefined ? '' : ` (default of layer ${basis.layer})`}`;
    case 'consequence':
      return 'because of what follows from it';
    case 'nothing':
      return 'a standard stream';
    case 'broken':
      return `the layer ${basis.layer} has an error`;
  }
}
