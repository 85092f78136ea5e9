import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { Act } from './act.ts';
import { compilePolicy, type EngineLayer, sceneFor } from './compile.ts';
import { decideActs } from './decide.ts';
import { type ActVerdict, type Decision, isStricter } from './decision.ts';
import type { Effect, Rule } from './policy.ts';
import type { Context } from './request.ts';
import { arbitraryActs, arbitraryLayers, arbitraryRule, documentOf } from './testing/arbitrary.ts';
import { referenceEffect } from './testing/reference.ts';
import type { Word } from './word.ts';

/* The laws of semantics.md §8 that concern judging, over generated policies and acts. */

const CONTEXT: Context = { roots: ['/repo'], home: '/home/u', cwd: '/repo', mode: 'plan' };
const RUNS = { numRuns: 3000 * inject('share') };

function decide(acts: readonly Act[], layers: readonly EngineLayer[], context: Context = CONTEXT): Decision {
  const scene = sceneFor(compilePolicy(layers), context, { dialect: 'bash', folders: ['/repo'] });
  return decideActs(acts, { kind: 'shell', command: '' }, scene, 'revision');
}

const effect = (acts: readonly Act[], layers: readonly EngineLayer[]): Effect => decide(acts, layers).effect;

/** The layers with one more rule in one of them. */
function withRule(layers: readonly EngineLayer[], at: number, rule: Rule): readonly EngineLayer[] {
  return layers.map((layer, index) =>
    index === at % layers.length && layer.broken !== true
      ? { ...layer, documents: [...layer.documents, documentOf([rule])] }
      : layer,
  );
}

test('law 1: adding a deny never makes a verdict looser', () => {
  fc.assert(
    fc.property(arbitraryActs, arbitraryLayers, arbitraryRule, fc.nat(2), (acts, layers, rule, at) => {
      const { unguarded: _, ...plain } = rule;
      const more = withRule(layers, at, { ...plain, effect: 'deny' });
      expect(isStricter(effect(acts, layers), effect(acts, more))).toBe(false);
    }),
    RUNS,
  );
});

test('law 1: adding an ask never allows what was not allowed', () => {
  fc.assert(
    fc.property(arbitraryActs, arbitraryLayers, arbitraryRule, fc.nat(2), (acts, layers, rule, at) => {
      const { unguarded: _, ...plain } = rule;
      if (effect(acts, layers) === 'allow') return;
      expect(effect(acts, withRule(layers, at, { ...plain, effect: 'ask' }))).not.toBe('allow');
    }),
    RUNS,
  );
});

test('law 1: making an ask or deny firm or locked never makes a verdict looser', () => {
  const strengthened = (layers: readonly EngineLayer[], strength: 'firm' | 'locked'): readonly EngineLayer[] =>
    layers.map((layer) => ({
      ...layer,
      documents: layer.documents.map((one) => ({
        ...one,
        rules: one.rules.map((rule) =>
          rule.effect === 'allow' || rule.strength === 'locked' ? rule : { ...rule, strength },
        ),
      })),
    }));
  fc.assert(
    fc.property(
      arbitraryActs,
      arbitraryLayers,
      fc.constantFrom('firm' as const, 'locked' as const),
      (acts, layers, strength) => {
        expect(isStricter(effect(acts, layers), effect(acts, strengthened(layers, strength)))).toBe(false);
      },
    ),
    RUNS,
  );
});

test('law 2: the order of rules and files within a layer never changes a verdict', () => {
  const turned = (layers: readonly EngineLayer[]): readonly EngineLayer[] =>
    layers.map((layer) => ({
      ...layer,
      documents: layer.documents.flatMap((one) => {
        const rules = [...one.rules].reverse();
        const half = Math.floor(rules.length / 2);
        const { default: fallback, ...rest } = one;
        return [
          documentOf(rules.slice(0, half), fallback === undefined ? {} : { default: fallback }),
          documentOf(rules.slice(half), { lists: rest.lists }),
        ];
      }),
    }));
  fc.assert(
    fc.property(arbitraryActs, arbitraryLayers, (acts, layers) => {
      expect(effect(acts, turned(layers))).toBe(effect(acts, layers));
    }),
    RUNS,
  );
});

test('law 3: a less certain word never allows what was not allowed, save by an unguarded rule', () => {
  const guarded = (layers: readonly EngineLayer[]): readonly EngineLayer[] =>
    layers.map((layer) => ({
      ...layer,
      documents: layer.documents.map((one) => ({ ...one, rules: one.rules.map(({ unguarded: _, ...rule }) => rule) })),
    }));
  // One argument may become any one; any number of arguments stays any number.
  const unknown = (word: Word): Word =>
    word.kind === 'many'
      ? { kind: 'many', min: 0, span: word.span }
      : { kind: 'one', parts: [{ hole: 'text' }], span: word.span };
  const blurred = (acts: readonly Act[], at: number): readonly Act[] =>
    acts.flatMap((act): readonly Act[] => {
      if (act.kind === 'read' || act.kind === 'write' || act.kind === 'delete')
        return [{ ...act, path: unknown(act.path) }];
      if (act.kind !== 'run') return [act];
      const index = at % act.argv.length;
      const argv = act.argv.map((word, position) =>
        position === index ? unknown(word) : word,
      ) as unknown as typeof act.argv;
      const opaque: readonly Act[] =
        index === 0 ? [{ kind: 'opaque', why: 'command', reason: 'computed', span: act.span }] : [];
      return [{ ...act, argv }, ...opaque];
    });
  fc.assert(
    fc.property(arbitraryActs, arbitraryLayers, fc.nat(3), (acts, all, at) => {
      const layers = guarded(all);
      if (effect(acts, layers) !== 'allow') expect(effect(blurred(acts, at), layers)).not.toBe('allow');
    }),
    RUNS,
  );
});

test('law 5: a broken layer never allows, and denies of sound layers still deny', () => {
  fc.assert(
    fc.property(arbitraryActs, arbitraryLayers, (acts, layers) => {
      const broken: readonly EngineLayer[] = [...layers, { name: 'managed', documents: [], broken: true }];
      const before = effect(acts, layers);
      expect(effect(acts, broken)).toBe(before === 'allow' ? 'ask' : before);
    }),
    RUNS,
  );
});

test('law 6: an allow names its basis, one for each act', () => {
  const based = (verdict: ActVerdict): boolean =>
    verdict.basis !== undefined && verdict.basis.kind !== 'consequence' && verdict.basis.kind !== 'broken';
  fc.assert(
    fc.property(arbitraryActs, arbitraryLayers, (acts, layers) => {
      const decision = decide(acts, layers);
      if (decision.effect !== 'allow') return;
      expect(decision.acts.length).toBe(acts.length);
      for (const act of decision.acts) {
        expect(act.effect).toBe('allow');
        expect(based(act)).toBe(true);
      }
    }),
    RUNS,
  );
});

test('law 7: the indexed engine and the naive evaluator agree', () => {
  fc.assert(
    fc.property(arbitraryActs, arbitraryLayers, fc.constantFrom('plan', undefined), (acts, layers, mode) => {
      const { mode: _, ...rest } = CONTEXT;
      const context: Context = mode === undefined ? rest : { ...rest, mode };
      const scene = sceneFor(compilePolicy(layers), context, { dialect: 'bash', folders: ['/repo'] });
      expect(decide(acts, layers, context).effect).toBe(referenceEffect(acts, layers, scene));
    }),
    { numRuns: 10_000 * inject('share') },
  );
});
