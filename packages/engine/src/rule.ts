import { assertNever } from './assert-never.ts';
import type { Cause } from './decision.ts';
import { type CompiledCondition, compileCondition } from './match/condition.ts';
import { compileHost, type HostMatcher } from './match/host.ts';
import { compilePath, type PathMatcher } from './match/path.ts';
import { compileSomeCase } from './match/some-case.ts';
import { compileText, type TextMatcher } from './match/text.ts';
import { type CommandMatcher, compileCommand } from './match/words.ts';
import { once } from './once.ts';
import type { Effect, PathPattern, PolicyDocument, Rule, SourceRange, Target, TextPattern } from './policy.ts';

/** A rule of a loaded document, ready to be asked. */
export interface CompiledRule {
  readonly effect: Effect;
  readonly strength: Rule['strength'];
  readonly unguarded: boolean;
  /** Position of its layer, 0 lowest. */
  readonly rank: number;
  readonly target: CompiledTarget;
  readonly when: CompiledCondition | undefined;
  /** Milliseconds since 1970 from which it no longer holds. */
  readonly until: number | undefined;
  readonly limit: Rule['limit'];
  readonly cause: Cause;
  /** Where it stands among the rules of the engine. */
  readonly order: number;
  /** Smaller is more specific: few wildcards first, then many words. */
  readonly generality: readonly [wildcards: number, shortness: number];
}

export type CompiledTarget =
  | {
      readonly kind: 'run';
      readonly matchers: readonly CommandMatcher[];
      readonly except: readonly CommandMatcher[];
      readonly exactly: boolean;
      readonly source: Extract<Target, { kind: 'run' }>;
    }
  | {
      readonly kind: 'file';
      readonly subjects: Extract<Target, { kind: 'file' }>['subjects'];
      readonly paths: readonly CompiledPath[];
      readonly except: readonly CompiledPath[];
    }
  | { readonly kind: 'connect'; readonly hosts: readonly HostMatcher[]; readonly except: readonly HostMatcher[] }
  | {
      readonly kind: 'name';
      readonly subjects: Extract<Target, { kind: 'name' }>['subjects'];
      readonly names: readonly TextMatcher[];
      readonly except: readonly TextMatcher[];
    }
  | { readonly kind: 'opaque'; readonly whys: Extract<Target, { kind: 'opaque' }>['whys'] }
  | { readonly kind: 'pure' };

export interface CompiledPath {
  readonly pattern: PathPattern;
  readonly matcher: PathMatcher;
  /** The same without regard to case: what makes an answer stricter. */
  readonly someCase: PathMatcher;
  /** Of `credential:NAME`. */
  readonly credential: TextMatcher | undefined;
}

/** Compiles one rule of a document; `order` numbers the rules of an engine, for ties. */
export function compileRule(document: PolicyDocument, index: number, rank: number, order: number): CompiledRule {
  const rule = document.rules[index];
  if (rule === undefined) throw new RangeError(`no rule ${index} in ${document.source.file}`);
  return {
    effect: rule.effect,
    strength: rule.strength,
    unguarded: rule.unguarded === true,
    rank,
    target: compileTarget(rule.target),
    when: rule.when === undefined ? undefined : compileCondition(rule.when),
    until: rule.until === undefined ? undefined : Date.parse(rule.until),
    limit: rule.limit,
    cause: causeOf(rule, document, document.source.rules[index]),
    order,
    get generality() {
      return once(generalities, rule.target, generalityOf); // few rules are ever compared, and those again and again
    },
  };
}

function causeOf(rule: Rule, document: PolicyDocument, range: SourceRange | undefined): Cause {
  const { file } = document.source;
  const text = range?.text ?? '';
  return {
    rule: rule.name ?? `${file}:${range?.line ?? 0}:${shortHash(text)}`,
    layer: document.layer,
    file,
    line: range?.line ?? 0,
    column: range?.column ?? 0,
    effect: rule.effect,
    text,
    ...(rule.because === undefined ? {} : { because: rule.because }),
    ...(rule.instead === undefined ? {} : { instead: rule.instead }),
  };
}

/** FNV-1a over UTF-16 units, eight hex digits: a name that changes with the rule's text, not a signature. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

const compiledTargets = new WeakMap<Target, CompiledTarget>();

/**
 * Compiles what a rule or a grant covers. Documents do not change, so what is compiled is kept as long as they are:
 * std is not compiled again with each edit of the policy above it, nor a grant with each decision.
 */
export const compileTarget = (target: Target): CompiledTarget => once(compiledTargets, target, compileFreshTarget);

function compileFreshTarget(target: Target): CompiledTarget {
  switch (target.kind) {
    case 'run':
      return {
        kind: 'run',
        matchers: target.commands.flatMap(compileCommand),
        except: target.except.flatMap(compileCommand),
        exactly: target.exactly === true,
        source: target,
      };
    case 'file':
      return {
        kind: 'file',
        subjects: target.subjects,
        paths: target.paths.map(compiledPath),
        except: target.except.map(compiledPath),
      };
    case 'connect':
      return { kind: 'connect', hosts: target.hosts.map(compileHost), except: target.except.map(compileHost) };
    case 'name':
      return {
        kind: 'name',
        subjects: target.subjects,
        names: compileNames(target.names),
        except: compileNames(target.except),
      };
    case 'opaque':
      return { kind: 'opaque', whys: target.whys };
    case 'pure':
      return { kind: 'pure' };
    default:
      return assertNever(target);
  }
}

const compileNames = (names: readonly TextPattern[]): readonly TextMatcher[] => names.map((name) => compileText(name));

function compiledPath(pattern: PathPattern): CompiledPath {
  const matcher = compilePath(pattern);
  return {
    pattern,
    matcher,
    someCase: compileSomeCase(pattern, matcher),
    credential: pattern.anchor === 'credential' ? compileText(pattern.path) : undefined,
  };
}

const generalities = new WeakMap<Target, CompiledRule['generality']>();

function generalityOf(target: Target): CompiledRule['generality'] {
  const text = JSON.stringify(target);
  const wildcards = text.split('"wild"').length + text.split('"rest"').length - 2;
  return [wildcards, -text.length];
}

/** Sorts the most specific first, and what is equally specific in the order of the files. */
export function bySpecificity(a: CompiledRule, b: CompiledRule): number {
  const [wildcards, shortness] = a.generality;
  const [otherWildcards, otherShortness] = b.generality;
  return wildcards - otherWildcards || shortness - otherShortness || a.order - b.order;
}
