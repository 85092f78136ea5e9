import type { Act } from './act.ts';
import { actsOf, foldersOf, type Reader } from './acts.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { type Decision, isStricter } from './decision.ts';
import { decisionOf } from './record.ts';
import { createKnowledge } from './describe/knowledge.ts';
import type { Knowledge } from './describe/consequence.ts';
import { judge, type Judged } from './judge.ts';
import { compileText, type TextMatcher } from './match/text.ts';
import type { Effect, PolicyDocument } from './policy.ts';
import type { Context, Request } from './request.ts';
import { type CompiledRule, compileRule, compileTarget } from './rule.ts';
import { indexRules } from './rule-index.ts';
import type { RankedLayer, Scene } from './scene.ts';

/** One layer of policy, as a host loads it. */
export interface EngineLayer {
  readonly name: string;
  readonly documents: readonly PolicyDocument[];
  /** Its source is not trusted: it may only make verdicts stricter. */
  readonly tightenOnly?: boolean;
  /** A file of it has an error: pass no documents of it; what would be allowed is asked. */
  readonly broken?: boolean;
}

/** Layers from the lowest to the highest. */
export interface EngineInput {
  readonly layers: readonly EngineLayer[];
}

/** A compiled policy. Judging is total and pure: it never throws, and reads nothing but its arguments. */
export interface Engine {
  decide(request: Request, context?: Context): Decision;
  /** What a request would do, without judging it. */
  acts(request: Request, context?: Context): readonly Act[];
  readonly revision: string;
  readonly layers: readonly string[];
  /** Every rule, lowest layer first. */
  readonly rules: readonly CompiledRule[];
}

/** Compiles policy documents into an engine. */
export function compileEngine(input: EngineInput): Engine {
  const { layers } = input;
  const rules = compileRules(layers);
  const fixed = {
    layers: layers.map((layer): RankedLayer => ({ name: layer.name, tightenOnly: layer.tightenOnly === true, broken: layer.broken === true })),
    index: indexRules(rules),
    defaultEffect: defaultOf(layers),
    programFolders: new Set(listOf(layers, 'program-folders')),
    steering: steeringOf(layers),
  };
  const reader = readerOf(layers);
  const revision = revisionOf(layers);
  return {
    rules,
    revision,
    layers: layers.map((layer) => layer.name),
    acts: (request, context = {}) => actsOf(request, context, reader),
    decide: (request, context = {}) => decide(request, context, reader, fixed, revision),
  };
}

type FixedScene = Pick<Scene, 'layers' | 'index' | 'defaultEffect' | 'programFolders' | 'steering'>;

function decide(request: Request, context: Context, reader: Reader, fixed: FixedScene, revision: string): Decision {
  const acts = actsOf(request, context, reader);
  const scene: Scene = {
    ...fixed,
    context,
    places: { roots: context.roots ?? [], home: context.home },
    dialect: request.kind === 'shell' ? (request.dialect ?? 'bash') : undefined,
    folders: foldersOf(request, context),
    grants: (context.grants ?? []).map(({ id, target }) => ({ id, target: compileTarget(target) })),
    exhausted: new Set(),
  };
  return withinLimits(acts, request, scene, revision);
}

/** Judges; where a limited rule has no room for all its acts, judges again without its allow: all or none (semantics.md §6). */
function withinLimits(acts: readonly Act[], request: Request, scene: Scene, revision: string): Decision {
  const judged: readonly Judged[] = acts.map((act) => judge(act, scene));
  const decision = decisionOf(request, judged, scene, revision);
  const full = decision.reservations.filter(({ rule, count }) => {
    const limit = limitOf(rule, judged);
    return limit !== undefined && (scene.context.counts?.[rule] ?? 0) + count > limit;
  });
  if (full.length === 0) return decision;
  const exhausted = new Set([...scene.exhausted, ...full.map(({ rule }) => rule)]);
  return withinLimits(acts, request, { ...scene, exhausted }, revision);
}

function limitOf(name: string, judged: readonly Judged[]): number | undefined {
  for (const node of judged) {
    const rule = node.own.rules.find((one) => one.cause.rule === name && one.limit !== undefined);
    const limit = rule?.limit?.count ?? limitOf(name, node.consequences);
    if (limit !== undefined) return limit;
  }
  return undefined;
}

function compileRules(layers: readonly EngineLayer[]): readonly CompiledRule[] {
  const rules: CompiledRule[] = [];
  layers.forEach((layer, rank) => {
    if (layer.broken === true) return;
    for (const document of layer.documents) {
      for (let at = 0; at < document.rules.length; at++) rules.push(compileRule(document, at, rank, rules.length));
    }
  });
  return rules;
}

/** The highest layer that has a default decides; a tighten-only layer's counts where stricter (language.md §2). */
function defaultOf(layers: readonly EngineLayer[]): Scene['defaultEffect'] {
  let found: { readonly effect: Effect; readonly layer?: string } | undefined;
  for (const layer of layers.filter((one) => one.broken !== true && one.tightenOnly !== true)) {
    const effect = strictestDefault(layer.documents);
    if (effect !== undefined) found = { effect, layer: layer.name };
  }
  let result = found ?? { effect: 'ask' as const };
  for (const layer of layers.filter((one) => one.broken !== true && one.tightenOnly === true)) {
    const effect = strictestDefault(layer.documents);
    if (effect !== undefined && isStricter(effect, result.effect)) result = { effect, layer: layer.name };
  }
  return result;
}

function strictestDefault(documents: readonly PolicyDocument[]): Effect | undefined {
  let worst: Effect | undefined;
  for (const { default: effect } of documents) {
    if (effect !== undefined && (worst === undefined || isStricter(effect, worst))) worst = effect;
  }
  return worst;
}

const listOf = (layers: readonly EngineLayer[], name: string): readonly string[] =>
  layers.flatMap((layer) => layer.documents.flatMap((document) => (Object.hasOwn(document.lists, name) ? (document.lists[name] ?? []) : [])));

/** Variables that every POSIX system reads before a program's first line: steering even where no list is loaded. */
const ALWAYS_STEERING = ['PATH', 'LD_*', 'DYLD_*', 'BASH_ENV', 'ENV', 'IFS', 'SHELLOPTS', 'BASHOPTS', 'PS4', 'PROMPT_COMMAND', 'HOME'];

function steeringOf(layers: readonly EngineLayer[]): readonly TextMatcher[] {
  return [...ALWAYS_STEERING, ...listOf(layers, 'steering-variables')].map((name) => {
    const star = name.endsWith('*');
    return compileText(star ? [name.slice(0, -1), { wild: '*' }] : [name]);
  });
}

function readerOf(layers: readonly EngineLayer[]): Reader {
  const sound = layers.filter((layer) => layer.broken !== true);
  const knowledge: Knowledge = createKnowledge(
    sound.flatMap((layer, rank) =>
      layer.documents.flatMap((document) =>
        document.descriptions.map((description) => ({ rank, trusted: layer.tightenOnly !== true, description })),
      ),
    ),
  );
  return {
    knowledge,
    bindings: sound.flatMap((layer) => layer.documents.flatMap((document) => document.bindings)),
    tools: sound.flatMap((layer) => (layer.tightenOnly === true ? [] : layer.documents.flatMap((document) => document.tools))),
  };
}

/** Documents of one layer have no order, so neither has their revision. */
function revisionOf(layers: readonly EngineLayer[]): string {
  const summary = layers.map((layer) => ({
    name: layer.name,
    tightenOnly: layer.tightenOnly === true,
    broken: layer.broken === true,
    documents: layer.documents.map((document) => document.revision).sort(),
  }));
  return sha256Hex(canonicalJson(summary));
}
