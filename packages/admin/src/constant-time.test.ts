import * as crypto from 'node:crypto';
import { expect, test, vi } from 'vitest';

// No clock: what is shown is that every wrong token takes the same steps over the same number of bytes.
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>();
  return { ...real, createHash: vi.fn(real.createHash), timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

// Another file may have read it already, without what is watched here.
vi.resetModules();
const { carriesToken } = await import('./token.ts');

const TOKEN = 'k'.repeat(43);

test.for<[what: string, header: string | undefined, carries: boolean]>([
  ['the right one', `Bearer ${TOKEN}`, true],
  ['wrong in its first letter', `Bearer x${TOKEN.slice(1)}`, false],
  ['wrong in its last letter', `Bearer ${TOKEN.slice(0, -1)}x`, false],
  ['wrong in all', `Bearer ${'x'.repeat(43)}`, false],
  ['the beginning of it', `Bearer ${TOKEN.slice(0, 20)}`, false],
  ['it and more', `Bearer ${TOKEN}k`, false],
  ['empty', 'Bearer ', false],
  ['of another scheme', `Basic ${TOKEN}`, false],
  ['not there', undefined, false],
])('a token that is %s: two digests, and one comparison of all their bytes', ([, header, carries]) => {
  vi.mocked(crypto.createHash).mockClear();
  vi.mocked(crypto.timingSafeEqual).mockClear();
  expect(carriesToken(header, TOKEN)).toBe(carries);
  expect(vi.mocked(crypto.createHash).mock.calls).toEqual([['sha256'], ['sha256']]);
  const lengths = vi.mocked(crypto.timingSafeEqual).mock.calls.map((both) => both.map((bytes) => bytes.byteLength));
  expect(lengths).toEqual([[32, 32]]);
});
