import {
  type Cause,
  compileEngine,
  type Engine,
  type EngineLayer,
  type PolicyDocument,
  type Request,
  type Rule,
  type Target,
} from '@writ/engine';
import { beats, knownPart, longest } from './coverers.ts';
import { freshText } from './fresh.ts';
import { type PlacedRule, placedRules } from './placed-rule.ts';
import { type Ground, type Unit, unitsOf } from './units.ts';

/** A rule that is never the one that decides about a known command or act. */
export interface DeadRule {
  readonly rule: PlacedRule;
  /** The rule that decides instead of it, for `witness`. */
  readonly by: PlacedRule;
  /** Something the rule is about. */
  readonly witness: Request;
}

/**
 * Every rule that never decides. Exact for patterns of words and `*`: with a text that no rule mentions in the place of
 * each wildcard, one request stands for all (docs/decisions/0050). A rule outside the method is not among them.
 * `about`: the documents whose rules are looked at.
 */
export function deadRules(
  layers: readonly EngineLayer[],
  about: (document: PolicyDocument) => boolean = () => true,
): readonly DeadRule[] {
  const rules = placedRules(layers);
  const ground = groundOf(rules);
  const known = rules.flatMap((placed) => {
    const target = knownPart(placed.rule);
    return target === undefined ? [] : [{ placed, target }];
  });
  return rules.flatMap((rule) => {
    if (!about(rule.document)) return [];
    const others = known.filter(
      ({ placed }) => placed !== rule && beats(placed, rule) && placed.rule.target.kind === rule.rule.target.kind,
    );
    const found = others.length === 0 ? undefined : coveredBy(rule, others, ground);
    return found === undefined ? [] : [{ rule, ...found }];
  });
}

/** A workspace, a home and a word that nobody's rule is about. */
export function groundOf(rules: readonly PlacedRule[]): Ground {
  const fresh = freshText(JSON.stringify(rules.map(({ rule }) => rule.target)));
  return { fresh, root: `/${fresh}${fresh}`, home: `/${fresh}${fresh}${fresh}` };
}

interface Known {
  readonly placed: PlacedRule;
  readonly target: Target;
}

function coveredBy(rule: PlacedRule, others: readonly Known[], ground: Ground): Omit<DeadRule, 'rule'> | undefined {
  const units = unitsOf(rule.rule, ground, longest(others) + 1);
  if (units === undefined || units.length === 0) return undefined;
  let first: Omit<DeadRule, 'rule'> | undefined;
  for (const unit of units) {
    const engine = engineFor(rule, unit, others);
    for (const request of unit.requests) {
      const by = decider(engine, request, ground, others);
      if (by === undefined) return undefined;
      first ??= { by, witness: unit.example ?? request };
    }
  }
  return first;
}

/** The rule that decides about a request, if it is one of the others. */
function decider(engine: Engine, request: Request, ground: Ground, others: readonly Known[]): PlacedRule | undefined {
  const context = { roots: [ground.root], home: ground.home, cwd: ground.root };
  const basis = engine.decide(request, context).acts[0]?.basis;
  const causes: readonly Cause[] = basis?.kind === 'rule' ? basis.rules : [];
  const found = causes.map((cause) => others.find(({ placed }) => placed.id === cause.rule)?.placed);
  return found.includes(undefined) ? undefined : found[0];
}

/** The unit as a rule of its own among the others, with nothing else that could matter. */
function engineFor(rule: PlacedRule, unit: Unit, others: readonly Known[]): Engine {
  const subject = unit.target.kind === 'name' ? unit.target.subjects[0] : undefined;
  const anyHost = unit.wider && unit.target.kind === 'connect';
  const about = others.flatMap(({ placed, target }) => {
    const part = anyHost ? anyHosts(target) : asTools(target, subject);
    const isHeard =
      part !== undefined &&
      !(unit.target.kind === 'file' && rule.rule.effect !== 'allow' && placed.rule.effect === 'allow');
    return isHeard ? [{ ...placed, target: part }] : [];
  });
  const all = [...about, { ...rule, target: asTools(unit.target, subject) ?? unit.target }];
  const ranks = Math.max(...all.map(({ rank }) => rank)) + 1;
  const layers = Array.from({ length: ranks }, (_, rank): EngineLayer => {
    const here = all.filter((one) => one.rank === rank);
    return { name: `layer ${rank}`, documents: [documentOf(here.map(ruleOf))] };
  });
  return compileEngine({ layers });
}

/** By effect, target and place alone. A firm rule counts as a plain one: only so is it sure to be heard, or not. */
function ruleOf({ rule, id, target }: PlacedRule & { readonly target: Target }): Rule {
  return { effect: rule.effect, target, name: id, ...(rule.strength === 'locked' ? { strength: 'locked' } : {}) };
}

/** Rules about one kind of name, as rules about tools; `undefined` for those about others. */
function asTools(target: Target, subject: string | undefined): Target | undefined {
  if (target.kind !== 'name' || subject === undefined) return target;
  return (target.subjects as readonly string[]).includes(subject) ? { ...target, subjects: ['tool'] } : undefined;
}

function anyHosts(target: Target): Target | undefined {
  const hosts = target.kind === 'connect' ? target.hosts.filter((host) => host.kind === 'any') : [];
  return hosts.length === 0 ? undefined : { kind: 'connect', hosts, except: [] };
}

const documentOf = (rules: readonly Rule[]): PolicyDocument => ({
  version: 1,
  layer: '',
  uses: [],
  lists: {},
  rules,
  descriptions: [],
  bindings: [],
  // Nothing is left open about them, so that what allows them is always told.
  tools: [{ tool: [{ wild: '*' }], complete: true }],
  tests: [],
  source: { file: '', rules: [], descriptions: [], bindings: [], tests: [] },
  revision: '',
});

/** A request about which a rule of the policy is cited; `undefined` where none was found among those the method makes. */
export function decidingRequest(layers: readonly EngineLayer[], rule: PlacedRule): Request | undefined {
  const rules = placedRules(layers);
  const ground = groundOf(rules);
  const engine = compileEngine({ layers });
  const { source, layer } = rule.document;
  const units = unitsOf(rule.rule, ground, 1) ?? [];
  return units
    .flatMap((unit) => unit.requests)
    .find((request) =>
      engine
        .decide(request, { roots: [ground.root], home: ground.home, cwd: ground.root })
        .causes.some(
          (cause) =>
            cause.layer === layer &&
            cause.file === source.file &&
            cause.line === rule.range.line &&
            cause.column === rule.range.column,
        ),
    );
}
