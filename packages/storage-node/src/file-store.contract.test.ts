import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStoreTests } from '@writ/approvals/testing';
import { openFileStore } from './file-store.ts';

runStoreTests('files', {
  capabilities: { durable: true, crossProcess: true, watch: true, maxBytes: 64 * 1024 * 1024 },
  create: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'writ-store-'));
    return {
      folder,
      open: async () => openFileStore(folder, { sync: false }),
      damage: async () => {
        const newest =
          (await readdir(folder))
            .filter((name) => name.startsWith('g-'))
            .sort()
            .at(-1) ?? '';
        await writeFile(join(folder, newest), 'writ-store 1 not what it was\n');
      },
    };
  },
  destroy: ({ folder }) => rm(folder, { recursive: true }),
});
