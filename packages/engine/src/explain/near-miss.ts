import type { Act, ConnectAct, FileAct, RunAct } from '../act.ts';
import type { ActVerdict, Cause } from '../decision.ts';
import { rulingsFor, targetAnswer, viewOf } from '../holding.ts';
import { parseTarget } from '../match/host.ts';
import { programKey } from '../match/program.ts';
import type { CommandMatcher } from '../match/words.ts';
import { showAct, showWord } from '../phrases.ts';
import type { CompiledRule, CompiledTarget } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { knownText } from '../word.ts';
import type { Inquiry } from './inquiry.ts';

/** An allow that nearly speaks for an act, and what stands in its way. */
export interface NearMiss {
  readonly cause: Cause;
  /** The part of the rule that is near, as a policy writes it. */
  readonly text: string;
  readonly why: string;
}

/** Smaller is nearer. */
type Ranked = NearMiss & { readonly distance: number };

/** More than this nobody reads. */
const MOST = 3;

/** The allows nearest to what is not allowed, each once, with the first thing that stands in the way. */
export function nearMisses({ decision, policy, scene }: Inquiry): readonly NearMiss[] {
  if (decision.effect === 'allow') return [];
  const open = decision.acts.flatMap(openIn);
  const allows = policy.rules.filter((rule) => rule.effect === 'allow');
  const found = open.flatMap((verdict) => {
    const holding = new Set(rulingsFor(verdict.act, scene).map(({ rule }) => rule));
    return allows.flatMap((rule) => missOf(rule, verdict, holding.has(rule), scene) ?? []);
  });
  const nearest = new Map<Cause, Ranked>();
  for (const miss of found.sort((a, b) => a.distance - b.distance))
    if (!nearest.has(miss.cause)) nearest.set(miss.cause, miss);
  return [...nearest.values()].slice(0, MOST).map(({ cause, text, why }) => ({ cause, text, why }));
}

const openIn = (verdict: ActVerdict): readonly ActVerdict[] =>
  verdict.effect === 'allow' ? [] : [verdict, ...verdict.consequences.flatMap(openIn)];

function missOf(rule: CompiledRule, verdict: ActVerdict, holds: boolean, scene: Scene): Ranked | undefined {
  const { act } = verdict;
  if (act.kind === 'opaque') return undefined;
  if (holds) return near(rule, 0, beyond(verdict), textFor(rule, act, scene));
  const answer = targetAnswer(rule.target, true, act, scene);
  if (answer.match === 'yes') return near(rule, 1, clauseInTheWay(rule, answer.except !== 'no', scene));
  switch (act.kind) {
    case 'run':
      return nearCommand(rule, act, scene);
    case 'read':
    case 'write':
    case 'delete':
      return nearFile(rule, act, scene);
    case 'connect':
      return nearHost(rule, act, scene);
    case 'env':
      return answer.match === 'maybe' ? near(rule, 2, 'the name is not known before it runs') : nearVariable(rule, act);
    default:
      return undefined;
  }
}

const near = (rule: CompiledRule, distance: number, why: string, text?: string): Ranked => ({
  cause: rule.cause,
  text: text ?? oneLine(rule.cause.text),
  why,
  distance,
});

/** Of a list of commands, the one that covers this. */
function textFor(rule: CompiledRule, act: Act, scene: Scene): string | undefined {
  if (act.kind !== 'run' || rule.target.kind !== 'run') return undefined;
  const view = viewOf(act, scene);
  const matcher = rule.target.matchers.find((one) => one.covers(view));
  return matcher === undefined ? undefined : `allow run ${matcher.text}`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** It holds for the act itself, and yet the act is not allowed. */
function beyond({ basis, consequences }: ActVerdict): string {
  if (basis?.kind === 'rule' && basis.rules.every(({ effect }) => effect !== 'allow'))
    return 'it holds, and a stricter rule does too';
  if (basis?.kind === 'consequence') return 'it holds, and something that follows is ruled otherwise';
  const open = consequences.flatMap(openIn).findLast(({ effect }) => effect === 'none' || effect === 'ask');
  return open === undefined
    ? 'it does not hold for what follows'
    : `it holds, and does not extend to ${showAct(open.act)}`;
}

function clauseInTheWay(rule: CompiledRule, excepted: boolean, { context }: Scene): string {
  if (excepted) return 'its `except` takes this out';
  if (rule.until !== undefined && (context.now === undefined || context.now >= rule.until))
    return 'its time is over, or nobody knows what time it is';
  if (rule.limit !== undefined && context.counts === undefined) return 'it has a limit, and nobody counts';
  return 'its condition does not hold';
}

/* ---- commands ---- */

function nearCommand(rule: CompiledRule, act: RunAct, scene: Scene): Ranked | undefined {
  const program = knownText(act.argv[0]);
  if (program === undefined || rule.target.kind !== 'run') return undefined;
  const key = programKey(program);
  const matchers = rule.target.matchers.filter((matcher) => matcher.program.keys?.includes(key) === true);
  const texts = act.argv.map(knownText);
  const missing = ({ literals }: CommandMatcher) => literals.filter((literal) => !texts.includes(literal));
  const [best] = [...matchers].sort((a, b) => missing(a).length - missing(b).length);
  if (best === undefined) return undefined;
  const text = `allow run ${best.text}`;
  if (!best.program.allows(viewOf(act, scene)))
    return near(rule, 2, `it means the program \`${key}\` found through PATH`, text);
  const [word] = missing(best);
  if (word !== undefined) return near(rule, 10 + missing(best).length, `it wants the word \`${word}\``, text);
  const extra = act.argv.slice(1).find((one) => !best.literals.includes(knownText(one) ?? ''));
  return near(rule, 5, extra === undefined ? 'it wants more words' : `it does not take \`${showWord(extra)}\``, text);
}

/* ---- files, hosts, variables ---- */

function nearFile(rule: CompiledRule, act: FileAct, scene: Scene): Ranked | undefined {
  const { target } = rule;
  if (target.kind !== 'file') return undefined;
  const other: CompiledTarget = { ...target, subjects: [act.kind] };
  const answer = targetAnswer(other, true, act, scene);
  if (target.subjects.includes(act.kind))
    return targetAnswer(target, false, act, scene).match === 'no'
      ? undefined
      : near(rule, 3, 'it covers only part of what that may be');
  const uses = target.subjects.join(' and ');
  return answer.match === 'yes' && answer.except === 'no'
    ? near(rule, 4, `it is about ${uses}, not ${act.kind}`)
    : undefined;
}

const SECURE = 443;

function nearHost(rule: CompiledRule, act: ConnectAct, scene: Scene): Ranked | undefined {
  if (rule.target.kind !== 'connect') return undefined;
  const host = parseTarget(act.target);
  const { match } = targetAnswer(rule.target, true, act, scene);
  if (match === 'maybe') return near(rule, 2, 'the host or its port is not known before it runs');
  const elsewhere = rule.target.hosts.some((matches) => matches({ ...host, port: SECURE }) === 'yes');
  return elsewhere ? near(rule, 3, `it means other ports than ${host.port ?? 'this'}`) : undefined;
}

/** A wildcard covers no variable that chooses programs. */
function nearVariable(rule: CompiledRule, act: Extract<Act, { kind: 'env' }>): Ranked | undefined {
  const name = knownText(act.name);
  const { target } = rule;
  if (target.kind !== 'name' || !target.subjects.includes('env') || name === undefined) return undefined;
  return target.names.some((matcher) => matcher.matches(name))
    ? near(rule, 2, `a wildcard never covers \`${name}\`, which chooses what is run`)
    : undefined;
}
