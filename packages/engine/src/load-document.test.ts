import { expect, test } from 'vitest';
import { loadDocument } from './load-document.ts';
import { type PolicyDocument, ROLES } from './policy.ts';
import { revisionOf } from './revision.ts';

const range = { line: 1, column: 1, endLine: 1, endColumn: 21, text: 'allow run git status' };

const sealed = (change: object = {}): PolicyDocument => {
  const document = {
    version: 1,
    layer: 'user',
    uses: [],
    lists: {},
    rules: [
      {
        effect: 'allow',
        target: {
          kind: 'run',
          commands: [
            [
              { kind: 'word', word: ['git'] },
              { kind: 'word', word: ['status'] },
            ],
          ],
          except: [],
        },
      },
    ],
    descriptions: [],
    bindings: [],
    tools: [],
    tests: [],
    source: { file: 'a.writ', rules: [range], descriptions: [], bindings: [], tests: [] },
    ...change,
  } as Omit<PolicyDocument, 'revision'>;
  return { ...document, revision: revisionOf(document) };
};

test('a document as compiled is taken', () => {
  const document = sealed();
  expect(loadDocument(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, document });
});

test('positions are no part of the revision', () => {
  const moved = sealed({ source: { ...sealed().source, rules: [{ ...range, line: 7 }] } });
  expect(moved.revision).toBe(sealed().revision);
});

const run = { kind: 'run', commands: [[{ kind: 'rest' }]], except: [] };
const deep = (): unknown => JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

test.for<[what: string, value: unknown, problem: string]>([
  ['null', null, '/ must be object'],
  ['a list', [], '/ must be object'],
  ['a newer version', sealed({ version: 2 }), '/version must be equal to constant'],
  ['a field of somebody else', { ...sealed(), extra: 1 }, '/ must NOT have additional properties'],
  [
    'an unknown effect',
    sealed({ rules: [{ effect: 'permit', target: { kind: 'pure' } }] }),
    '/rules/0/effect must be equal to one of the allowed values',
  ],
  [
    'a target of no kind we know',
    sealed({ rules: [{ effect: 'allow', target: { kind: 'everything' } }] }),
    '/rules/0/target value of tag "kind" must be in oneOf',
  ],
  [
    'a locked allow',
    sealed({ rules: [{ effect: 'allow', target: run, strength: 'locked' }] }),
    '/rules/0/strength boolean schema is false',
  ],
  [
    'an unguarded deny',
    sealed({ rules: [{ effect: 'deny', target: run, unguarded: true }] }),
    '/rules/0/unguarded boolean schema is false',
  ],
  [
    'an empty rule',
    sealed({ rules: [{ effect: 'allow', target: { ...run, commands: [] } }] }),
    '/rules/0/target/commands must NOT have fewer than 1 items',
  ],
  [
    'a rule without a place',
    sealed({ source: { ...sealed().source, rules: [] } }),
    '/source does not belong to the rules',
  ],
  [
    'a rule that was changed afterwards',
    { ...sealed(), rules: [{ effect: 'allow', target: run }] },
    '/revision is not that of the content',
  ],
  [
    'a schema nested without end',
    { ...sealed(), tests: [{ name: 'x', lines: deep() }] },
    '/tests/0/lines/0 must be object',
  ],
])('%s is refused', ([, value, problem]) => {
  const loaded = loadDocument(value);
  expect(loaded.ok).toBe(false);
  expect(loaded.ok ? [] : loaded.problems).toContain(problem);
});

test('what is nested too deep to be checked is refused, not thrown', () => {
  let condition: object = { kind: 'is-true', left: { from: 'interactive' } };
  for (let depth = 0; depth < 50_000; depth++) condition = { kind: 'not', of: condition };
  const document = { ...sealed(), rules: [{ effect: 'allow', target: run, when: condition }] };
  expect(loadDocument(document).ok).toBe(false);
});

test.for(ROLES)('a value may have the role %s', (role) => {
  const level = { does: [], env: [], commands: [], forms: [] };
  const options = [{ names: ['-a'], does: [], role }];
  const source = { file: 'a.writ', rules: [], descriptions: [range], bindings: [], tests: [] };
  const document = sealed({ rules: [], descriptions: [{ programs: ['x'], options, ...level }], source });
  expect(loadDocument(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, document });
});
