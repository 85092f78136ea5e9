import type { Act } from './act.ts';
import { actsOf, foldersOf, type Reader } from './acts.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { type CompiledPolicy, compilePolicy, type EngineLayer, listOf, sceneFor } from './compile.ts';
import { decideActs } from './decide.ts';
import type { Decision } from './decision.ts';
import { createKnowledge } from './describe/knowledge.ts';
import { type Exercise, exerciseOf } from './explain/exercise.ts';
import { type Explanation, explain } from './explain/explain.ts';
import type { Context, Request } from './request.ts';
import type { CompiledRule } from './rule.ts';
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
  readonly revision: string;
  readonly layers: readonly string[];
  /** Every rule, lowest layer first. */
  readonly rules: readonly CompiledRule[];
}

/** Compiles policy documents into an engine. */
export function compileEngine(input: EngineInput): Engine {
  const { layers } = input;
  const policy = compilePolicy(layers);
  const reader = readerOf(layers);
  const revision = revisionOf(layers);
  return {
    rules: policy.rules,
    revision,
    layers: layers.map((layer) => layer.name),
    acts: (request, context = {}) => actsOf(request, context, reader),
    decide: (request, context = {}) =>
      decideActs(actsOf(request, context, reader), request, sceneOf(policy, request, context), revision),
    exercise: (request, context = {}) => {
      const scene = sceneOf(policy, request, context);
      const decision = decideActs(actsOf(request, context, reader), request, scene, revision);
      return exerciseOf(decision, policy.rules, scene);
    },
    explain: (request, context = {}) => {
      const acts = actsOf(request, context, reader);
      const scene = sceneOf(policy, request, context);
      return explain({
        command: request.kind === 'shell' ? request.command : '',
        decision: decideActs(acts, request, scene, revision),
        policy,
        scene,
        effectWith: (rules) =>
          decideActs(acts, request, sceneOf({ ...policy, rules, index: indexRules(rules) }, request, context), revision)
            .effect,
      });
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
