import { expect, test } from 'vitest';
import { checkDocument, EMPTY_DOCUMENT, type Grant, printDocument } from './document.ts';
import { grantFor } from './testing/harness.ts';

const documentOf = (...grants: readonly unknown[]) => ({ ...EMPTY_DOCUMENT, grants: grants as readonly Grant[] });

test('a grant that was printed cannot be changed any more, however deep', () => {
  const grant = grantFor('g', 'make');
  printDocument(documentOf(grant));
  expect(() => Object.assign(grant.target, { commands: [] })).toThrow(TypeError);
  expect(() => ((grant.scope as { agent?: string }).agent = 'other')).toThrow(TypeError);
});

test('what was wrong when it was printed is wrong ever after', () => {
  const wrong = documentOf({ ...grantFor('g', 'make'), createdAt: 'today' });
  for (let time = 0; time < 3; time += 1) {
    expect(checkDocument(wrong)).toEqual({ ok: false, problem: '/grants/0/createdAt must be number' });
    printDocument(wrong);
  }
});

test('beside grants that are known to be right, a wrong one is found in its place', () => {
  const right = documentOf(grantFor('a', 'make'), grantFor('b', 'ls'));
  for (let time = 0; time < 3; time += 1) {
    expect(checkDocument(right)).toEqual({ ok: true, document: right });
    printDocument(right);
  }
  const wrong = documentOf(...right.grants, { ...grantFor('c', 'rm'), id: '' });
  expect(checkDocument(wrong)).toEqual({ ok: false, problem: expect.stringContaining('/grants/2/id') });
  for (const grants of [null, 'x', [null], [7]])
    expect(checkDocument({ ...right, grants })).toEqual({ ok: false, problem: expect.stringContaining('/grants') });
});
