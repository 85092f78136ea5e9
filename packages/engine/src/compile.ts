import { isStricter } from './decision.ts';
import type { Effect, PolicyDocument } from './policy.ts';
import type { Context } from './request.ts';
import { type CompiledRule, compileRule, compileTarget } from './rule.ts';
import { indexRules } from './rule-index.ts';
import { emptyMemo, type RankedLayer, type Scene } from './scene.ts';
import { steeringOf } from './steering-names.ts';

/** One layer of policy, as a host loads it. */
export interface EngineLayer {
  readonly name: string;
  readonly documents: readonly PolicyDocument[];
  /** Its source is not trusted: it may only make verdicts stricter. */
  readonly tightenOnly?: boolean;
  /** A file of it has an error: pass no documents of it; what would be allowed is asked. */
  readonly broken?: boolean;
}

/** What the judge needs of a policy, whatever the request. */
export type CompiledPolicy = Pick<
  Scene,
  'layers' | 'index' | 'defaultEffect' | 'programFolders' | 'shownFolders' | 'steering'
> & {
  readonly rules: readonly CompiledRule[];
};

/** Compiles layers, lowest first. */
export function compilePolicy(layers: readonly EngineLayer[]): CompiledPolicy {
  const rules = compileRules(layers);
  return {
    rules,
    layers: layers.map(
      (layer): RankedLayer => ({
        name: layer.name,
        tightenOnly: layer.tightenOnly === true,
        broken: layer.broken === true,
      }),
    ),
    index: indexRules(rules),
    defaultEffect: defaultOf(layers),
    programFolders: new Set(listOf(layers, 'program-folders')),
    shownFolders: new Set(
      listOf(
        layers.filter(({ name, broken }) => name === 'builtin' && broken !== true),
        'shown-folders',
      ),
    ),
    steering: steeringOf(
      layers.flatMap(({ documents }) => documents),
      listOf(layers, 'steering-variables'),
    ),
  };
}

/** What the judge looks at for one request. */
export function sceneFor(policy: CompiledPolicy, context: Context, request: Pick<Scene, 'dialect' | 'folders'>): Scene {
  return {
    ...policy,
    ...request,
    context,
    places: { roots: context.roots ?? [], home: context.home },
    grants: (context.grants ?? []).map(({ id, target }) => ({ id, target: compileTarget(target) })),
    exhausted: new Set(),
    memo: emptyMemo(),
  };
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

/** The entries of a list that documents of the builtin layer hand to the engine. */
export const listOf = (layers: readonly EngineLayer[], name: string): readonly string[] =>
  layers.flatMap((layer) =>
    layer.documents.flatMap((document) => (Object.hasOwn(document.lists, name) ? (document.lists[name] ?? []) : [])),
  );
