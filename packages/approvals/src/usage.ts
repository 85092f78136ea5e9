import { createCanceller } from './cancel.ts';
import type { StoreDocument, Usage } from './document.ts';
import { own } from './record.ts';
import type { Store } from './store.ts';
import type { Surroundings } from './surroundings.ts';
import { messageOf, updateStore } from './update-store.ts';
import type { UsageStamp } from './usage-stamp.ts';

/** Adds stamps to a document. A stamp of a grant that is gone is dropped: a late use brings nothing back. */
export function foldUsage(document: StoreDocument, stamps: readonly UsageStamp[]): StoreDocument {
  const known = new Set(document.grants.map((grant) => grant.id));
  const live = stamps.filter((stamp) => known.has(stamp.grant));
  if (live.length === 0) return document;
  const usage = new Map(Object.entries(document.usage));
  for (const stamp of live) usage.set(stamp.grant, addStamp(usage.get(stamp.grant), stamp));
  return { ...document, usage: Object.fromEntries(usage) };
}

/** The usage of every grant, with what the journal still holds. Usage is for people: an unreadable journal counts as empty. */
export async function readUsage(store: Store, document: StoreDocument): Promise<StoreDocument['usage']> {
  if (store.journal === undefined) return document.usage;
  const stamps = await store.journal.read().catch(() => []);
  return foldUsage(document, stamps).usage;
}

/** The usage of one grant; absent until its first use. */
export function usageOf(usage: StoreDocument['usage'], grant: string): Usage | undefined {
  return own(usage, grant);
}

/** Notes uses without ever delaying or failing a decision. */
export interface UsageRecorder {
  stamp(stamp: UsageStamp): void;
  /** Writes what is pending; a problem is returned, and the stamps are kept for the next time. */
  flush(): Promise<{ readonly problem?: string }>;
  /** Flushes and stops the timer. */
  close(): Promise<{ readonly problem?: string }>;
}

const FLUSH_AFTER_MS = 1000;

/** Counts uses in memory and writes them together, at most once a second and on close. */
export function createUsageRecorder(store: Store, surroundings: Surroundings): UsageRecorder {
  const pending = new Map<string, UsageStamp>();
  const closing = createCanceller();
  let due = false;
  let writing: Promise<{ readonly problem?: string }> = Promise.resolve({});

  const write = async (): Promise<{ readonly problem?: string }> => {
    const stamps = [...pending.values()];
    if (stamps.length === 0) return {};
    pending.clear();
    const problem = await writeStamps(store, stamps, surroundings);
    if (problem === undefined) return {};
    for (const stamp of stamps) keep(pending, stamp);
    return { problem };
  };
  const flush = () => (writing = writing.then(write));
  const flushSoon = async () => {
    due = true;
    await surroundings.wait(FLUSH_AFTER_MS, closing.signal);
    due = false;
    await flush();
  };
  return {
    stamp: (stamp) => {
      keep(pending, stamp);
      if (!due && !closing.signal.aborted) void flushSoon();
    },
    flush,
    close: () => {
      closing.abort();
      return flush();
    },
  };
}

/** The problem, if the stamps could not be written. */
async function writeStamps(
  store: Store,
  stamps: readonly UsageStamp[],
  surroundings: Surroundings,
): Promise<string | undefined> {
  try {
    if (store.journal !== undefined) {
      await store.journal.append(stamps);
      return undefined;
    }
  } catch (error) {
    return messageOf(error);
  }
  const updated = await updateStore(
    store,
    (document) => ({ document: foldUsage(document, stamps), result: undefined }),
    surroundings,
  );
  return updated.status === 'saved' || updated.status === 'unchanged' ? undefined : updated.problem;
}

function keep(pending: Map<string, UsageStamp>, stamp: UsageStamp): void {
  const before = pending.get(stamp.grant);
  if (before === undefined) pending.set(stamp.grant, stamp);
  else pending.set(stamp.grant, { ...later(before, stamp), uses: before.uses + stamp.uses });
}

function later(a: UsageStamp, b: UsageStamp): UsageStamp {
  return b.at >= a.at ? b : a;
}

function addStamp(before: Usage | undefined, stamp: UsageStamp): Usage {
  const uses = (before?.uses ?? 0) + stamp.uses;
  if (before !== undefined && before.lastUsedAt > stamp.at) return { ...before, uses };
  return {
    ...before,
    uses,
    lastUsedAt: stamp.at,
    ...(stamp.command === undefined ? {} : { lastUsedCommand: stamp.command }),
    ...(stamp.path === undefined ? {} : { lastResolvedPath: stamp.path }),
  };
}
