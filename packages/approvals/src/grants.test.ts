import { expect, test } from 'vitest';
import { applicableGrants, applicableRefusals } from './applicable.ts';
import { EMPTY_DOCUMENT, type StoreDocument } from './document.ts';
import { addGrant, addRefusal, draftOf } from './grants.ts';
import { normalizeGrants } from './normalize.ts';
import { removeAnswers, removeWhere } from './remove.ts';
import { grantFor } from './testing/harness.ts';
import { createTestSurroundings, START } from './testing/test-surroundings.ts';
import { compileToy, draftFor } from './testing/toy-patterns.ts';

const surroundings = createTestSurroundings();
const withGrants = (...grants: StoreDocument['grants']): StoreDocument => ({ ...EMPTY_DOCUMENT, grants });
const add = (document: StoreDocument, pattern: string, more = {}) =>
  addGrant(document, draftFor(pattern, more), surroundings);

test('a new grant has an id, a time, and no use', () => {
  const { document, result } = add(EMPTY_DOCUMENT, 'git status', { expiresAt: START + 1, maxUses: 2 });
  expect(result).toMatchObject({
    status: 'added',
    grant: {
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      createdAt: START,
      expiresAt: START + 1,
      maxUses: 2,
    },
  });
  expect(document.usage).toEqual({});
});

test.for<[what: string, more: object, reason: RegExp]>([
  ['expired already', { expiresAt: START }, /expired already/],
  ['for no use at all', { maxUses: 0 }, /never hold/],
  ['for everyone everywhere', { scope: {} }, /every agent everywhere/],
  ['for no absolute folder', { scope: { workspace: 'repo' } }, /not an absolute folder/],
  ['for a whole disk', { scope: { workspace: '/' } }, /not an absolute folder/],
])('%s: refused, with the reason', ([, more, reason]) => {
  expect(add(EMPTY_DOCUMENT, 'git status', more)).toMatchObject({
    document: EMPTY_DOCUMENT,
    result: { status: 'refused', reason: expect.stringMatching(reason) },
  });
});

test('too broad: refused, unless someone says so in so many words; what is opaque, even then', () => {
  expect(add(EMPTY_DOCUMENT, 'sudo **').result.status).toBe('refused');
  expect(add(EMPTY_DOCUMENT, 'sudo **', { widen: true }).result.status).toBe('added');
  const opaque = { target: { kind: 'opaque', whys: ['*'] }, widen: true };
  expect(add(EMPTY_DOCUMENT, 'x', opaque).result.status).toBe('refused');
});

test.for<[existing: object, added: object, status: string]>([
  [{}, {}, 'present'],
  [{}, { expiresAt: START + 10 }, 'present'],
  [{ expiresAt: START + 10 }, {}, 'added'],
  [{ expiresAt: START + 10 }, { expiresAt: START + 5 }, 'present'],
  [{ expiresAt: START + 10 }, { expiresAt: START + 20 }, 'added'],
  [{ maxUses: 1 }, {}, 'added'],
  [{ maxUses: 1 }, { maxUses: 1 }, 'present'],
  [{}, { maxUses: 1 }, 'present'],
  [{ exact: '00' }, {}, 'added'],
  [{}, { scope: { workspace: '/other' } }, 'added'],
  [{}, { scope: { workspace: '/repo', agent: 'main' } }, 'added'],
  [{}, { scope: { workspace: '//repo/./' } }, 'present'],
])('with %j there, adding %j: %s', ([existing, added, status]) => {
  const before = withGrants({ ...grantFor('g', 'git status'), pattern: 'git status', ...existing });
  expect(add(before, 'git status', added).result.status).toBe(status);
});

test('an expired grant is no reason not to add one', () => {
  const before = withGrants({ ...grantFor('g', 'x'), pattern: 'x', expiresAt: START - 1 });
  expect(add(before, 'x').result.status).toBe('added');
});

test('a pattern that is no pattern is refused with the language’s own words', () => {
  const draft = draftOf('run |', { scope: {}, origin: 'person' }, () => ({
    ok: false,
    problem: 'a bare `|` is an error',
  }));
  expect(draft).toEqual({ ok: false, reason: 'a bare `|` is an error' });
  expect(draftOf(' git status ', { scope: {}, origin: 'person' }, compileToy)).toMatchObject({
    ok: true,
    draft: { pattern: 'run git status' },
  });
});

test('what is removed goes with its uses and counts, and leaves a tombstone for ninety days', () => {
  const before: StoreDocument = {
    ...withGrants(grantFor('a', 'x'), grantFor('b', 'y')),
    usage: { a: { uses: 1, lastUsedAt: 1 }, b: { uses: 2, lastUsedAt: 2 } },
    counters: {
      'grant:a': { seconds: null, times: [1] },
      'grant:b': { seconds: null, times: [1] },
      push: { seconds: 1, times: [] },
    },
    tombstones: { old: START - 91 * 24 * 3600 * 1000, recent: START - 1 },
  };
  const { document, result } = removeAnswers(before, { id: 'a' }, START);
  expect(result.removed.map((grant) => grant.id)).toEqual(['a']);
  expect(document.grants.map((grant) => grant.id)).toEqual(['b']);
  expect(document.usage).toEqual({ b: { uses: 2, lastUsedAt: 2 } });
  expect(Object.keys(document.counters)).toEqual(['grant:b', 'push']);
  expect(document.tombstones).toEqual({ recent: START - 1, a: START });
});

test('removing nothing changes nothing', () => {
  const before = withGrants(grantFor('a', 'x'));
  expect(removeAnswers(before, { id: 'unknown' }, START).document).toBe(before);
  expect(removeWhere(before, () => false, START).document).toBe(before);
});

test('a refusal is kept once, whatever it covers, and removed like a grant', () => {
  const draft = { ...draftFor('**'), pattern: 'run **', origin: 'prompt' as const };
  const { document, result } = addRefusal(EMPTY_DOCUMENT, draft, surroundings);
  expect(result.status).toBe('added');
  expect(addRefusal(document, draft, surroundings)).toMatchObject({ document, result: { status: 'present' } });
  expect(removeAnswers(document, { pattern: 'RUN **' }, START).document.answers).toEqual([]);
});

test.for<[what: string, more: object, holds: boolean]>([
  ['its workspace', {}, true],
  ['another workspace', { scope: { workspace: '/other' } }, false],
  ['its agent', { scope: { agent: 'main' } }, true],
  ['another agent', { scope: { agent: 'other' } }, false],
  ['its session', { scope: { session: 's' } }, true],
  ['another session', { scope: { session: 't' } }, false],
  ['everyone', { scope: {} }, true],
  ['a time to come', { expiresAt: START + 1 }, true],
  ['a time that is over', { expiresAt: START }, false],
  ['two uses, one taken', { maxUses: 2 }, true],
  ['one use, taken', { maxUses: 1 }, false],
])('a grant for %s: %s', ([, more, holds]) => {
  const document = {
    ...withGrants({ ...grantFor('g', 'x'), ...more }),
    counters: { 'grant:g': { seconds: null, times: [START] } },
  };
  const asker = { agent: 'main', session: 's', roots: ['/elsewhere', '/repo/'] };
  expect(applicableGrants(document, asker, START)).toHaveLength(holds ? 1 : 0);
});

test('a scope never holds for who says nothing about himself', () => {
  const document = {
    ...withGrants(
      grantFor('a', 'x', { scope: { agent: 'main' } }),
      grantFor('b', 'x', { scope: { session: 's' } }),
      grantFor('c', 'x'),
    ),
    answers: [{ ...grantFor('d', 'x', { scope: { agent: 'main' } }) }],
  };
  expect(applicableGrants(document, {}, START)).toEqual([]);
  expect(applicableRefusals(document, {})).toEqual([]);
});

test('normalising keeps the first of equals, drops what was removed here before, and says so', () => {
  const { id: _, ...loose } = grantFor('x', 'git *');
  const { grants, report } = normalizeGrants(
    [
      { ...loose, id: 'a' },
      { ...loose, id: 'b' },
      { ...loose, pattern: 'other', id: 'buried' },
      { ...loose, pattern: 'third', id: 'a' },
    ],
    { buried: 1 },
    surroundings,
  );
  expect(grants.map((grant) => grant.id)).toEqual(['a']);
  expect(report).toEqual({ idsGiven: [], duplicates: ['run git *', 'third'], empty: [], buried: ['other'] });
});
