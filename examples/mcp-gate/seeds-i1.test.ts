import { readFileSync } from 'node:fs';
import {
  createApprovalDesk,
  createMemoryStore,
  policySource,
  refund,
  reserve,
  type Store,
  taken,
} from '@writ/approvals';
import { compile } from '@writ/dsl';
import { compileEngine, type Json } from '@writ/engine';
import { describe, expect, test } from 'vitest';
import { runSeedRows } from '../../packages/approvals/src/testing/seed-rows.ts';
import { createHastySurroundings } from '../../packages/approvals/src/testing/test-surroundings.ts';
import { isNeverAllowed } from './hidden.js';

const INTERCEPT = readFileSync(new URL('intercept.writ', import.meta.url), 'utf8');

function documentOf(text: string) {
  const compiled = compile(text, { file: 'policy.writ', layer: 'user' });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ code }) => code).join(', '));
  return compiled.document;
}

const mistakesIn = (text: string) => {
  const compiled = compile(text, { file: 'policy.writ', layer: 'user' });
  return compiled.ok ? [] : compiled.diagnostics.map(({ code }) => code);
};

const layersOf = (text: string) => [{ name: 'user', documents: [documentOf(text)] }];

/** What a policy says to one call. */
function effectOf(text: string, args: Json, tool = 't') {
  return compileEngine({ layers: layersOf(text) }).decide({ kind: 'tool', tool, args }, {});
}

/** Whether a condition on arguments lets a call through. */
const holds = (condition: string, args: Json) =>
  effectOf(`tool t complete\nallow tool t when ${condition}\ndefault deny`, args).effect === 'allow';

/** Whether a tool is not worth listing under a policy. */
function isHidden(text: string, tool: string) {
  const document = documentOf(text);
  const known = [...document.bindings, ...document.tools].map((one) => one.tool);
  return isNeverAllowed(compileEngine({ layers: [{ name: 'user', documents: [document] }] }), known, tool, {});
}

/** A desk over a policy, and calls of one tool. */
function deskOf(
  text: string,
  store: Store | 'none' = createMemoryStore(),
  policy = policySource({ layers: layersOf(text) }),
) {
  const surroundings = createHastySurroundings();
  const desk = createApprovalDesk({ store: store === 'none' ? undefined : store, policy, surroundings });
  const call = (tool = 't', args: Json = {}) =>
    desk.authorize({ request: { kind: 'tool', tool, args }, context: { agent: 'a' } });
  return { desk, call, surroundings };
}

const LIMITED = (limit: string) => `tool t complete\nallow tool t limit ${limit}\ndefault deny`;

runSeedRows('I1', {
  checks: {
    I001: () => expect(holds('args.x is "hello"', { x: 'hello' })).toBe(true),
    I002: () => expect(holds('args.x is 50000', JSON.parse('{"x":50000.0}') as Json)).toBe(true),
    I003: () => expect(holds('args.x is 1.2', { x: 1.1 })).toBe(false),
    I004: () => expect(holds('args.x is false', { x: true })).toBe(false),
    I005: () => expect(holds('args.x is not "b"', { x: 'a' })).toBe(true),
    I006: () => expect(holds('args.x in ("us", "uk", "de")', { x: 'us' })).toBe(true),
    I007: () => expect(holds('args.x not in ("us", "uk")', { x: 'de' })).toBe(true),
    I008: () => expect(holds('args.x < 10', { x: 10 })).toBe(false),
    I009: () => expect(holds('args.x <= 10', { x: 10 })).toBe(true),
    I010: () => expect(holds('args.x > 10', { x: 10 })).toBe(false),
    I011: () => expect(holds('args.x >= 10', { x: 15 })).toBe(true),
    I012: () => expect(holds('args.x matches "*world*"', { x: 'hello world' })).toBe(true),
    I013: () => expect(holds('args.x contains "d"', { x: ['a', 'b', 'c'] })).toBe(false),
    I014: () => expect(holds('args.x matches "*@example.com"', { x: 'user@example.com' })).toBe(true),
    I015: () =>
      expect([{ x: 1 }, {}, { x: null }].map((args) => holds('args.x exists', args))).toEqual([true, false, false]),
    I016: () => expect([{}, { x: 1 }].map((args) => holds('not args.x exists', args))).toEqual([true, false]),
    I017: () =>
      expect(effectOf(INTERCEPT, { recipient: { email: 'a@example.com' }, to: ['b'] }, 'mail.send').effect).toBe(
        'allow',
      ),
    I018: () => {
      for (const args of [{}, { recipient: {} }, { recipient: 'a@example.com' }, { recipient: null }] as const)
        expect(effectOf(INTERCEPT, { ...args, to: ['b'] }, 'mail.send').effect).toBe('deny');
    },
    I019: () => {
      const text =
        'tool t complete\nallow tool t when args.own is "good"\ndeny tool * when args.all is "bad"\ndefault deny';
      const of = (own: string, all: string) => effectOf(text, { own, all });
      expect([of('good', 'ok'), of('good', 'bad'), of('bad', 'ok')].map(({ effect }) => effect)).toEqual([
        'allow',
        'deny',
        'deny',
      ]);
      expect(of('good', 'bad').causes[0]?.line).toBe(3);
    },
    I020: () => expect(effectOf('default allow', {}).effect).toBe('allow'),
    I021: () => expect(effectOf('default deny', {}).effect).toBe('deny'),
    I022: () => {
      expect(isHidden('default allow\ndeny tool t', 't')).toBe(true);
      expect(effectOf('default allow\ndeny tool t', {}).effect).toBe('deny');
    },
    I023: () => expect(['a', 'b.c'].map((tool) => isHidden('allow tool a\ndeny tool *', tool))).toEqual([true, true]),
    I024: () => {
      const { effect, reasons } = effectOf(INTERCEPT, { any: 1 }, 'admin.reset');
      expect([effect, reasons]).toEqual([
        'deny',
        ['the tool `admin.reset`: only people reset (instead: ask an operator)'],
      ]);
    },
    I025: () => {
      const of = (currency: string, amount: number) =>
        effectOf(INTERCEPT, { currency, amount, country: 'us' }, 'pay').effect;
      expect([of('usd', 5000), of('yen', 5000), of('usd', 5001)]).toEqual(['allow', 'deny', 'deny']);
    },
    I026: () =>
      expect(['5 per hour', '10 per day', '100 per minute'].map((limit) => mistakesIn(LIMITED(limit)))).toEqual([
        [],
        [],
        [],
      ]),
    I027: () => {
      for (const limit of ['five per hour', '0 per hour', '-1 per hour', '5', '5 per', '', '5 per fortnight'])
        expect([limit, mistakesIn(LIMITED(limit)).length > 0]).toEqual([limit, true]);
    },
    I030: async () => {
      const { call } = deskOf('tool a complete\ntool b complete\nallow tool * limit 2 per minute\ndefault deny');
      expect([(await call('a')).outcome, (await call('b')).outcome, (await call('a')).outcome]).toEqual([
        'run',
        'run',
        'refuse',
      ]);
    },
    I032: () => {
      const text = 'allow tool t limit 0 per hour\nalow tool t\ndeny tol t\nask tool t because';
      expect(mistakesIn(text).length).toBeGreaterThanOrEqual(4);
    },
    I035: () => expect(effectOf('', {}).effect).toBe('ask'),
    I036: async () => {
      const { call } = deskOf(INTERCEPT);
      const outcomes: string[] = [];
      for (let count = 0; count < 11; count += 1) outcomes.push((await call('pay.small')).outcome);
      expect(outcomes).toEqual([...Array(10).fill('run'), 'refuse']);
    },
    I037: () => {
      const empty = {
        version: 1,
        grants: [],
        usage: {},
        answers: [],
        approvals: [],
        counters: {},
        tombstones: {},
      } as const;
      const of = (key: string, limit: number) => ({ key, count: 1, limit, seconds: 60 });
      const first = reserve(empty, [of('b', 1)], 0);
      const document = 'document' in first ? first.document : empty;
      expect(reserve(document, [of('a', 1), of('b', 1)], 1)).toMatchObject({ exhausted: { key: 'b' } });
      expect(document.counters).not.toHaveProperty('a');
    },
    I044: () => {
      const empty = {
        version: 1,
        grants: [],
        usage: {},
        answers: [],
        approvals: [],
        counters: {},
        tombstones: {},
      } as const;
      const unit = [{ key: 'a', count: 1, limit: 5, seconds: 60 }];
      const reserved = reserve(empty, unit, 7);
      const once = refund('document' in reserved ? reserved.document : empty, unit, 7);
      expect(taken(refund(once, unit, 7).counters.a, 7)).toBe(0);
    },
    I046: async () => {
      const { call } = deskOf(INTERCEPT);
      const outcomes = await Promise.all(Array.from({ length: 40 }, () => call('pay.small')));
      expect(outcomes.filter(({ outcome }) => outcome === 'run')).toHaveLength(10);
    },
    I047: async () => {
      const broken = { ...createMemoryStore(), load: () => Promise.reject(new Error('gone')) };
      for (const store of [broken, 'none'] as const)
        expect((await deskOf(INTERCEPT, store).call('pay.small')).outcome).toBe('refuse');
    },
    I048: () => expect(holds('host.spent < 100', {})).toBe(false),
    I050: async () => {
      const { call } = deskOf('ask tool t');
      const first = await call('t', { b: 2, a: 1 });
      expect((await call('t', { a: 1, b: 2 })).approval?.fingerprint).toBe(first.approval?.fingerprint);
    },
  },
  elsewhere: {
    'through the gate, gate.test.ts beside this file': ['I038', 'I039', 'I040', 'I049', 'I052', 'I053', 'I054'],
    'a limit that is used up asks a person instead of refusing with a sentence (docs/semantics.md): seen in I030, I036':
      ['I028'],
    'there are no named state counters: a rule has a limit or not': ['I029', 'I031', 'I034'],
    'there is no list of hidden tools to check: what can never be allowed is hidden (I022, I023)': ['I033'],
    'a limit counts calls, not amounts': ['I041', 'I042', 'I043'],
    'windows slide; none begins with a calendar day (counters.test.ts)': ['I045'],
    'fingerprints are of the whole question, so none is empty': ['I051'],
    'the audit is set aside by size, and whoever keeps it decides for how long': ['I055'],
  },
});

describe('what is hidden', () => {
  test.for<[policy: string, hidden: boolean]>([
    ['deny tool t', true],
    ['deny tool t\nallow tool t', true],
    ['deny tool t locked', true],
    ['deny tool t when args.a is 1', false],
    ['deny tool t when args.a is 1\ndefault deny', false],
    ['deny tool t until 2099-01-01', false],
    ['deny tool * except t', false],
    ['ask tool t\ndefault deny', false],
    ['allow tool t when args.a is 1\ndefault deny', false],
    ['tool t complete\nbind tool t(path) as read\nallow read ./**\ndefault deny', false],
    ['bind tool t(path) as read\ndefault deny', false],
    ['bind tool {s,t}*(path) as read\ndefault deny', false],
    ['bind tool x.t(path) as read\ndefault deny', true],
    ['default deny', true],
    ['allow tool other\ndefault deny', true],
    ['', false],
  ])('%j: %s', ([policy, hidden]) => expect(isHidden(policy, 't')).toBe(hidden));

  test('a rule of a higher layer that may let it through keeps it listed', () => {
    const low = compile('deny tool t', { file: 'low.writ', layer: 'project' });
    const high = compile('allow tool t when args.a is 1', { file: 'high.writ', layer: 'user' });
    if (!low.ok || !high.ok) throw new Error('no policy');
    const layers = [
      { name: 'project', documents: [low.document] },
      { name: 'user', documents: [high.document] },
    ];
    expect(isNeverAllowed(compileEngine({ layers }), [], 't', {})).toBe(false);
    expect(isNeverAllowed(compileEngine({ layers: layers.toReversed() }), [], 't', {})).toBe(true);
  });
});
