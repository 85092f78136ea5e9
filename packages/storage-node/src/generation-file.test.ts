import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeGeneration, encodeGeneration } from './generation-file.ts';
import { withGrants } from './testing/test-world.ts';

const HEAD = { generation: 7, id: 'abc', recent: ['def', 'ghi'], journal: { file: 1, offset: 20 } };
const { bytes, revision } = encodeGeneration(HEAD, fourKilobytes());

test('what was written is read', () => {
  expect(bytes.length).toBeGreaterThan(4000);
  expect(decodeGeneration(bytes)).toEqual({ ok: true, head: HEAD, document: fourKilobytes(), revision });
});

test('cut off after any number of bytes: not understood', () => {
  for (let length = 0; length < bytes.length; length += 1) {
    if (decodeGeneration(bytes.subarray(0, length)).ok) throw new Error(`cut to ${length} bytes it still reads`);
  }
});

test('any single bit flipped: not understood', () => {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Uint8Array.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    if (decodeGeneration(flipped).ok) throw new Error(`with bit ${bit} flipped it still reads`);
  }
});

const text = Buffer.from(bytes).toString('utf8');
const utf16 = Buffer.from(text, 'utf16le');

test.for<[what: string, bytes: Uint8Array, problem: RegExp]>([
  ['nothing', new Uint8Array(), /empty/],
  ['zero bytes', new Uint8Array(5000), /does not begin like a store/],
  ['a byte order mark in front', Buffer.from(`\uFEFF${text}`), /does not begin like a store/],
  ['UTF-16', utf16, /does not begin like a store/],
  ['something after it', Buffer.from(`${text}\n`), /checksum/],
  ['itself twice', Buffer.from(text + text), /checksum/],
  ['a later format', Buffer.from(text.replace('writ-store 1', 'writ-store 2')), /does not begin like a store/],
  ['a plain JSON document', Buffer.from(JSON.stringify(fourKilobytes())), /does not begin like a store/],
  ['one edited word', Buffer.from(text.replace('/repo', '/root')), /checksum is wrong/],
])('%s: not understood', ([, damaged, problem]) => {
  expect(decodeGeneration(damaged)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
});

test.for<[what: string, document: string, problem: RegExp]>([
  ['a later version', '{"version":2}', /version 2; this program reads up to version 1/],
  ['no version', '{}', /no version/],
  ['version 0', '{"version":0}', /version 0 is unknown/],
  ['a version in words', '{"version":"1"}', /no version/],
  ['null', 'null', /not a JSON object/],
  ['a list', '[]', /not a JSON object/],
  ['half a document', '{"version":1,', /not valid JSON/],
  ['a key twice', JSON.stringify(withGrants()).replace('"grants":[]', '"grants":[],"grants":[]'), /not written as/],
  ['a blank more', JSON.stringify(withGrants()).replace(',', ', '), /not written as/],
  ['grants that are no list', JSON.stringify({ ...withGrants(), grants: {} }), /\/grants must be array/],
  ['grants null', JSON.stringify({ ...withGrants(), grants: null }), /\/grants must be array/],
  [
    'a grant of a kind that is unknown',
    JSON.stringify(withGrants('x')).replace('"kind":"run"', '"kind":"all"'),
    /\/grants\/0\/target/,
  ],
  ['an empty pattern', JSON.stringify(withGrants('x')).replace('"run x"', '"  "'), /\/grants\/0\/pattern/],
  ['a time that is no number', JSON.stringify(withGrants('x')).replace('1700000000000', '"today"'), /createdAt/],
])('%s, with a right checksum: not understood', ([, document, problem]) => {
  expect(decodeGeneration(forged(document))).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
});

test.for([
  '{}',
  'null',
  '[1]',
  '{"generation":-1}',
  '{"generation":7,"id":3,"recent":[],"journal":{"file":1,"offset":0}}',
  'x',
])('the head %s, with a right checksum: not understood', (head) => {
  expect(decodeGeneration(forged(JSON.stringify(withGrants()), head))).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/head/),
  });
});

/** Bytes whose checksum is right, whatever stands in them. */
function forged(document: string, head = JSON.stringify(HEAD)): Uint8Array {
  const body = `${head}\n${document}\n`;
  return Buffer.from(`writ-store 1 ${createHash('sha256').update(body).digest('hex')}\n${body}`);
}

function fourKilobytes() {
  return withGrants(...Array.from({ length: 18 }, (_, index) => `program-${index}`));
}
