// A process to be killed: it makes ready, waits for a line of input, does one thing, says how it ended.
// `node victim.mjs FOLDER OPERATION [again]`
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeAnswers, type StoreDocument, updateStore } from '@writ/approvals';
import { openAuditFile } from '../audit-file.ts';
import { openFileStore } from '../file-store.ts';
import { nodeSurroundings } from '../world.ts';
import { entryFor, grantCalled } from './test-world.ts';

const [folder = '', operation = '', again] = process.argv.slice(2);
const store = openFileStore(folder);

/** Each says `saved`, or why not. */
const OPERATIONS: Readonly<Record<string, () => Promise<string>>> = {
  add: () => update((document) => ({ ...document, grants: [...document.grants, grantCalled('new')] })),
  remove: () => update((document) => removeAnswers(document, { id: 'old' }, 1).document),
  compact: async () => {
    const swapped = await store.compact();
    return swapped.ok ? 'saved' : swapped.why;
  },
  stamp: async () => {
    await store.journal?.append([{ grant: 'old', at: 9, uses: 1 }]);
    return 'saved';
  },
  audit: async () => {
    await openAuditFile(join(folder, 'audit.jsonl'), { sync: true }).append(entryFor('new'));
    return 'saved';
  },
};

async function update(change: (document: StoreDocument) => StoreDocument): Promise<string> {
  const updated = await updateStore(
    store,
    (document) => ({ document: change(document), result: undefined }),
    nodeSurroundings,
  );
  return 'problem' in updated ? `${updated.status}: ${updated.problem}` : updated.status;
}

await readFile('/dev/null'); // The thread that does the file system's work is there from now on.
process.stdout.write('ready\n');
process.stdin.on('data', async () => {
  const ended = await OPERATIONS[operation]?.().catch((error: unknown) => `failed: ${String(error)}`);
  process.stdout.write(`${ended}\n`, () => again ?? process.exit(0));
});
