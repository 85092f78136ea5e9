import type { PolicyDocument } from '@writ/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, parse } from '../src/compile.ts';
import { layOut } from '../src/format/lay-out.ts';
import { print } from '../src/print/document.ts';
import { policy } from './arbitrary-policy.ts';
import { type Choose, disarrange } from './disarrange.ts';
import { POLICIES } from './size.ts';

/** Each policy as a whole, and of every fourth its statements one by one too, where a shrunk one is short. */
const messy = fc.tuple(policy, fc.nat()).map(([whole, seed]) => {
  const choose = chooser(seed);
  const parts = seed % 4 === 0 ? [whole, ...partsOf(whole)] : [whole];
  return { layer: whole.layer, texts: parts.map((part) => disarrange(print(part), choose)) };
});

/** Numbers that look like chance and are the same for the same seed. */
function chooser(seed: number): Choose {
  let state = seed % 2 ** 31;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1;
    return (state >>> 7) % below;
  };
}

function partsOf(whole: PolicyDocument): readonly PolicyDocument[] {
  const none = { ...whole, rules: [], descriptions: [], bindings: [], tools: [], tests: [], lists: {}, uses: [] };
  return [
    { ...none, lists: whole.lists, uses: whole.uses },
    ...whole.rules.map((one) => ({ ...none, rules: [one] })),
    ...whole.descriptions.map((one) => ({ ...none, descriptions: [one] })),
    ...whole.bindings.map((one) => ({ ...none, bindings: [one] })),
    ...whole.tools.map((one) => ({ ...none, tools: [one] })),
    ...whole.tests.map((one) => ({ ...none, tests: [one] })),
  ];
}

function revision(text: string, layer: string): string {
  const result = compile(text, { file: 'law.writ', layer });
  if (!result.ok) throw new Error(`${JSON.stringify(result.diagnostics, null, 1)}\n${text}`);
  return result.document.revision;
}

/** What is a position, or belongs to the parser. */
const PLACES = new Set(['start', 'end', 'close', 'startOffset', 'endOffset', 'glued', 'tokenType', 'tokenTypeIdx']);

/** A tree without positions. */
function shape(text: string): unknown {
  const { tree } = parse(text);
  return {
    statements: JSON.stringify(tree.statements, (key, value) => (PLACES.has(key) ? undefined : value)),
    comments: tree.comments.map((one) => one.text),
  };
}

test('parse(fmt(x)) is parse(x), fmt(fmt(x)) is fmt(x), and the revision stays', () => {
  fc.assert(
    fc.property(messy, ({ texts, layer }) => {
      for (const text of texts) {
        const once = layOut(text);
        expect(shape(once)).toEqual(shape(text));
        expect(layOut(once)).toBe(once);
        expect(revision(once, layer)).toBe(revision(text, layer));
        expect(once).not.toMatch(/[ \t]\n|\n\n\n/);
      }
    }),
    { numRuns: POLICIES },
  );
});

test('what is printed is laid out already', () => {
  fc.assert(
    fc.property(policy, (p) => void expect(layOut(print(p))).toBe(print(p))),
    { numRuns: POLICIES / 4 },
  );
});
