import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ASKS, SECURITIES } from './allowlist-posture.ts';
import { fallbackOf, moveOf, type Posture } from './postures.ts';
import { allowlist } from './testing/harness.ts';
import { ASK_SOURCES, type AskSource, type Move, type Verdict } from './verdict.ts';

const ask = (source: AskSource): Verdict => ({ effect: 'ask', source, locked: false });
const ALLOW: Verdict = { effect: 'allow', source: 'default', locked: false };
const DENY: Verdict = { effect: 'deny', source: 'rule', locked: false };

const reject = (...sources: readonly ('rules' | 'sandbox' | 'elicitations')[]): Posture => ({
  kind: 'reject',
  rules: sources.includes('rules'),
  sandbox: sources.includes('sandbox'),
  elicitations: sources.includes('elicitations'),
});

/* The table of postures, a row a posture, a column a verdict: allow, an ask by rule, default, sandbox, elicitation, deny. */
test.for<[posture: Posture, moves: readonly [Move, Move, Move, Move, Move, Move]]>([
  [{ kind: 'interactive' }, ['run', 'prompt', 'prompt', 'prompt', 'prompt', 'refuse']],
  [{ kind: 'on-request' }, ['prompt', 'prompt', 'prompt', 'prompt', 'prompt', 'refuse']],
  [{ kind: 'on-failure', sandbox: true }, ['run', 'prompt', 'sandbox', 'prompt', 'prompt', 'refuse']],
  [{ kind: 'on-failure', sandbox: false }, ['run', 'prompt', 'prompt', 'prompt', 'prompt', 'refuse']],
  [{ kind: 'never' }, ['run', 'refuse', 'refuse', 'refuse', 'refuse', 'refuse']],
  [reject(), ['run', 'prompt', 'prompt', 'prompt', 'prompt', 'refuse']],
  [reject('rules'), ['run', 'refuse', 'refuse', 'prompt', 'prompt', 'refuse']],
  [reject('sandbox'), ['run', 'prompt', 'prompt', 'refuse', 'prompt', 'refuse']],
  [reject('elicitations'), ['run', 'prompt', 'prompt', 'prompt', 'refuse', 'refuse']],
])('%j: %j', ([posture, moves]) => {
  expect([ALLOW, ...ASK_SOURCES.map(ask), DENY].map((verdict) => moveOf(posture, verdict))).toEqual(moves);
});

type Cell = [
  security: (typeof SECURITIES)[number],
  ask: (typeof ASKS)[number],
  verdict: 'allow' | 'ask' | 'locked',
  move: Move,
];

/* security × ask × verdict, every cell. */
const CELLS: readonly Cell[] = [
  ['deny', 'off', 'allow', 'refuse'],
  ['deny', 'off', 'ask', 'refuse'],
  ['deny', 'off', 'locked', 'refuse'],
  ['deny', 'on-miss', 'allow', 'refuse'],
  ['deny', 'on-miss', 'ask', 'refuse'],
  ['deny', 'on-miss', 'locked', 'refuse'],
  ['deny', 'always', 'allow', 'refuse'],
  ['deny', 'always', 'ask', 'refuse'],
  ['deny', 'always', 'locked', 'refuse'],
  ['deny', 'deny', 'allow', 'refuse'],
  ['deny', 'deny', 'ask', 'refuse'],
  ['deny', 'deny', 'locked', 'refuse'],
  ['allowlist', 'off', 'allow', 'run'],
  ['allowlist', 'off', 'ask', 'refuse'],
  ['allowlist', 'off', 'locked', 'refuse'],
  ['allowlist', 'on-miss', 'allow', 'run'],
  ['allowlist', 'on-miss', 'ask', 'prompt'],
  ['allowlist', 'on-miss', 'locked', 'prompt'],
  ['allowlist', 'always', 'allow', 'prompt'],
  ['allowlist', 'always', 'ask', 'prompt'],
  ['allowlist', 'always', 'locked', 'prompt'],
  ['allowlist', 'deny', 'allow', 'run'],
  ['allowlist', 'deny', 'ask', 'refuse'],
  ['allowlist', 'deny', 'locked', 'refuse'],
  ['full', 'off', 'allow', 'run'],
  ['full', 'off', 'ask', 'run'],
  ['full', 'off', 'locked', 'refuse'],
  ['full', 'on-miss', 'allow', 'run'],
  ['full', 'on-miss', 'ask', 'run'],
  ['full', 'on-miss', 'locked', 'prompt'],
  ['full', 'always', 'allow', 'prompt'],
  ['full', 'always', 'ask', 'prompt'],
  ['full', 'always', 'locked', 'prompt'],
  ['full', 'deny', 'allow', 'run'],
  ['full', 'deny', 'ask', 'refuse'],
  ['full', 'deny', 'locked', 'refuse'],
];

const verdictOf = (cell: Cell[2]): Verdict => ({
  effect: cell === 'locked' ? 'ask' : cell,
  source: 'rule',
  locked: cell === 'locked',
});

test.for(CELLS)('security %s, ask %s, %s: %s', ([security, asks, verdict, move]) =>
  expect(moveOf(allowlist(security, asks), verdictOf(verdict))).toBe(move),
);

test('there is a row for every cell', () => {
  expect(CELLS.length).toBe(SECURITIES.length * ASKS.length * 3);
  expect(new Set(CELLS.map((cell) => cell.slice(0, 3).join())).size).toBe(CELLS.length);
});

/* security × askFallback × verdict, when nobody answered. */
test.for<[security: Cell[0], fallback: Cell[0], moves: readonly [allow: string, ask: string, locked: string]]>([
  ['deny', 'deny', ['refuse', 'refuse', 'refuse']],
  ['deny', 'allowlist', ['refuse', 'refuse', 'refuse']],
  ['deny', 'full', ['refuse', 'refuse', 'refuse']],
  ['allowlist', 'deny', ['refuse', 'refuse', 'refuse']],
  ['allowlist', 'allowlist', ['run', 'refuse', 'refuse']],
  ['allowlist', 'full', ['run', 'refuse', 'refuse']],
  ['full', 'deny', ['refuse', 'refuse', 'refuse']],
  ['full', 'allowlist', ['run', 'refuse', 'refuse']],
  ['full', 'full', ['run', 'run', 'refuse']],
])('security %s, askFallback %s, nobody answered: %j', ([security, fallback, moves]) => {
  const posture = allowlist(security, 'always', fallback);
  expect((['allow', 'ask', 'locked'] as const).map((verdict) => fallbackOf(posture, verdictOf(verdict)))).toEqual(
    moves,
  );
  expect(fallbackOf(posture, DENY)).toBe('refuse');
});

const posture: fc.Arbitrary<Posture> = fc.oneof(
  fc.record({ kind: fc.constantFrom('interactive' as const, 'on-request' as const, 'never' as const) }),
  fc.record({ kind: fc.constant('on-failure' as const), sandbox: fc.boolean() }),
  fc.record({
    kind: fc.constant('reject' as const),
    rules: fc.boolean(),
    sandbox: fc.boolean(),
    elicitations: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('allowlist' as const),
    security: fc.constantFrom(...SECURITIES),
    ask: fc.constantFrom(...ASKS),
    askFallback: fc.constantFrom(...SECURITIES),
  }),
);

test('no posture runs what is denied, and none but `full` runs what is asked; a locked ask runs nowhere', () => {
  fc.assert(
    fc.property(posture, fc.constantFrom(...ASK_SOURCES), fc.boolean(), (one, source, locked) => {
      expect(moveOf(one, { effect: 'deny', source, locked })).toBe('refuse');
      expect(fallbackOf(one, { effect: 'deny', source, locked })).toBe('refuse');
      const isFull = one.kind === 'allowlist' && one.security === 'full';
      for (const move of [
        moveOf(one, { effect: 'ask', source, locked }),
        fallbackOf(one, { effect: 'ask', source, locked }),
      ]) {
        if (move === 'run') expect(isFull && !locked).toBe(true);
      }
    }),
  );
});
