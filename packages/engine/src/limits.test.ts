import { expect, test } from 'vitest';
import { compileEngine } from './engine.ts';
import type { Effect, PolicyDocument, Rule } from './policy.ts';

/** One rule: `ls`, so many times an hour. */
const LIMITED: Rule = {
  effect: 'allow',
  target: { kind: 'run', commands: [[{ kind: 'word', word: ['ls'] }]], except: [] },
  name: 'looks',
  limit: { count: 2, seconds: 3600 },
};

function engineOf(more: Partial<PolicyDocument> = {}) {
  const source = {
    file: 'a.writ',
    descriptions: [],
    bindings: [],
    tests: [],
    rules: [{ line: 1, column: 1, endLine: 1, endColumn: 9, text: 'allow run ls limit 2 per hour as looks' }],
  };
  const document: PolicyDocument = {
    ...{
      version: 1,
      layer: 'user',
      uses: [],
      lists: {},
      rules: [LIMITED],
      descriptions: [],
      bindings: [],
      tools: [],
      tests: [],
    },
    ...{ source, revision: '0'.repeat(64) },
    ...more,
  };
  return compileEngine({ layers: [{ name: 'user', documents: [document] }] });
}

const RESERVED = [{ rule: 'looks', count: 1 }];

test.for<[used: number, command: string, effect: Effect, reservations: readonly object[]]>([
  [0, 'ls', 'allow', RESERVED],
  [1, 'ls', 'allow', RESERVED],
  [2, 'ls', 'ask', []],
  [3, 'ls', 'ask', []],
  [Number.MAX_SAFE_INTEGER, 'ls', 'ask', []],
  [0, 'ls; ls', 'allow', [{ rule: 'looks', count: 2 }]],
  [1, 'ls; ls', 'ask', []], // all or none
  [2, 'ls; cat x', 'ask', []],
])('after %i uses, `%s`: %s', ([used, command, effect, reservations]) => {
  const decision = engineOf().decide({ kind: 'shell', command }, { counts: { looks: used }, roots: ['/r'] });
  expect([decision.effect, decision.reservations]).toEqual([effect, reservations]);
});

test('used up, it asks even where the default denies', () => {
  const engine = engineOf({ default: 'deny' });
  expect(engine.decide({ kind: 'shell', command: 'ls' }, { counts: { looks: 2 } }).effect).toBe('ask');
});
