import { createHash } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { recordsOf } from './testing/deciding.ts';
import { bundle, executablePath, openProfile, serve } from './testing/pages.ts';
import { POLICIES, requests } from './testing/requests.ts';

const inBrowser = test.skipIf(executablePath === '');
const MANY = 5_000;

type Reachable = { readonly recordsOf: typeof recordsOf };

/** A page under `script-src 'self'`, where nothing can be made into code. */
async function openPage() {
  const script = await bundle(
    `import { recordsOf } from './src/testing/deciding.ts'; globalThis.recordsOf = recordsOf; globalThis.canEval = (() => { try { return Function('return 1')() === 1; } catch { return false; } })();`,
  );
  const { server, origin } = await serve('<!doctype html><script type="module" src="writ.js"></script>', script);
  const profile = await openProfile();
  const context = await profile.start();
  onTestFinished(async () => {
    await context.close();
    await profile.remove();
    server.close();
  });
  const page = await context.newPage();
  await page.goto(origin);
  return page;
}

inBrowser(
  `law 8: the records of ${MANY} requests are the same bytes in Node.js and in a page without eval`,
  async () => {
    const page = await openPage();
    expect(await page.evaluate(() => (globalThis as unknown as { canEval: boolean }).canEval)).toBe(false);
    const all = requests(MANY, inject('seed'));
    const share = MANY / POLICIES.length;
    const effects = new Map<string, number>();
    for (const [index, policy] of POLICIES.entries()) {
      const some = JSON.stringify(all.slice(index * share, (index + 1) * share));
      const here = recordsOf(policy, some);
      const there = await page.evaluate(([text, list]) => (globalThis as unknown as Reachable).recordsOf(text, list), [
        policy,
        some,
      ] as const);
      const different = here.findIndex((record, at) => record !== there[at]);
      expect([some[different], there[different]]).toEqual([some[different], here[different]]);
      expect(digest(there)).toBe(digest(here));
      for (const record of here) {
        const { effect } = JSON.parse(record);
        effects.set(effect, (effects.get(effect) ?? 0) + 1);
      }
    }
    for (const effect of ['allow', 'ask', 'deny']) expect(effects.get(effect)).toBeGreaterThan(50); // or it shows nothing
  },
);

const digest = (records: readonly string[]): string => createHash('sha256').update(records.join('\n')).digest('hex');
