import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { bundle, openProfile, serve } from './pages.ts';
import type * as Writing from './writing-page.ts';

const isFull = process.env.WRIT_FAULTS === 'full';
const FIGURES = fileURLToPath(new URL('../../../../.cache/faults-browser/', import.meta.url));

/** How often to do it: all of it in `npm run faults:browser`, a tenth in every other run. */
export const times = (full: number): number => (isFull ? full : Math.ceil(full / 10));

/** Notes what a full run found, for docs/faults-browser.md. */
export function note(name: string, figures: Readonly<Record<string, number>>): void {
  if (!isFull) return;
  mkdirSync(FIGURES, { recursive: true });
  writeFileSync(`${FIGURES}${name}.json`, JSON.stringify(figures));
}

/** A server of the page that writes, and a profile to open it with. */
export async function prepareFaults() {
  const script = await bundle(
    `import * as writing from './src/testing/writing-page.ts'; globalThis.writing = { ...writing };`,
  );
  const { server, origin } = await serve('<!doctype html><script type="module" src="writ.js"></script>', script);
  const profile = await openProfile();
  const visit = async (from = profile) => {
    const context = await from.start();
    const page = await context.newPage();
    await page.goto(origin);
    return { context, page };
  };
  const end = async () => {
    server.close();
    await profile.remove();
  };
  return { profile, origin, visit, end };
}

/** What the page's script leaves where a test can reach it. */
type Reachable = { readonly writing: typeof Writing };

/** The page's functions, called from here. */
export const inPage = {
  grant: (page: Page) => page.evaluate(() => (globalThis as unknown as Reachable).writing.grant()),
  grantMany: (page: Page, writer: number, many: number) =>
    page.evaluate(
      ([one, count]) => (globalThis as unknown as Reachable).writing.grantMany(one ?? 0, count ?? 0),
      [writer, many],
    ),
  granted: (page: Page) => page.evaluate(() => (globalThis as unknown as Reachable).writing.granted()),
  next: (page: Page, filler = 0) =>
    page.evaluate((many) => (globalThis as unknown as Reachable).writing.next(many), filler),
  count: (page: Page) => page.evaluate(() => (globalThis as unknown as Reachable).writing.count()),
  allows: (page: Page, command: string) =>
    page.evaluate((word) => (globalThis as unknown as Reachable).writing.allows(word), command),
  startAnew: (page: Page) => page.evaluate(() => (globalThis as unknown as Reachable).writing.startAnew()),
  /** Writes in the background; `heard` gets each acknowledged number. */
  writeForEver: async (page: Page, heard: (count: number) => void) => {
    await page.exposeFunction('acknowledged', heard);
    void page
      .evaluate(() => {
        const { writing, acknowledged } = globalThis as unknown as Reachable & { acknowledged: (n: number) => unknown };
        return writing.writeForEver(acknowledged);
      })
      .catch(() => {}); // The page ends before the writing does.
  },
};
