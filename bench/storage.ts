import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addGrant, createUsageRecorder, EMPTY_DOCUMENT, type Grant, updateStore } from '@writ/approvals';
import { currentWorld, nodeSurroundings, openFileStore, type World } from '@writ/storage-node';
import type { Effort } from './measure.ts';
import { printTable } from './table.ts';

/** What keeping an answer costs, beside a file that is read, changed and written as a whole. */
export async function benchStorage(effort: Effort): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  const [grants, rounds] = effort === 'full' ? [10_000, 41] : [100, 3];
  try {
    await benchAdding(folder, grants, rounds);
    await benchStamping(folder, grants);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function benchAdding(folder: string, grants: number, rounds: number): Promise<void> {
  const rows: string[][] = [];
  for (const sync of [false, true]) {
    const { world, counts } = counted();
    const store = openFileStore(join(folder, `sync-${sync}`), { sync, world });
    await store.compareAndSwap((await store.load()).revision, documentOf(grants));
    counts.flushes = 0;
    const took = await median(rounds, async (round) => {
      const draft = { ...draftFor(`added-${round}`) };
      const updated = await updateStore(
        store,
        (document) => addGrant(document, draft, nodeSurroundings),
        nodeSurroundings,
      );
      if (updated.status !== 'saved') throw new Error(`not added: ${updated.status}`);
    });
    rows.push([`writ, fsync ${sync ? 'on' : 'off'}`, took.toFixed(1), String(counts.flushes / rounds)]);
  }
  const path = join(folder, 'naive.json');
  await writeFile(path, JSON.stringify(documentOf(grants)));
  const naive = await median(rounds, async (round) => {
    const document = JSON.parse(await readFile(path, 'utf8'));
    document.grants.push({ ...draftFor(`added-${round}`), id: `added-${round}` });
    await writeFile(`${path}.new`, JSON.stringify(document));
    await rename(`${path}.new`, path);
  });
  rows.push(['one file, read, parsed, rewritten, renamed', naive.toFixed(1), '0']);
  printTable(`adding a grant to a store of ${grants}`, ['', 'ms (median)', 'flushes each'], rows);
}

async function benchStamping(folder: string, grants: number): Promise<void> {
  const { world, counts } = counted();
  const store = openFileStore(join(folder, 'stamps'), { world });
  await store.compareAndSwap((await store.load()).revision, documentOf(grants));
  counts.writes = 0;
  const uses = 1000;
  const began = performance.now();
  const recorder = createUsageRecorder(store, nodeSurroundings);
  for (let use = 0; use < uses; use += 1)
    recorder.stamp({ grant: `grant-${use % grants}`, at: use, uses: 1, command: 'make' });
  await recorder.close();
  const took = performance.now() - began;
  const few = 20;
  const naive = await rewriting(join(folder, 'naive-uses.json'), grants, few);
  const rows = [
    [`writ, a journal: ${uses} uses`, took.toFixed(1), String(counts.writes)],
    [`one file, rewritten for each: ${few} uses`, naive.toFixed(1), String(few)],
  ];
  printTable('stamping uses', ['', 'ms (all)', 'writes'], rows);
}

async function rewriting(path: string, grants: number, uses: number): Promise<number> {
  await writeFile(path, JSON.stringify(documentOf(grants)));
  const began = performance.now();
  for (let use = 0; use < uses; use += 1) {
    const document = JSON.parse(await readFile(path, 'utf8'));
    document.usage[`grant-${use}`] = { uses: 1, lastUsedAt: use, lastUsedCommand: 'make' };
    await writeFile(`${path}.new`, JSON.stringify(document));
    await rename(`${path}.new`, path);
  }
  return performance.now() - began;
}

function counted(): { readonly world: World; readonly counts: { writes: number; flushes: number } } {
  const world = currentWorld();
  const counts = { writes: 0, flushes: 0 };
  const { files } = world;
  const open: World['files']['open'] = async (path, mode) => {
    const file = await files.open(path, mode);
    const write: typeof file.write = (bytes, offset) => {
      counts.writes += 1;
      return file.write(bytes, offset);
    };
    const sync = () => {
      counts.flushes += 1;
      return file.sync();
    };
    return { ...file, write, sync };
  };
  const syncFolder = (path: string) => {
    counts.flushes += 1;
    return files.syncFolder(path);
  };
  return { world: { ...world, files: { ...files, open, syncFolder } }, counts };
}

async function median(rounds: number, action: (round: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await action(round);
    times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[rounds >> 1] ?? 0;
}

const draftFor = (name: string) => ({
  pattern: `run ${name}`,
  target: { kind: 'run', commands: [[{ kind: 'word', word: [name] }]], except: [] } as const,
  scope: { workspace: '/repo' },
  origin: 'person' as const,
});

function documentOf(count: number) {
  const grants = Array.from(
    { length: count },
    (_, index): Grant => ({
      ...draftFor(`grant-${index}`),
      ...{ id: `grant-${index}`, createdAt: 1_700_000_000_000 },
    }),
  );
  return { ...EMPTY_DOCUMENT, grants };
}
