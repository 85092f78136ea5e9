import type { Act } from './act.ts';
import { actsOf, foldersOf, type Reader } from './acts.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { type CompiledPolicy, compilePolicy, type EngineLayer, listOf, sceneFor } from './compile.ts';
import { decideActs } from './decide.ts';
import type { Decision } from './decision.ts';
import { createKnowledge } from './describe/knowledge.ts';
import { type Exercise, exerciseOf } from './explain/exercise.ts';
import { type Explanation, explain } from './explain/explain.ts';
import type { PolicyDocument } from './policy.ts';
import type { Context, Request } from './request.ts';
import { type CompiledRule, compileRule } from './rule.ts';
import { indexRules } from './rule-index.ts';
import type { Scene } from './scene.ts';

/** Layers from the lowest to the highest. */
export interface EngineInput {
  readonly layers: readonly EngineLayer[];
}

/** A compiled policy. Judging is total and pure: it never throws, and reads nothing but its arguments. */
export interface Engine {
  decide(request: Request, context?: Context): Decision;
  /** Decides, and says why, what nearly held and what would change it. It tries many rules: not for every request. */
  explain(request: Request, context?: Context): Explanation;
  /** Of every rule that a request touched, what it tried: what tests of a policy cover. */
  exercise(request: Request, context?: Context): readonly Exercise[];
  /** What a request would do, without judging it. */
  acts(request: Request, context?: Context): readonly Act[];
  /**
   * The engine with the rules of more documents in one of its layers, quicker than compiling all again: to try rules.
   * Only their rules are taken. A name that is no layer is a `TypeError`.
   */
  withRules(layer: string, documents: readonly PolicyDocument[]): Engine;
  readonly revision: string;
  readonly layers: readonly string[];
  /** Every rule, lowest layer first. */
  readonly rules: readonly CompiledRule[];
}

/** Compiles policy documents into an engine. */
export function compileEngine({ layers }: EngineInput): Engine {
  return engineOf(layers, compilePolicy(layers), readerOf(layers));
}

function engineOf(layers: readonly EngineLayer[], policy: CompiledPolicy, reader: Reader): Engine {
  const revision = revisionOf(layers);
  const decided = (acts: readonly Act[], request: Request, context: Context, by: CompiledPolicy = policy): Decision =>
    decideActs(acts, request, sceneOf(by, request, context), revision);
  const acts = (request: Request, context: Context): readonly Act[] => actsOf(request, context, reader);
  return {
    rules: policy.rules,
    revision,
    layers: layers.map((layer) => layer.name),
    acts: (request, context = {}) => acts(request, context),
    decide: (request, context = {}) => decided(acts(request, context), request, context),
    exercise: (request, context = {}) =>
      exerciseOf(decided(acts(request, context), request, context), policy.rules, sceneOf(policy, request, context)),
    explain: (request, context = {}) => {
      const read = acts(request, context);
      return explain({
        command: request.kind === 'shell' ? request.command : '',
        decision: decided(read, request, context),
        policy,
        scene: sceneOf(policy, request, context),
        effectWith: (rules) => decided(read, request, context, { ...policy, rules, index: indexRules(rules) }).effect,
      });
    },
    withRules: (name, documents) => {
      const rank = layers.findIndex((layer) => layer.name === name);
      if (rank === -1) throw new TypeError(`no layer ${name}`);
      const more = layers.map((layer, at) =>
        at === rank ? { ...layer, documents: [...layer.documents, ...documents] } : layer,
      );
      const added = documents.flatMap((document) =>
        document.rules.map((_, at) => compileRule(document, at, rank, policy.rules.length + at)),
      );
      const rules = [...policy.rules, ...added];
      return engineOf(more, { ...policy, rules, index: indexRules(rules) }, reader);
    },
  };
}

const sceneOf = (policy: CompiledPolicy, request: Request, context: Context): Scene =>
  sceneFor(policy, context, {
    dialect: request.kind === 'shell' ? (request.dialect ?? 'bash') : undefined,
    folders: foldersOf(request, context),
  });

function readerOf(layers: readonly EngineLayer[]): Reader {
  const sound = layers.filter((layer) => layer.broken !== true);
  const user = layers.findIndex((layer) => layer.name === 'user');
  const knowledge = createKnowledge(
    layers.flatMap((layer, rank) =>
      (layer.broken === true ? [] : layer.documents).flatMap((document) =>
        document.descriptions.map((description) => ({
          description,
          rank,
          trusted: layer.tightenOnly !== true,
          // Below the user's layer, what is loaded under it may only be added to (language.md §6).
          addsOnly: layer.name !== 'builtin' && rank < user,
        })),
      ),
    ),
    { programFolders: listOf(layers, 'program-folders') },
  );
  return {
    knowledge,
    bindings: sound.flatMap((layer) => layer.documents.flatMap((document) => document.bindings)),
    tools: sound.flatMap((layer) =>
      layer.tightenOnly === true ? [] : layer.documents.flatMap((document) => document.tools),
    ),
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
