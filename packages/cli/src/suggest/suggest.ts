import { type OfferPattern, offersFor, tooBroad } from '@writ/approvals';
import { compile } from '@writ/dsl';
import type { Context, Engine, PolicyDocument } from '@writ/engine';
import type { LogLine } from '../log/read-log.ts';
import { type Demand, fewestRules, type Rules } from './fewest-rules.ts';
import { minimalSets } from './minimal-sets.ts';

/** A policy proposed from what people allowed. */
export interface Suggestion {
  readonly rules: readonly SuggestedRule[];
  /** Lines that were allowed by a person and that no rule may serve, with the reason. */
  readonly left: readonly { readonly line: number; readonly why: string }[];
  /** Lines that nobody answered, and that the rules would let through. */
  readonly passed: readonly number[];
}

export interface SuggestedRule {
  readonly rule: string;
  /** Lines that were allowed and that would be asked about without it. */
  readonly lines: readonly number[];
  /** What else it lets through, for the author to weigh. */
  readonly covers: readonly string[];
}

interface Candidate {
  readonly text: string;
  readonly document: PolicyDocument;
  readonly covers: readonly string[];
  readonly width: number;
}

/** What touches nothing, and reading in the workspace: what no offer names, because no question is about it. */
const GENERAL: readonly (readonly [pattern: string, covers: string])[] = [
  ['pure', 'every described program that touches nothing'],
  ['read ./**', 'reading any file of the workspace that is not protected'],
];

const WIDEST = 1000;

/** Rules that may serve a line together, at most: each may double the sets to be tried. */
const MOST_NEAR = 8;

/** Few and narrow rules that allow what people allowed, and nothing that they denied. */
export function suggest(lines: readonly LogLine[], now: Engine, base: Context): Suggestion {
  const contextOf = (line: LogLine): Context => ({ ...base, ...line.context });
  const isAllowed = (engine: Engine, line: LogLine): boolean =>
    engine.decide(line.request, contextOf(line)).effect === 'allow';
  const denied = lines.filter(({ answer }) => answer === 'deny');
  const wanted = lines.filter((line) => line.answer === 'allow' && !isAllowed(now, line));
  const candidates = [
    ...GENERAL.flatMap(([pattern, covers]) => candidateOf(pattern, [covers], WIDEST) ?? []),
    ...offered(),
  ];
  const engines = new Map<string, Engine>();
  const withRules = (rules: Rules): Engine => {
    const key = rules.join();
    const made =
      engines.get(key) ??
      now.withRules(
        'user',
        rules.flatMap((rule) => candidates[rule]?.document ?? []),
      );
    engines.set(key, made);
    return made;
  };
  const all = withRules(candidates.map((_, rule) => rule));
  const near = new Map(wanted.concat(denied).map((line) => [line, nearOf(line)]));
  const chosen = settle(choose());
  const engine = withRules(chosen);
  const served = new Set(wanted.filter((line) => isAllowed(engine, line)));
  return {
    rules: chosen.flatMap((rule) => suggestedRule(rule) ?? []),
    left: wanted.filter((line) => !served.has(line)).map((line) => ({ line: line.number, why: whyNot(line) })),
    passed: lines
      .filter((line) => line.answer === undefined && !isAllowed(now, line) && isAllowed(engine, line))
      .map(({ number }) => number),
  };

  /** The patterns of all that would be offered to a person, each once. */
  function offered(): readonly Candidate[] {
    const found = wanted.flatMap((line) => offersOf(line, now, contextOf(line)));
    return found.filter(({ text }, at) => found.findIndex((other) => other.text === text) === at);
  }

  /** The rules that speak of the acts of a line at all. */
  function nearOf(line: LogLine): Rules {
    const spoken = new Set(all.exercise(line.request, contextOf(line)).map(({ cause }) => cause.file));
    return candidates.flatMap((one, rule) =>
      spoken.has(one.document.source.file) || rule < GENERAL.length ? [rule] : [],
    );
  }

  function choose(): Rules {
    const demandOf = (line: LogLine): Demand => ({ line: line.number, ways: waysOf(line) });
    return fewestRules(wanted.map(demandOf), denied.map(demandOf), (rule) => candidates[rule]?.width ?? WIDEST);
  }

  /** The smallest sets of rules that allow a line. */
  function waysOf(line: LogLine): readonly Rules[] {
    const rules = (near.get(line) ?? []).slice(0, MOST_NEAR);
    return minimalSets(rules, (some) => isAllowed(withRules(some), line));
  }

  /** What was denied stays so, whatever was overlooked: a rule that brings it goes. */
  function settle(rules: Rules): Rules {
    const engine = withRules(rules);
    if (denied.every((line) => !isAllowed(engine, line) || isAllowed(now, line))) return rules;
    return settle(rules.slice(0, -1));
  }

  function suggestedRule(rule: number): SuggestedRule | undefined {
    const one = candidates[rule];
    if (one === undefined) return undefined;
    const less = withRules(chosen.filter((other) => other !== rule));
    const needing = wanted.filter(
      (line) => served.has(line) && near.get(line)?.includes(rule) && !isAllowed(less, line),
    );
    return { rule: `allow ${one.text}`, lines: needing.map(({ number }) => number), covers: one.covers };
  }

  function whyNot(line: LogLine): string {
    return now.decide(line.request, contextOf(line)).reasons.join('; ');
  }
}

/** What a person would have been offered for a line, as rules. An offer bound to one request is no rule. */
function offersOf(line: LogLine, engine: Engine, context: Context): readonly Candidate[] {
  const decision = engine.decide(line.request, context);
  const places = { roots: context.roots ?? [], ...(context.home === undefined ? {} : { home: context.home }) };
  const tryGrants = (grants: NonNullable<Context['grants']>) => engine.decide(line.request, { ...context, grants });
  const { allow } = offersFor(decision, places, tryGrants);
  return allow
    .filter(({ exact }) => exact === undefined)
    .flatMap(({ patterns, covers }) => patterns.flatMap((pattern) => fromOffer(pattern, covers) ?? []));
}

function fromOffer({ pattern, target }: OfferPattern, covers: readonly string[]): Candidate | undefined {
  if (tooBroad(target) !== undefined) return undefined;
  const wild = pattern.split(/\*+/).length - 1;
  return candidateOf(pattern, covers, wild);
}

function candidateOf(text: string, covers: readonly string[], width: number): Candidate | undefined {
  const compiled = compile(`allow ${text}\n`, { file: `suggested:${text}`, layer: 'user' });
  return compiled.ok ? { text, document: compiled.document, covers, width } : undefined;
}
