import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLink, writeLink } from './share.ts';

test('what is written into a link is read from it', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), async (policy, line) => {
      const sent = { policy: wellFormed(policy), line: wellFormed(line) };
      expect(await readLink(await writeLink(sent))).toEqual({ ok: true, shared: sent });
    }),
  ));

test('nothing that is written behind the mark throws', () =>
  fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect((await readLink(`#1.${text}`))?.ok ?? false).toBe(false);
    }),
  ));

const packed = async (text: string) => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `#1.${Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')}`;
};

test.for<[what: string, text: string, problem: RegExp]>([
  ['something else', '{"policy": 1}', /something else/],
  ['numbers', '[1, 2]', /something else/],
  ['no JSON', 'allow run **', /damaged/],
  ['a bomb', '"'.padEnd(50_000_000, 'x'), /more than a policy may/],
])('a link with %s is refused with a sentence', async ([, text, problem]) => {
  expect(await readLink(await packed(text))).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
});

test('a fragment of something else is no link', async () => {
  expect(await readLink('')).toBeUndefined();
  expect(await readLink('#answer')).toBeUndefined();
});

/** As the page hands texts over: lone surrogates cannot be encoded in UTF-8. */
const wellFormed = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));
