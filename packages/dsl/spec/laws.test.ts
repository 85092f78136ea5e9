import { canonicalJson, loadDocument, type PolicyDocument, type Rule } from '@writ/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { print } from '../src/print/document.ts';
import { policy } from './arbitrary-policy.ts';
import { POLICIES } from './size.ts';

/** The document of a text that must be right. */
function compiled(source: string, layer: string): PolicyDocument {
  const result = compile(source, { file: 'law.writ', layer });
  if (!result.ok) throw new Error(`${JSON.stringify(result.diagnostics, null, 1)}\n${source}`);
  return result.document;
}

/** A document without positions. */
function meaning({ source: _source, ...rest }: PolicyDocument): unknown {
  return {
    ...rest,
    tests: rest.tests.map((block) => ({ ...block, lines: block.lines.map(({ line: _line, ...one }) => one) })),
  };
}

test('compile(print(p)) is p, for every policy', () => {
  fc.assert(
    fc.property(policy, (p) => void expect(meaning(compiled(print(p), p.layer))).toEqual(meaning(p))),
    { numRuns: POLICIES },
  );
});

test('printing what was printed changes nothing', () => {
  fc.assert(
    fc.property(policy, (p) => void expect(print(compiled(print(p), p.layer))).toBe(print(p))),
    { numRuns: POLICIES / 5 },
  );
});

test('printing keeps the order of things and does not look at the order of properties', () => {
  fc.assert(
    fc.property(policy, (p) => {
      const again = JSON.parse(canonicalJson(p)) as PolicyDocument;
      expect(compiled(print(again), p.layer).revision).toBe(p.revision);
      expect(print({ ...p, rules: [] }).length).toBeLessThanOrEqual(print(p).length);
      const backwards = { ...p, rules: [...p.rules].reverse() };
      expect(compiled(print(backwards), p.layer).rules).toEqual(backwards.rules);
    }),
    { numRuns: POLICIES / 5 },
  );
});

test('comments, blank lines and indentation change no revision', () => {
  fc.assert(
    fc.property(policy, (p) => {
      const text = print(p);
      const spaced = text
        .replace(/^(?=(?:allow|ask|deny|describe|bind|tool|test|default|use|let) )/gm, '\n# why\n  ')
        .replace(/^writ 1/, '# first\n\nwrit 1  # the language');
      expect(
        compiled(
          spaced.replace(
            /^ {2}(?=(?:because|when|except|instead|until|limit|locked|firm|unguarded|exactly|as)\b)/gm,
            '      ',
          ),
          p.layer,
        ).revision,
      ).toBe(p.revision);
    }),
    { numRuns: POLICIES / 5 },
  );
});

test('what is compiled passes the door', () => {
  fc.assert(
    fc.property(policy, (p) => void expect(loadDocument(compiled(print(p), p.layer))).toMatchObject({ ok: true })),
    { numRuns: POLICIES / 5 },
  );
});

test('with rules kept from other texts, even broken ones, a text compiles to just what it is', () => {
  const kept = new Map<string, Rule>();
  const broken = fc.tuple(policy, fc.nat()).map(([p, at]) => {
    const text = print(p);
    return { text: text.slice(0, at % text.length) + text.slice((at % text.length) + 1), layer: p.layer };
  });
  const whole = policy.map((p) => ({ text: print(p), layer: p.layer }));
  fc.assert(
    fc.property(fc.oneof(whole, broken), ({ text, layer }) => {
      const options = { file: 'law.writ', layer };
      const alone = compile(text, options);
      expect(compile(text, { ...options, kept })).toEqual(alone);
      expect(compile(`# moved\n${text}`, { ...options, kept })).toEqual(compile(`# moved\n${text}`, options));
    }),
    { numRuns: POLICIES },
  );
  expect(kept.size).toBeGreaterThan(POLICIES);
});

test.for<[what: string, before: string, after: string]>([
  ['a list', 'let DIRS = a, b\nallow read $DIRS\n', 'let DIRS = c\nallow read $DIRS\n'],
  ['a list that is gone', 'let DIRS = a\nallow read $DIRS\n', 'allow read $DIRS\n'],
  ['a block around it', 'allow run ls\n', 'when mode is plan {\n  allow run ls\n}\n'],
])('what a rule takes from elsewhere is not kept with it: %s', ([, before, after]) => {
  const kept = new Map<string, Rule>();
  compile(before, { file: 'law.writ', kept });
  expect(compile(after, { file: 'law.writ', kept })).toEqual(compile(after, { file: 'law.writ' }));
});
