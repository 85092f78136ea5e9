import { createMemory, createMemoryStore } from './memory-store.ts';
import { runStoreTests } from './testing.ts';

runStoreTests('memory', {
  capabilities: { durable: false, crossProcess: false, watch: true },
  create: async () => {
    const memory = createMemory();
    return {
      open: async () => createMemoryStore(memory),
      damage: async () => {
        memory.text = (memory.text ?? '').slice(0, -1);
      },
    };
  },
});
