import { createCoordinator, policySource, type StoreDocument } from '@writ/approvals';
import { compile } from '@writ/dsl';
import { openFileStore } from '../src/file-store.ts';
import { generationName } from '../src/names.ts';
import { posixPlatform } from '../src/platform.ts';
import { createMemoryDisk } from '../src/testing/memory-files.ts';
import { must } from '../src/testing/must.ts';
import { grantCalled, testSurroundings, testWorld, withGrants } from '../src/testing/test-world.ts';
import { pick, type Row } from './row.ts';

const FOLDER = '/store';
const FILE = `${FOLDER}/${generationName(1)}`;

/** A store file, spoiled. */
interface Variant {
  readonly what: string;
  readonly bytes: (whole: Uint8Array) => Uint8Array;
}

export const damage: Row = {
  name: 'damage',
  fault: 'any bit flipped, any byte on missing',
  how: 'every bit of a store of 4 KiB flipped, and the file cut off after every byte; each is loaded, asked for a grant that it held and for what the policy allows, and written to',
  holds: 'refused as invalid, in one line; nothing is allowed; the bytes stay as they are',
  run: async (effort) => {
    const whole = await wholeFile();
    must((await ask(whole, 'make')) === 'run', 'the grant does not even answer undamaged');
    must((await ask(whole, 'ls')) === 'run', 'the policy does not even allow undamaged');
    const flips = Array.from({ length: whole.length * 8 }, (_, bit) => flipped(bit));
    const cuts = Array.from({ length: whole.length }, (_, length) => cutTo(length));
    const variants = pick(effort, [...flips, ...cuts]);
    for (const variant of variants) await isRefused(variant, whole);
    return { did: 'variants', count: variants.length, note: `of a file of ${whole.length} bytes` };
  },
};

const flipped = (bit: number): Variant => ({
  what: `bit ${bit} flipped`,
  bytes: (whole) => whole.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
});

const cutTo = (length: number): Variant => ({
  what: `cut to ${length} bytes`,
  bytes: (whole) => whole.slice(0, length),
});

/** A store of 4096 bytes: one grant that is asked for, and others that fill it up. */
async function wholeFile(): Promise<Uint8Array> {
  for (let filling = 0; ; filling += 1) {
    const make = grantCalled('make');
    const documents: StoreDocument = {
      ...withGrants('make', ...names(15)),
      plans: 'x'.repeat(filling),
    } as StoreDocument;
    const disk = createMemoryDisk();
    const store = openFileStore(FOLDER, { world: testWorld(disk.files) });
    const { maxUses: _, ...free } = make;
    await store.compareAndSwap((await store.load()).revision, {
      ...documents,
      grants: [free, ...documents.grants.slice(1)],
    });
    const bytes = disk.bytesOf(FILE) ?? new Uint8Array();
    must(bytes.length <= 4096, `the store to be damaged is ${bytes.length} bytes already`);
    if (bytes.length === 4096) return bytes;
  }
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `program-${index}`);

async function isRefused({ what, bytes }: Variant, whole: Uint8Array): Promise<void> {
  const spoiled = bytes(whole);
  const { disk, store } = storeOf(spoiled);
  const loaded = await store.load();
  must(loaded.status === 'invalid' && !loaded.problem.includes('\n'), `${what}: it is ${loaded.status}`);
  for (const command of ['make', 'ls'])
    must((await ask(spoiled, command)) === 'refuse', `${what}: \`${command}\` was allowed`);
  const swapped = await store.compareAndSwap(loaded.revision, withGrants('evil'));
  must(!swapped.ok, `${what}: it was written over`);
  must(Buffer.compare(disk.bytesOf(FILE) ?? Buffer.of(), spoiled) === 0, `${what}: the bytes were changed`);
}

function storeOf(bytes: Uint8Array) {
  const disk = createMemoryDisk();
  disk.putFolder(FOLDER);
  disk.put(FILE, bytes);
  return { disk, store: openFileStore(FOLDER, { world: testWorld(disk.files, posixPlatform(0)) }) };
}

const compiled = compile('allow run ls\ndefault ask\n', { file: 'faults.writ', layer: 'user' });
const policy = policySource({ layers: [{ name: 'user', documents: compiled.ok ? [compiled.document] : [] }] });

/** What becomes of a command where nobody can be asked. */
async function ask(bytes: Uint8Array, command: string): Promise<string> {
  const coordinator = createCoordinator({
    store: storeOf(bytes).store,
    surroundings: testSurroundings(),
    policy,
    posture: () => ({ kind: 'interactive' }),
  });
  const request = { kind: 'shell', command, cwd: '/repo' } as const;
  return (await coordinator.authorize({ request, context: { roots: ['/repo'], cwd: '/repo' } })).outcome;
}
