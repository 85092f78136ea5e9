import { runStoreTests } from '@writ/approvals/testing';
import { IDBFactory } from 'fake-indexeddb';
import { createBrowserStore } from './browser-store.ts';
import { newName, spoil } from './testing/places.ts';

runStoreTests('IndexedDB as fake-indexeddb has it', {
  capabilities: { durable: true, crossProcess: true, watch: true },
  create: async () => {
    const name = newName();
    const factory = new IDBFactory();
    return {
      open: async () => createBrowserStore(factory, name, {}),
      damage: () => spoil(name, (record) => ({ ...record, text: record.text.slice(0, -1) }), factory),
    };
  },
});
