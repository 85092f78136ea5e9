import { createCoordinator, EMPTY_DOCUMENT, policySource, updateStore } from '@writ/approvals';
import { openBrowserStore } from '../open-browser-store.ts';
import { pageSurroundings } from '../surroundings.ts';
import { grantRun, grantRunAtLast, patternsIn } from './documents.ts';

/* What a test reaches in a page: a store that is written to, and a guard that asks nobody. */

const opening = openBrowserStore('writing', { openMs: 5_000, writeMs: 5_000 });

/** The one command that is ever granted here. */
const GRANTED = 'make';

/** Says yes for good to the one command. */
export async function grant(): Promise<string> {
  const { store } = await opening;
  return (await grantRun(store, GRANTED)).status;
}

/** Says yes for good to as many commands of its own. */
export async function grantMany(writer: number, many: number): Promise<void> {
  const { store } = await opening;
  for (let index = 0; index < many; index += 1) await grantRunAtLast(store, `tool-${writer}-${index}`);
}

/** How many different commands are granted, and how many grants there are. */
export async function granted(): Promise<readonly [different: number, all: number] | string> {
  const { store } = await opening;
  const patterns = await patternsIn(store);
  return typeof patterns === 'string' ? patterns : [new Set(patterns).size, patterns.length];
}

/**
 * Writes one more, with as many characters that nobody needs; the number that is acknowledged, or the problem.
 * The browser grants room in portions, so only large writes meet a small quota.
 */
export async function next(filler = 0): Promise<number | string> {
  const { store } = await opening;
  const updated = await updateStore(
    store,
    (document) => {
      const count = (document.tombstones.count ?? 0) + 1;
      return { document: { ...document, tombstones: { count }, filler: randomText(filler) }, result: count };
    },
    pageSurroundings,
  );
  return 'result' in updated ? updated.result : updated.problem;
}

/** Writes until the page ends, and tells of each write once it is acknowledged. */
export async function writeForEver(acknowledged: (count: number) => unknown): Promise<void> {
  for (;;) {
    const count = await next();
    if (typeof count === 'number') acknowledged(count);
  }
}

/** How far the writes came, or why nobody knows. */
export async function count(): Promise<number | string> {
  const { store } = await opening;
  try {
    const loaded = await store.load();
    if (loaded.status === 'missing') return 0;
    return loaded.status === 'invalid' ? loaded.problem : (loaded.document.tombstones.count ?? 0);
  } catch (error) {
    return String(error);
  }
}

/** Whether the guard lets a command pass without asking anybody. */
export async function allows(command: string): Promise<boolean> {
  const { store } = await opening;
  const guard = createCoordinator({
    store,
    surroundings: pageSurroundings,
    policy: policySource({ layers: [] }),
    posture: () => ({ kind: 'interactive' }),
  });
  const { outcome } = await guard.authorize({
    request: { kind: 'exec', argv: [command] },
    context: { roots: ['/repo'], cwd: '/repo' },
  });
  return outcome === 'run';
}

/** Starts anew after a loss, as a person would choose. */
export async function startAnew(): Promise<void> {
  const opened = await opening;
  if (opened.kept === 'database') await opened.store.restore(EMPTY_DOCUMENT);
}

/** What no browser can store in less room than it has characters. */
function randomText(length: number): string {
  const bytes = Array.from({ length: Math.ceil(length / 65_536) }, () =>
    crypto.getRandomValues(new Uint8Array(65_536)),
  );
  return bytes
    .map((some) => String.fromCharCode(...some.map((byte) => 33 + (byte % 90))))
    .join('')
    .slice(0, length);
}
