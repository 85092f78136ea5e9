import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Act } from '../act.ts';
import { type CompiledPolicy, compilePolicy, type EngineLayer, sceneFor } from '../compile.ts';
import { decideActs } from '../decide.ts';
import type { Context } from '../request.ts';
import { indexRules } from '../rule-index.ts';
import { arbitraryActs, arbitraryLayers } from '../testing/arbitrary.ts';
import { fewest } from './change.ts';
import { type Explanation, explain } from './explain.ts';

const CONTEXT: Context = { roots: ['/repo'], home: '/home/u', cwd: '/repo', mode: 'plan' };

function explained(acts: readonly Act[], layers: readonly EngineLayer[]): Explanation {
  const policy = compilePolicy(layers);
  const sceneOf = (one: CompiledPolicy) => sceneFor(one, CONTEXT, { dialect: 'bash', folders: ['/repo'] });
  const decide = (one: CompiledPolicy) => decideActs(acts, { kind: 'shell', command: '' }, sceneOf(one), 'revision');
  return explain({
    command: '',
    decision: decide(policy),
    policy,
    scene: sceneOf(policy),
    effectWith: (rules) => decide({ ...policy, rules, index: indexRules(rules) }).effect,
  });
}

/** Documents under names of their own, so that every rule has one too. */
const named = (layers: readonly EngineLayer[]): readonly EngineLayer[] =>
  layers.map((layer) => ({
    ...layer,
    documents: layer.documents.map((document, at) => ({
      ...document,
      layer: layer.name,
      source: { ...document.source, file: `${layer.name}-${at}.writ` },
    })),
  }));

function toldBy({ causes, lines, nearMisses, needed }: Explanation): ReadonlySet<string> {
  const quoted = [...causes, ...lines.flatMap(({ rules }) => rules), ...nearMisses, ...needed];
  return new Set(quoted.map(({ cause }) => `${cause.file}:${cause.line}`));
}

/** The policy without every rule that an explanation does not tell of. */
function onlyTold(layers: readonly EngineLayer[], told: ReadonlySet<string>): readonly EngineLayer[] {
  return layers.map((layer) => ({
    ...layer,
    documents: layer.documents.map((document) => {
      const isTold = (_: unknown, at: number): boolean =>
        told.has(`${document.source.file}:${document.source.rules[at]?.line}`);
      return {
        ...document,
        rules: document.rules.filter(isTold),
        source: { ...document.source, rules: document.source.rules.filter(isTold) },
      };
    }),
  }));
}

test('law 12: without every rule that an explanation does not tell of, the verdict is the same', () => {
  fc.assert(
    fc.property(arbitraryActs, arbitraryLayers, (acts, generated) => {
      const layers = named(generated);
      const explanation = explained(acts, layers);
      expect(explained(acts, onlyTold(layers, toldBy(explanation))).effect).toBe(explanation.effect);
    }),
    { numRuns: 500 },
  );
});

/** All sets of numbers below `count`, the smallest first. */
const subsets = (count: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, at) => at).filter((at) => ((bits >> at) & 1) === 1),
  ).sort((a, b) => a.length - b.length);

test('the fewest rules are as few as a search through all sets finds', () => {
  const wanted = fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.nat(6), wanted, (count, enough) => {
      const suffices = (indices: readonly number[]) => enough.some((set) => set.every((one) => indices.includes(one)));
      expect(fewest(count, suffices)?.length).toBe(
        subsets(count).find((set) => set.length > 0 && suffices(set))?.length,
      );
    }),
  );
});
