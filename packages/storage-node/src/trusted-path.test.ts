import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { nodeFileSystem } from './file-system.ts';
import { generationName, temporaryName } from './names.ts';
import { withGrants } from './testing/test-world.ts';
import { currentWorld } from './world.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;
const NEWEST = generationName(1);

/** A folder of our own with a store of one grant in `home/store`, and the bytes of that store. */
async function storeIn() {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'writ-path-')));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const folder = join(base, 'home', 'store');
  await mkdir(join(base, 'home'), { mode: 0o700 });
  const store = openFileStore(folder);
  await store.compareAndSwap((await store.load()).revision, withGrants('one'));
  return {
    base,
    home: join(base, 'home'),
    folder,
    file: join(folder, NEWEST),
    bytes: await readFile(join(folder, NEWEST)),
  };
}

type Place = Awaited<ReturnType<typeof storeIn>>;

/** Both of load and swap refuse; the reason names the place and the way out; nothing anywhere has changed. */
async function expectRefused(folder: string, problem: RegExp): Promise<void> {
  const store = openFileStore(folder);
  const loaded = await store.load();
  expect(loaded).toMatchObject({ status: 'invalid', problem: expect.stringMatching(problem) });
  expect(await store.compareAndSwap(loaded.revision, withGrants('evil'))).toMatchObject({ ok: false, why: 'conflict' });
}

test('a store of our own is used, for us alone', async () => {
  const { folder, file } = await storeIn();
  expect((await openFileStore(folder).load()).status).toBe('loaded');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual([NEWEST]);
});

test.for<[what: string, spoil: (place: Place) => Promise<void>, problem: RegExp]>([
  [
    'the newest file is a link',
    async ({ file, base }) => {
      await rename(file, join(base, 'elsewhere'));
      await symlink(join(base, 'elsewhere'), file);
    },
    /is a symbolic link; remove it/,
  ],
  ['the newest file has a second name', ({ file, base }) => link(file, join(base, 'second')), /another name somewhere/],
  [
    'the newest file is a folder',
    async ({ file }) => {
      await rm(file);
      await mkdir(file);
    },
    /is not a regular file/,
  ],
  [
    'the newest file is a pipe',
    async ({ file }) => {
      await rm(file);
      execFileSync('mkfifo', [file]);
    },
    /is not a regular file/,
  ],
  [
    'the newest file is writable by all',
    ({ file }) => chmod(file, 0o666),
    /others can write to .*: run `chmod go-w` on it/,
  ],
  ['the newest file is writable by a group', ({ file }) => chmod(file, 0o620), /others can write/],
  ['the newest file is empty', ({ file }) => writeFile(file, ''), /cannot be used: it is empty/],
  ['the newest file is a gigabyte', ({ file }) => truncate(file, 2 ** 30), /is larger than 67108864 bytes/],
  ['the newest file is full of NUL', ({ file }) => writeFile(file, Buffer.alloc(4096)), /does not begin like a store/],
  [
    'the newest file has a byte order mark',
    async ({ file, bytes }) => writeFile(file, Buffer.concat([Buffer.from('\uFEFF'), bytes])),
    /does not begin like a store/,
  ],
  [
    'the newest file was edited',
    async ({ file, bytes }) => writeFile(file, bytes.toString('utf8').replace('"one"', '"two"')),
    /checksum is wrong: it was damaged or edited/,
  ],
  [
    'the newest file is a socket of another program',
    async ({ file }) => {
      await rm(file);
      const server = createServer().listen(file);
      onTestFinished(() => void server.close());
      await once(server, 'listening');
    },
    /is not a regular file/,
  ],
  [
    'the newest file is an older one under a newer name',
    ({ file, folder }) => rename(file, join(folder, generationName(9))),
    /was written as generation 1/,
  ],
  ['the folder is writable by all', ({ folder }) => chmod(folder, 0o777), /others can write/],
  ['the folder is writable by all, though sticky', ({ folder }) => chmod(folder, 0o1777), /others can write/],
  ['the folder above is writable by all', ({ home }) => chmod(home, 0o777), /others can write to `[^`]*home`/],
  ['the folder above is writable by a group', ({ home }) => chmod(home, 0o770), /others can write/],
  [
    'the folder is a link',
    async ({ folder, base }) => {
      await rename(folder, join(base, 'moved'));
      await symlink(join(base, 'moved'), folder);
    },
    /store` is a symbolic link; name the folder it points to/,
  ],
  [
    'the folder above is a link',
    async ({ home, base }) => {
      await rename(home, join(base, 'moved'));
      await symlink(join(base, 'moved'), home);
    },
    /home` is a symbolic link; name the folder it points to/,
  ],
  [
    'the folder is a link to itself',
    async ({ folder }) => {
      await rm(folder, { recursive: true });
      await symlink(folder, folder);
    },
    /is a symbolic link/,
  ],
  [
    'the folder is a file',
    async ({ folder }) => {
      await rm(folder, { recursive: true });
      await writeFile(folder, '');
    },
    /is not a folder/,
  ],
])('%s: refused by name, with the remedy', async ([, spoil, problem]) => {
  const place = await storeIn();
  await spoil(place);
  const before = await everythingIn(place.base);
  await expectRefused(place.folder, problem);
  expect(await everythingIn(place.base)).toEqual(before);
});

const asRoot = test.skipIf(!isRoot);
if (!isRoot) console.warn('trusted-path.test.ts: not root, so files of other owners are NOT tested here');

asRoot.for<[what: string, path: (place: Place) => string]>([
  ['the newest file', ({ file }) => file],
  ['the folder', ({ folder }) => folder],
  ['the folder above', ({ home }) => home],
])('%s belongs to somebody else: refused', async ([, path]) => {
  const place = await storeIn();
  await chown(path(place), NOBODY, NOBODY);
  await expectRefused(place.folder, /belongs to user 65534; it must belong to you or to root/);
});

test('a link that only root can have made, on the way to the store, is followed', async () => {
  const world = currentWorld();
  const { folder } = await storeIn();
  // As on macOS, where /tmp is a link to /private/tmp.
  const files = {
    ...nodeFileSystem,
    stat: async (path: string) =>
      path === '/short' ? { ...(await nodeFileSystem.stat('/')), kind: 'link' as const } : nodeFileSystem.stat(path),
    readLink: async () => folder.slice(0, folder.lastIndexOf('/')),
  };
  const rootIsTrusted = await nodeFileSystem.stat('/').then((root) => root.owner === 0 && (root.mode & 0o022) === 0);
  expect((await openFileStore('/short/store', { world: { ...world, files } }).load()).status).toBe(
    rootIsTrusted ? 'loaded' : 'invalid',
  );
});

test('a planted temporary name cannot be guessed, and a link under it is not written through', async () => {
  const { folder, base } = await storeIn();
  const world = currentWorld();
  const victim = join(base, 'victim');
  await writeFile(victim, 'precious');
  const bytes = new Uint8Array(12).fill(7);
  const surroundings = { ...world.surroundings, randomBytes: (count: number) => bytes.subarray(0, count) };
  await symlink(victim, join(folder, temporaryName(Buffer.from(bytes).toString('base64url'))));
  const store = openFileStore(folder, { world: { ...world, surroundings } });
  const swapping = store.compareAndSwap((await store.load()).revision, withGrants('two'));
  await expect(swapping).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(victim, 'utf8')).toBe('precious');
});

test('a link put in the place of the journal is not written through', async () => {
  const { folder, base } = await storeIn();
  const victim = join(base, 'victim');
  await writeFile(victim, 'precious');
  await symlink(victim, join(folder, 'usage-000001.log'));
  const store = openFileStore(folder);
  await expect(store.journal?.append([{ grant: 'one', at: 1, uses: 1 }])).rejects.toThrow();
  expect(await readFile(victim, 'utf8')).toBe('precious');
});

test('a file swapped for a link between looking and opening is not read', async () => {
  const { folder, file, base, bytes } = await storeIn();
  await writeFile(join(base, 'evil'), bytes);
  const world = currentWorld();
  const files = {
    ...nodeFileSystem,
    open: async (path: string, mode: 'read' | 'create' | 'append') => {
      await rm(file);
      await symlink(join(base, 'evil'), file);
      return nodeFileSystem.open(path, mode);
    },
  };
  await expect(openFileStore(folder, { world: { ...world, files } }).load()).rejects.toMatchObject({ code: 'ELOOP' });
});

test('the temporary name a killed writer left on its generation is no foreign hard link', async () => {
  const { folder, file } = await storeIn();
  await link(file, join(folder, temporaryName('left-behind')));
  expect((await openFileStore(folder).load()).status).toBe('loaded');
});

test('the path must be absolute', () => {
  expect(() => openFileStore('store')).toThrow(TypeError);
});

/** Every file below a folder with its bytes, every link with its target. */
async function everythingIn(folder: string): Promise<readonly string[]> {
  const found = execFileSync('find', [folder, '-printf', '%p %y %m %s %l\\n'], { encoding: 'utf8' });
  return found.split('\n').sort();
}
