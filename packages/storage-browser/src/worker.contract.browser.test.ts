import { runStoreTests } from '@writ/approvals/testing';
import { forgetBrowserStore } from './open-browser-store.ts';
import { newName, spoil } from './testing/places.ts';
import { openInWorker } from './testing/worker-store.ts';

runStoreTests('IndexedDB in workers', {
  capabilities: { durable: true, crossProcess: true, watch: true },
  create: async () => {
    const name = newName();
    return {
      name,
      open: () => openInWorker(name),
      damage: () => spoil(name, (record) => ({ ...record, text: record.text.slice(0, -1) })),
    };
  },
  destroy: async ({ name }) => {
    await forgetBrowserStore(name);
  },
});
