import type { Act } from './act.ts';
import { actsOf, foldersOf, type Reader } from './acts.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { compilePolicy, type EngineLayer, listOf, sceneFor } from './compile.ts';
import { decideActs } from './decide.ts';
import type { Decision } from './decision.ts';
import { createKnowledge } from './describe/knowledge.ts';
import type { Context, Request } from './request.ts';
import type { CompiledRule } from './rule.ts';

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
  const policy = compilePolicy(layers);
  const reader = readerOf(layers);
  const revision = revisionOf(layers);
  return {
    rules: policy.rules,
    revision,
    layers: layers.map((layer) => layer.name),
    acts: (request, context = {}) => actsOf(request, context, reader),
    decide: (request, context = {}) => {
      const scene = sceneFor(policy, context, {
        dialect: request.kind === 'shell' ? (request.dialect ?? 'bash') : undefined,
        folders: foldersOf(request, context),
      });
      return decideActs(actsOf(request, context, reader), request, scene, revision);
    },
  };
}

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
