import type { Stats } from 'node:fs';
import { constants, watch } from 'node:fs';
import * as fs from 'node:fs/promises';

/** What is known of a file or folder; links are not followed. Times are milliseconds since 1970. */
export interface FileStat {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** Permission bits, the sticky bit included. */
  readonly mode: number;
  readonly owner: number;
  /** How many names the file has. */
  readonly links: number;
  /** Changes with every change of content, permissions or names. */
  readonly changed: number;
  readonly inode: number;
}

/** An open file. */
export interface OpenFile {
  /** Writes some of the bytes from `offset` on, and says how many: it may be fewer. */
  write(bytes: Uint8Array, offset: number): Promise<number>;
  /** Reads into `buffer` from `offset` on, from `position` in the file; 0 at its end. */
  read(buffer: Uint8Array, offset: number, position: number): Promise<number>;
  stat(): Promise<FileStat>;
  setMode(mode: number): Promise<void>;
  /** On disk when it is fulfilled. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** How a file is opened; never through a link. `create` fails if anything has that name. */
export type OpenMode = 'read' | 'create' | 'append';

/** The calls that storage makes, and no others: a test can fail any one of them. Failures carry the system's `code`. */
export interface FileSystem {
  makeFolder(path: string): Promise<void>;
  removeFolder(path: string): Promise<void>;
  list(folder: string): Promise<readonly string[]>;
  stat(path: string): Promise<FileStat>;
  readLink(path: string): Promise<string>;
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  syncFolder(path: string): Promise<void>;
  /** Calls back on changes in a folder; the result stops it. Throws, or calls `failed`, where that does not work. */
  watch(folder: string, changed: () => void, failed: () => void): () => void;
}

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

// Absent on Windows, where links are found by `stat` alone.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
// A pipe that was put in a file's place must not hold us up.
const NO_WAIT = constants.O_NONBLOCK ?? 0;

const FLAGS: Readonly<Record<OpenMode, number>> = {
  read: constants.O_RDONLY | NO_FOLLOW | NO_WAIT,
  create: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW,
  append: constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | NO_FOLLOW | NO_WAIT,
};

/** The file system of this machine. */
export const nodeFileSystem: FileSystem = {
  makeFolder: (path) => fs.mkdir(path, { mode: PRIVATE_FOLDER }),
  removeFolder: (path) => fs.rmdir(path),
  list: (folder) => fs.readdir(folder),
  stat: async (path) => statOf(await fs.lstat(path)),
  readLink: (path) => fs.readlink(path),
  open: async (path, mode) => openFile(await fs.open(path, FLAGS[mode], PRIVATE_FILE)),
  link: (from, to) => fs.link(from, to),
  rename: (from, to) => fs.rename(from, to),
  remove: (path) => fs.unlink(path),
  syncFolder: async (path) => {
    const folder = await fs.open(path, constants.O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  watch: (folder, changed, failed) => {
    const watcher = watch(folder, { persistent: false }, changed);
    watcher.on('error', failed);
    return () => watcher.close();
  },
};

function openFile(handle: fs.FileHandle): OpenFile {
  return {
    write: async (bytes, offset) => (await handle.write(bytes, offset, bytes.length - offset)).bytesWritten,
    read: async (buffer, offset, position) =>
      (await handle.read(buffer, offset, buffer.length - offset, position)).bytesRead,
    stat: async () => statOf(await handle.stat()),
    setMode: (mode) => handle.chmod(mode),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

function statOf(stats: Stats): FileStat {
  return {
    kind: kindOf(stats),
    size: stats.size,
    mode: stats.mode & 0o7777,
    owner: stats.uid,
    links: stats.nlink,
    changed: Math.max(stats.mtimeMs, stats.ctimeMs),
    inode: stats.ino,
  };
}

function kindOf(stats: Stats): FileStat['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'other';
}
