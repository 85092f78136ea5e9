import { runStoreTests } from '@writ/approvals/testing';
import { forgetBrowserStore, openBrowserStore } from './open-browser-store.ts';
import { newName, spoil } from './testing/places.ts';

runStoreTests('IndexedDB in a window', {
  capabilities: { durable: true, crossProcess: true, watch: true },
  create: async () => {
    const name = newName();
    return {
      name,
      open: async () => (await openBrowserStore(name)).store,
      damage: () => spoil(name, (record) => ({ ...record, text: record.text.slice(0, -1) })),
    };
  },
  destroy: async ({ name }) => {
    await forgetBrowserStore(name);
  },
});
