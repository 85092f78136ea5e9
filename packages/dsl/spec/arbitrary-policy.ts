import {
  type Binding,
  type PolicyDocument,
  ROLES,
  revisionOf,
  type Scalar,
  type TestBlock,
  type TestLine,
  type TestRequest,
  type ToolDeclaration,
} from '@writ/engine';
import fc from 'fast-check';
import { LAYERS } from '../src/keywords.ts';
import { descriptions } from './arbitrary-description.ts';
import { rule, withDefined } from './arbitrary-rule.ts';
import { anyText, patternOf } from './arbitrary-text.ts';

const perhaps = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
const tool = patternOf(anyText, 1).filter((one) => one.length > 0);

const binding: fc.Arbitrary<Binding> = fc.record({
  tool,
  argument: fc.array(anyText, { minLength: 1, maxLength: 2 }),
  as: fc.constantFrom(...ROLES, 'change' as const),
});
const declaration: fc.Arbitrary<ToolDeclaration> = fc
  .record({
    tool,
    complete: perhaps(fc.constant(true as const)),
    schema: perhaps(fc.constantFrom({}, { type: 'object', properties: { 'a b': { type: 'string' } } })),
  })
  .map((one) => withDefined(one) as ToolDeclaration);

/* ---- tests ---- */

const requests = fc.constantFrom<readonly [text: string, request: TestRequest]>(
  ['git push', { kind: 'shell', command: 'git push' }],
  ["echo 'x => deny' # {", { kind: 'shell', command: "echo 'x => deny' # {" }],
  ['a => allow', { kind: 'shell', command: 'a => allow' }],
  ['$ read x', { kind: 'shell', command: 'read x' }],
  ['shell "a\\nb \\"c\\""', { kind: 'shell', command: 'a\nb "c"' }],
  ['read ./My Docs/x', { kind: 'read', target: './My Docs/x' }],
  ['connect https://example.org/', { kind: 'connect', target: 'https://example.org/' }],
  ['tool fs.read {"path": ["a", {"b": null}]}', { kind: 'tool', tool: 'fs.read', args: { path: ['a', { b: null }] } }],
  ['tool now', { kind: 'tool', tool: 'now', args: {} }],
);
const fact: fc.Arbitrary<readonly [string, Scalar]> = fc.oneof(
  fc.tuple(fc.constantFrom('mode', 'agent', 'cwd', 'env.CI', 'env.a b.c'), anyText),
  fc.tuple(fc.constant('host.n'), fc.constantFrom<Scalar>(1, 'one', true, null)),
  fc.tuple(fc.constant('interactive'), fc.boolean()),
);
const context = fc.array(fact, { maxLength: 2 }).map((facts) => Object.fromEntries(facts));
const line: fc.Arbitrary<TestLine> = fc
  .record({
    said: requests,
    effect: fc.constantFrom('allow', 'ask', 'deny'),
    by: perhaps(fc.constantFrom('no-rm', 'a.writ:3')),
    because: perhaps(anyText),
    context,
  })
  .map(({ said: [text, request], effect, by, because, context: under }) => ({
    line: 1,
    text,
    request,
    expect: withDefined({ effect, by, because }) as TestLine['expect'],
    context: under,
  }));
const block: fc.Arbitrary<TestBlock> = fc.record({ name: anyText, lines: fc.array(line, { maxLength: 4 }) });

/* ---- documents ---- */

const lists = fc.record({ 'program-folders': fc.constant(['/usr/bin', '"/My Docs/"*']) }, { requiredKeys: [] });

/** Any document that some text compiles to. */
export const policy: fc.Arbitrary<PolicyDocument> = fc
  .record({
    layer: fc.constantFrom(...LAYERS),
    default: perhaps(fc.constantFrom('allow' as const, 'ask' as const, 'deny' as const)),
    uses: fc.uniqueArray(fc.constantFrom('std', 'std/git', './team.writ', './a b/"c".writ'), { maxLength: 3 }),
    lists,
    rules: fc.array(fc.tuple(rule, fc.boolean()), { maxLength: 5 }),
    descriptions,
    bindings: fc.array(binding, { maxLength: 2 }),
    tools: fc.uniqueArray(declaration, { maxLength: 2, selector: (one) => JSON.stringify(one.tool) }),
    tests: fc.array(block, { maxLength: 2 }),
  })
  .map(({ rules, ...rest }) => {
    const named = rules.map(([one, hasName], index) => (hasName ? { ...one, name: `rule-${index}` } : one));
    const nowhere = { file: '', rules: [], descriptions: [], bindings: [], tests: [] };
    const whole = {
      version: 1 as const,
      ...rest,
      lists: rest.layer === 'builtin' ? rest.lists : {},
      rules: named,
      source: nowhere,
    };
    const document = withDefined(whole) as unknown as Omit<PolicyDocument, 'revision'>;
    return { ...document, revision: revisionOf(document) };
  });
