import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shrink } from './shrink.ts';

test('what is left still fails, and nothing more can be left out', async () => {
  const fails = (script: string): boolean => /\$\((.|\s)*\)/.test(script);
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), fc.string(), async (before, between, after) => {
      const script = `${before}$(${between})${after}`;
      const shortest = await shrink(script, async (candidates) => candidates.map(fails));
      expect(shortest).toBe('$()');
    }),
  );
});
