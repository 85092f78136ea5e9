// A process that writes to a store and says so, line by line: `node writer.mjs FOLDER MODE NAME COUNT`.
import { type StoreDocument, updateStore } from '@writ/approvals';
import { openFileStore } from '../file-store.ts';
import { nodeSurroundings } from '../world.ts';
import { grantCalled } from './test-world.ts';

const [folder = '', mode = '', name = '', count = '0'] = process.argv.slice(2);
const store = openFileStore(folder, { sync: process.env.WRIT_SYNC !== 'off' });

/** Adds one to the count kept in a grant, and returns it. */
function increment(document: StoreDocument): { readonly document: StoreDocument; readonly result: number } {
  const before = document.grants.find((grant) => grant.id === name)?.maxUses ?? 0;
  const others = document.grants.filter((grant) => grant.id !== name);
  return { document: { ...document, grants: [...others, grantCalled(name, before + 1)] }, result: before + 1 };
}

/** Adds one more grant of its own name. */
const addNext = (done: number) => (document: StoreDocument) => ({
  document: { ...document, grants: [...document.grants, grantCalled(`${name}-${done}`)] },
  result: done + 1,
});

async function write(): Promise<void> {
  for (let done = 0; done < Number(count); ) {
    const updated = await updateStore(store, mode === 'add' ? addNext(done) : increment, nodeSurroundings);
    if (updated.status === 'saved') {
      process.stdout.write(`${updated.result}\n`);
      done += 1;
    } else if (updated.status !== 'conflict') {
      process.stdout.write(`${updated.status}: ${JSON.stringify(updated)}\n`);
      process.exit(1);
    }
    if (mode === 'stamp') await store.journal?.append([{ grant: name, at: Date.now(), uses: 1 }]);
    if (mode === 'stamp' && done % 50 === 0) await store.compact();
  }
}

/** Reads until it is killed; anything but a whole document is said. */
async function read(): Promise<void> {
  for (;;) {
    const loaded = await store.load();
    if (loaded.status === 'invalid') process.stdout.write(`invalid: ${loaded.problem}\n`);
    else process.stdout.write(`ok ${loaded.status === 'loaded' ? loaded.generation : 0}\n`);
    await nodeSurroundings.wait(1); // The writers need the processor too.
  }
}

await (mode === 'read' ? read() : write());
