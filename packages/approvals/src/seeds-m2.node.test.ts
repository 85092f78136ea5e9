import { expect } from 'vitest';
import { redact } from './display/redact.ts';
import { EMPTY_DOCUMENT, type Grant, type StoreDocument } from './document.ts';
import { addGrant, draftOf, type GrantDraft } from './grants.ts';
import { type LooseGrant, normalizeGrants } from './normalize.ts';
import { removeAnswers } from './remove.ts';
import { runSeedRows } from './testing/seed-rows.ts';
import { createTestSurroundings, START } from './testing/test-surroundings.ts';
import { compileToy, draftFor } from './testing/toy-patterns.ts';
import { foldUsage } from './usage.ts';

const surroundings = createTestSurroundings();

const documentWith = (...grants: readonly [id: string, pattern: string][]): StoreDocument => ({
  ...EMPTY_DOCUMENT,
  grants: grants.map(([id, pattern]) => grantOf(id, pattern)),
});

function grantOf(id: string, pattern: string): Grant {
  const { origin, ...draft } = draftFor(pattern);
  return { id, ...draft, origin, createdAt: START };
}

const loose = (pattern: string, id?: string): LooseGrant => {
  const { id: _, ...rest } = grantOf('x', pattern);
  return id === undefined ? rest : { ...rest, id };
};

const add = (document: StoreDocument, pattern: string, foldCase = false) => {
  const drafted = draftOf(pattern, { scope: { workspace: '/repo' }, origin: 'person' }, compileText);
  if (!drafted.ok) return { document, result: { status: 'refused' as const, reason: drafted.reason } };
  return addGrant(document, drafted.draft, surroundings, { foldCase });
};

/** The toy language, with patterns kept as they were written. */
const compileText: typeof compileToy = (text) => {
  const compiled = compileToy(text);
  return compiled.ok ? { ...compiled, text } : compiled;
};

const patternsOf = (grants: readonly Pick<GrantDraft, 'pattern'>[]) => grants.map((grant) => grant.pattern);

runSeedRows('M2', {
  checks: {
    M044: () => {
      const { document } = add(EMPTY_DOCUMENT, 'git *');
      expect(document.grants).toMatchObject([{ id: expect.stringMatching(/./), pattern: 'git *' }]);
      expect(document.usage).toEqual({});
    },
    M045: () => {
      const before = documentWith(['1', 'git *']);
      expect(add(before, 'git *')).toMatchObject({ document: before, result: { status: 'present' } });
    },
    M046: () => {
      expect(patternsOf(add(documentWith(['1', 'Git *']), 'git *').document.grants)).toEqual(['Git *', 'git *']);
      expect(patternsOf(add(documentWith(['1', 'Git *']), 'git *', true).document.grants)).toEqual(['Git *']);
    },
    M047: () => expect(patternsOf(add(EMPTY_DOCUMENT, '  git *  ').document.grants)).toEqual(['git *']),
    M048: () =>
      expect(patternsOf(add(documentWith(['1', 'ls *']), 'git *').document.grants)).toEqual(['ls *', 'git *']),
    M049: () => {
      for (const empty of ['', '  ', '\t\n']) {
        expect(add(EMPTY_DOCUMENT, empty)).toMatchObject({ document: EMPTY_DOCUMENT, result: { status: 'refused' } });
      }
    },
    M050: () => {
      const command = redact('git status TOKEN=abc', 'command');
      const { usage } = foldUsage(documentWith(['1', 'git *']), [{ grant: '1', at: 5, uses: 1, command }]);
      expect(usage).toEqual({ 1: { uses: 1, lastUsedAt: 5, lastUsedCommand: 'git status TOKEN=***' } });
    },
    M051: () => {
      const before = documentWith(['1', 'git *'], ['2', 'ls *']);
      expect(Object.keys(foldUsage(before, [{ grant: '2', at: 5, uses: 1, command: 'ls -la' }]).usage)).toEqual(['2']);
    },
    M052: () => {
      // Every grant has an id before anything can be stamped: normalising gives one.
      const { grants } = normalizeGrants([loose('git *')], {}, surroundings);
      const [grant] = grants;
      const { usage } = foldUsage({ ...EMPTY_DOCUMENT, grants }, [{ grant: grant?.id ?? '', at: 5, uses: 1 }]);
      expect(Object.values(usage)).toEqual([{ uses: 1, lastUsedAt: 5 }]);
    },
    M053: () => {
      const before = documentWith(['1', 'a'], ['2', 'a'], ['3', 'A']);
      expect(Object.keys(foldUsage(before, [{ grant: '1', at: 5, uses: 1 }]).usage)).toEqual(['1']);
    },
    M054: () => {
      const { document } = removeAnswers(documentWith(['1', 'git *'], ['2', 'ls *']), { pattern: 'git *' }, START);
      expect(patternsOf(document.grants)).toEqual(['ls *']);
    },
    M055: () => {
      const { document } = removeAnswers(documentWith(['1', 'git *'], ['2', 'ls *']), { id: '1' }, START);
      expect(patternsOf(document.grants)).toEqual(['ls *']);
    },
    M056: () =>
      expect(removeAnswers(documentWith(['1', 'Git *']), { pattern: 'git *' }, START).document.grants).toEqual([]),
    M057: () => {
      const before = documentWith(['1', '2'], ['2', 'b']);
      expect(removeAnswers(before, { id: '2' }, START).result.removed).toMatchObject([{ pattern: 'b' }]);
      expect(removeAnswers(before, { pattern: '2' }, START).result.removed).toMatchObject([{ id: '1' }]);
    },
    M058: () => {
      const { grants, report } = normalizeGrants([loose('git *')], {}, surroundings);
      expect(grants[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
      expect(report.idsGiven).toEqual(['git *']);
    },
    M059: () => expect(normalizeGrants([loose('git *', 'my-id')], {}, surroundings).grants[0]?.id).toBe('my-id'),
    M060: () => {
      const both = [loose('git *', '1'), loose('Git *', '2')];
      expect(normalizeGrants(both, {}, surroundings, { foldCase: true }).grants.map((grant) => grant.id)).toEqual([
        '1',
      ]);
      expect(normalizeGrants(both, {}, surroundings).grants.map((grant) => grant.id)).toEqual(['1', '2']);
    },
    M061: () => {
      const { grants, report } = normalizeGrants([loose(''), loose(' ')], {}, surroundings);
      expect(grants).toEqual([]);
      expect(report.empty).toEqual(['', ' ']);
    },
  },
});
