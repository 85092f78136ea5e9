import type { Rule } from '@writ/engine';
import { expect, test } from 'vitest';
import { compile } from '../compile.ts';
import { dayBefore, untilInstant } from './date.ts';
import { limitOf } from './limit.ts';

test.for<[text: string, instant: string | undefined]>([
  ['2027-01-31', '2027-02-01T00:00:00Z'],
  ['2027-12-31', '2028-01-01T00:00:00Z'],
  ['2028-02-28', '2028-02-29T00:00:00Z'],
  ['2100-02-28', '2100-03-01T00:00:00Z'],
  ['2027-01-31T18:00Z', '2027-01-31T18:00:00Z'],
  ['2027-01-31T18:00:59Z', '2027-01-31T18:00:59Z'],
  ['2027-02-29', undefined],
  ['2027-13-01', undefined],
  ['2027-00-10', undefined],
  ['2027-01-31T24:00Z', undefined],
  ['2027-01-31T18:00+02:00', undefined],
  ['27-01-31', undefined],
  ['9999-12-31', undefined],
])('until %s is %s', ([text, instant]) => {
  expect(untilInstant(text)).toBe(instant);
});

test('the day before is undone by the day after', () => {
  for (const date of ['2027-01-01', '2027-03-01', '2028-03-01', '2027-05-01', '2027-06-15']) {
    expect(untilInstant(dayBefore(date))).toBe(`${date}T00:00:00Z`);
  }
});

test.for<[words: string, count: number | undefined, seconds?: number]>([
  ['5 per hour', 5, 3600],
  ['1 per second', 1, 1],
  ['20 per 10 minutes', 20, 600],
  ['3 per 2 weeks', 3, 1209600],
  ['0 per hour', undefined],
  ['5 per 0 hours', undefined],
  ['5 an hour', undefined],
  ['5 per constructor', undefined],
  ['5 per hour day', undefined],
  ['-5 per hour', undefined],
])('limit %s', ([words, count, seconds]) => {
  expect(limitOf(words.split(' '))).toEqual(count === undefined ? undefined : { count, seconds });
});

function ruleOf(text: string): Rule | undefined {
  const result = compile(text, { file: 'a' });
  return result.ok ? result.document.rules[0] : undefined;
}

const agent = { from: 'agent' };

test.for<[condition: string, compiled: unknown]>([
  ['interactive', { kind: 'is-true', left: { from: 'interactive' } }],
  ['agent is "a"', { kind: 'is', left: agent, right: 'a' }],
  ['agent is a', { kind: 'is', left: agent, right: 'a' }],
  ['agent is "3"', { kind: 'is', left: agent, right: '3' }],
  ['host.n is 3', { kind: 'is', left: { from: 'host', name: 'n' }, right: 3 }],
  ['host.n is not null', { kind: 'is-not', left: { from: 'host', name: 'n' }, right: null }],
  ['agent in (a, "b",c)', { kind: 'in', left: agent, right: ['a', 'b', 'c'] }],
  ['agent not in (a)', { kind: 'not-in', left: agent, right: ['a'] }],
  ['host.n<=3', { kind: '<=', left: { from: 'host', name: 'n' }, right: 3 }],
  ['host.n > -2.5', { kind: '>', left: { from: 'host', name: 'n' }, right: -2.5 }],
  ['env.CI exists', { kind: 'exists', left: { from: 'env', name: 'CI' } }],
  [
    'cwd under ./packages/web',
    { kind: 'under', left: { from: 'cwd' }, right: { anchor: 'workspace', path: ['packages/web'] } },
  ],
  ['agent matches "re*"', { kind: 'matches', left: agent, right: ['re', { wild: '*' }] }],
  ['agent matches "a\\\\*{b,c}"', { kind: 'matches', left: agent, right: ['a*', { oneOf: [['b'], ['c']] }] }],
  [
    'option.force and operand.file is x',
    {
      kind: 'and',
      of: [
        { kind: 'is-true', left: { from: 'option', name: 'force' } },
        { kind: 'is', left: { from: 'operand', name: 'file' }, right: 'x' },
      ],
    },
  ],
  [
    'not interactive and agent is a or mode is b',
    {
      kind: 'or',
      of: [
        {
          kind: 'and',
          of: [
            { kind: 'not', of: { kind: 'is-true', left: { from: 'interactive' } } },
            { kind: 'is', left: agent, right: 'a' },
          ],
        },
        { kind: 'is', left: { from: 'mode' }, right: 'b' },
      ],
    },
  ],
  [
    'not (agent is a or agent is b)',
    {
      kind: 'not',
      of: {
        kind: 'or',
        of: [
          { kind: 'is', left: agent, right: 'a' },
          { kind: 'is', left: agent, right: 'b' },
        ],
      },
    },
  ],
])('when %s', ([condition, compiled]) => {
  expect(ruleOf(`deny run x when ${condition}`)?.when).toEqual(compiled);
});

test('what a variable is set to can be asked about in its own rules', () => {
  expect(ruleOf('allow env PAGER when value is cat')?.when).toEqual({
    kind: 'is',
    left: { from: 'value' },
    right: 'cat',
  });
  expect(ruleOf('allow env|run x when value is cat')).toBeUndefined();
});

test('arguments of tools, one by one or any of a list', () => {
  const text = 'deny tool x when args.a."b.c" is 1 and any args.list contains x and every args.l exists';
  expect(ruleOf(text)?.when).toEqual({
    kind: 'and',
    of: [
      { kind: 'is', left: { from: 'args', path: ['a', 'b.c'] }, right: 1 },
      { kind: 'contains', left: { from: 'args', path: ['list'], each: 'any' }, right: 'x' },
      { kind: 'exists', left: { from: 'args', path: ['l'], each: 'every' } },
    ],
  });
});

test('the condition of a block goes in front of each rule in it', () => {
  const result = compile(
    'when mode is plan {\n  deny run a\n  deny run b when interactive\n  when agent is x {\n    deny run c\n  }\n}',
    { file: 'a' },
  );
  const plan = { kind: 'is', left: { from: 'mode' }, right: 'plan' };
  expect(result.ok && result.document.rules.map((rule) => rule.when)).toEqual([
    plan,
    { kind: 'and', of: [plan, { kind: 'is-true', left: { from: 'interactive' } }] },
    { kind: 'and', of: [plan, { kind: 'is', left: agent, right: 'x' }] },
  ]);
});

test('a rule goes on where an indented line starts with a clause, comments in between', () => {
  const text = `
allow run git push
  # only a few
  limit 5 per hour

  until 2027-01-31
ask run git push
  when mode is plan`;
  const result = compile(text, { file: 'a' });
  expect(result.ok && result.document.rules).toMatchObject([
    { limit: { count: 5, seconds: 3600 }, until: '2027-02-01T00:00:00Z' },
    { when: { kind: 'is' } },
  ]);
});

test('every clause of a rule', () => {
  const text = 'ask run git push firm exactly because "a \\"b\\"" instead \'c\' as no-push until 2027-01-31T18:00Z';
  expect(ruleOf(text)).toEqual({
    effect: 'ask',
    target: {
      kind: 'run',
      commands: [
        [
          { kind: 'word', word: ['git'] },
          { kind: 'word', word: ['push'] },
        ],
      ],
      except: [],
      exactly: true,
    },
    name: 'no-push',
    because: 'a "b"',
    instead: 'c',
    until: '2027-01-31T18:00:00Z',
    strength: 'firm',
  });
});
