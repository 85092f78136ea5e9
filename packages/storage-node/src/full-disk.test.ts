import { execFileSync } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openAuditFile, verifyAudit } from './audit-file.ts';
import { openFileStore } from './file-store.ts';
import { withGrants } from './testing/test-world.ts';

/** A file system of 256 KiB of its own, or the reason why there is none. */
async function smallDisk(): Promise<string | { readonly why: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0700', 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    await rm(folder, { recursive: true });
    return { why: String(error).split('\n')[0] ?? '' };
  }
  onTestFinished(async () => {
    execFileSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true });
  });
  return folder;
}

/** Writes until the disk is full, then frees so many bytes again. */
async function fill(disk: string, leave: number): Promise<void> {
  const filler = await open(join(disk, 'filler'), 'w');
  const block = Buffer.alloc(4096);
  try {
    for (;;) await filler.write(block);
  } catch {
    const { size } = await filler.stat();
    await filler.truncate(Math.max(0, size - leave));
  } finally {
    await filler.close();
  }
}

test('a full disk: an error, the old document, nothing left behind; and it goes on once there is room', async ({
  skip,
}) => {
  const disk = await smallDisk();
  if (typeof disk !== 'string') {
    console.warn(
      `full-disk.test.ts: NO small disk could be mounted, so a really full disk is NOT tested here (${disk.why})`,
    );
    return skip(disk.why);
  }
  const folder = join(disk, 'store');
  const store = openFileStore(folder);
  await store.compareAndSwap((await store.load()).revision, withGrants('one'));
  const before = await store.load();
  const large = withGrants(...Array.from({ length: 200 }, (_, index) => `grant-${index}`));
  for (const leave of [0, 4096, 8192, 16_384]) {
    await fill(disk, leave);
    await expect(store.compareAndSwap(before.revision, large)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await openFileStore(folder).load()).toEqual(before);
    expect((await readdir(folder)).length).toBe(1);
    await rm(join(disk, 'filler'));
  }
  expect(await store.compareAndSwap(before.revision, large)).toMatchObject({ ok: true });
});

test('a full disk: the journal and the audit fail, and both are whole afterwards', async ({ skip }) => {
  const disk = await smallDisk();
  if (typeof disk !== 'string') return skip(disk.why);
  const store = openFileStore(join(disk, 'store'));
  await store.compareAndSwap((await store.load()).revision, withGrants('one'));
  const audit = openAuditFile(join(disk, 'audit.jsonl'));
  const entry = {
    at: 1,
    outcome: 'run',
    reason: 'allowed',
    effect: 'allow',
    fingerprint: '',
    revision: '',
    rules: [],
    grants: [],
  } as const;
  await audit.append({ ...entry, request: 'first' });
  await store.journal?.append([{ grant: 'one', at: 1, uses: 1 }]);
  await fill(disk, 0);
  const stamps = Array.from({ length: 500 }, () => ({ grant: 'one', at: 2, uses: 1, command: 'x'.repeat(50) }));
  await expect(store.journal?.append(stamps)).rejects.toMatchObject({ code: 'ENOSPC' });
  await expect(audit.append({ ...entry, request: 'x'.repeat(20_000) })).rejects.toMatchObject({ code: 'ENOSPC' });
  await rm(join(disk, 'filler'));
  await store.journal?.append([{ grant: 'one', at: 3, uses: 1 }]);
  await audit.append({ ...entry, request: 'last' });
  const uses = (await store.journal?.read())?.length ?? 0;
  expect(uses).toBeGreaterThanOrEqual(2);
  expect(await verifyAudit(join(disk, 'audit.jsonl'))).toMatchObject({ ok: true });
  expect(await readFile(join(disk, 'audit.jsonl'), 'utf8')).toContain('"last"');
  expect((await stat(join(disk, 'store'))).isDirectory()).toBe(true);
});
