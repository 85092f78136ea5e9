import type { Page } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { bundle, executablePath, openProfile, serve } from './testing/pages.ts';
import type * as Writing from './testing/writing-page.ts';

const inBrowser = test.skipIf(executablePath === '');

/** A server of the page that writes, and a profile to open it with. */
async function prepare() {
  const script = await bundle(
    `import * as writing from './src/testing/writing-page.ts'; globalThis.writing = { ...writing };`,
  );
  const { server, origin } = await serve('<!doctype html><script type="module" src="writ.js"></script>', script);
  const profile = await openProfile();
  onTestFinished(async () => {
    server.close();
    await profile.remove();
  });
  const visit = async () => {
    const context = await profile.start();
    const page = await context.newPage();
    await page.goto(origin);
    return { context, page };
  };
  return { profile, origin, visit };
}

/** What the page's script leaves where a test can reach it. */
type Reachable = { readonly writing: typeof Writing };

const next = (page: Page) => page.evaluate(() => (globalThis as unknown as Reachable).writing.next());
const count = (page: Page) => page.evaluate(() => (globalThis as unknown as Reachable).writing.count());

inBrowser('tabs that crash while they write: nothing that was acknowledged is lost', async () => {
  const { origin, visit } = await prepare();
  const { context, page } = await visit();
  for (let round = 1; round <= 10; round += 1) {
    const victim = await context.newPage();
    await victim.goto(origin);
    const acknowledged = await next(victim);
    const more = next(victim).catch(() => 'crashed');
    const crashed = new Promise((resolve) => victim.on('crash', resolve));
    const tools = await context.newCDPSession(victim);
    void tools.send('Page.crash').catch(() => {});
    await crashed;
    await victim.close();
    await more;
    expect(await count(page)).toBeGreaterThanOrEqual(Number(acknowledged));
  }
  await context.close();
});

inBrowser(
  'a browser that is killed while it writes: what it brings back is what was written, or it is called lost',
  async () => {
    const { profile, visit } = await prepare();
    let acknowledged = 0;
    for (let round = 1; round <= 6; round += 1) {
      const { page } = await visit();
      const found = await count(page);
      if (typeof found === 'string') {
        expect(found).toMatch(/the browser lost answers/);
        return;
      }
      expect(found).toBeGreaterThanOrEqual(acknowledged);
      for (let write = 1; write <= 10; write += 1) acknowledged = Number(await next(page));
      const more = next(page).catch(() => 'killed');
      await profile.kill();
      await more;
    }
  },
);
