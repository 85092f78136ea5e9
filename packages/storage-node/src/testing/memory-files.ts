import { posix, win32 } from 'node:path';
import type { FileStat, FileSystem, OpenFile, OpenMode } from '../file-system.ts';

/** A file or folder of a disk in memory; `synced` is what of it a power cut leaves for certain. */
interface Node {
  readonly kind: 'file' | 'folder' | 'link';
  readonly inode: number;
  data: Uint8Array;
  synced: Uint8Array;
  mode: number;
  changed: number;
}

/** A disk in memory that forgets, at a power cut, what was not flushed: contents by file, names by folder. */
export interface MemoryDisk {
  readonly files: FileSystem;
  /** The disk after a power cut now; `keep` says of each thing that was not flushed whether it survived all the same. */
  powerCut(keep: () => boolean): MemoryDisk;
  /** Puts a file there, as another program might. */
  put(path: string, bytes: Uint8Array, mode?: number): void;
  putFolder(path: string): void;
  bytesOf(path: string): Uint8Array | undefined;
  readonly names: readonly string[];
  /** Lets the next so many changes of a name fail, as when a virus scanner looks at the file. */
  holdFor(times: number): void;
}

/** How a disk behaves. */
export interface DiskOptions {
  readonly windows?: boolean;
  readonly hardLinks?: boolean;
  readonly owner?: number;
}

type State = { readonly names: Map<string, Node>; readonly durable: Map<string, Node> };

/** An empty disk with its root folder. */
export function createMemoryDisk(options: DiskOptions = {}, from?: State): MemoryDisk {
  const path = options.windows === true ? win32 : posix;
  const { names, durable } = from ?? emptyState(options);
  let inodes = 1000 + names.size;
  let clock = 1_700_000_000_000;
  let held = 0;

  const node = (kind: Node['kind'], mode: number): Node => {
    inodes += 1;
    clock += 1;
    return { kind, inode: inodes, data: new Uint8Array(), synced: new Uint8Array(), mode, changed: clock };
  };
  const find = (name: string): Node => names.get(name) ?? fail('ENOENT', name);
  const insideOf = (folder: string) =>
    [...names.keys()].filter((name) => name !== folder && path.dirname(name) === folder);
  const place = (name: string, what: Node) => {
    if (names.get(path.dirname(name))?.kind !== 'folder') fail('ENOENT', name);
    if (names.has(name)) fail('EEXIST', name);
    names.set(name, what);
  };
  const busy = (name: string) => {
    if (held > 0) {
      held -= 1;
      fail('EPERM', name);
    }
  };
  const statOf = (what: Node): FileStat => ({
    kind: what.kind,
    size: what.data.length,
    mode: what.mode,
    owner: options.owner ?? 0,
    links: [...names.values()].filter((other) => other === what).length,
    changed: what.changed,
    inode: what.inode,
  });
  const touch = (what: Node, data: Uint8Array) => {
    clock += 1;
    what.data = data;
    what.changed = clock;
  };
  const openFile = (what: Node): OpenFile => ({
    write: async (bytes, offset) => {
      touch(what, joined(what.data, bytes.subarray(offset)));
      return bytes.length - offset;
    },
    read: async (buffer, offset, position) => {
      const part = what.data.subarray(position, position + buffer.length - offset);
      buffer.set(part, offset);
      return part.length;
    },
    stat: async () => statOf(what),
    setMode: async (mode) => {
      what.mode = mode;
    },
    sync: async () => {
      what.synced = what.data;
    },
    close: async () => {},
  });
  const open = (name: string, mode: OpenMode): OpenFile => {
    const found = names.get(name);
    if (found?.kind === 'link') fail('ELOOP', name);
    if (found?.kind === 'folder') fail('EISDIR', name);
    if (mode === 'read' || (mode === 'append' && found !== undefined)) return openFile(find(name));
    const created = node('file', 0o600);
    place(name, created);
    return openFile(created);
  };
  const rename = (from: string, to: string) => {
    const moved = find(from);
    const target = names.get(to);
    if (target !== undefined && moved.kind === 'folder') fail(options.windows === true ? 'EPERM' : 'ENOTEMPTY', to);
    for (const name of [...names.keys()].filter((name) => name.startsWith(from + path.sep))) {
      names.set(to + name.slice(from.length), find(name));
      names.delete(name);
    }
    names.delete(from);
    names.set(to, moved);
  };

  const files: FileSystem = {
    makeFolder: async (name) => place(name, node('folder', 0o700)),
    removeFolder: async (name) => {
      if (find(name).kind !== 'folder') fail('ENOTDIR', name);
      if (insideOf(name).length > 0) fail('ENOTEMPTY', name);
      names.delete(name);
    },
    list: async (folder) => {
      if (find(folder).kind !== 'folder') fail('ENOTDIR', folder);
      return insideOf(folder).map((name) => path.basename(name));
    },
    stat: async (name) => statOf(find(name)),
    readLink: async (name) => new TextDecoder().decode(find(name).data),
    open: async (name, mode) => open(name, mode),
    link: async (from, to) => {
      busy(to);
      if (options.hardLinks === false) fail(options.windows === true ? 'ENOSYS' : 'EPERM', to);
      const source = find(from);
      place(to, source);
      touch(source, source.data);
    },
    rename: async (from, to) => {
      busy(to);
      rename(from, to);
    },
    remove: async (name) => {
      busy(name);
      if (find(name).kind === 'folder') fail('EISDIR', name);
      names.delete(name);
    },
    syncFolder: async (folder) => {
      if (options.windows === true) fail('EPERM', folder);
      for (const name of [...durable.keys()])
        if (path.dirname(name) === folder && !names.has(name)) durable.delete(name);
      for (const name of insideOf(folder)) durable.set(name, find(name));
    },
    watch: () => fail('ENOSYS', 'watch'),
  };

  return {
    files,
    get names() {
      return [...names.keys()];
    },
    holdFor: (times) => {
      held = times;
    },
    put: (name, bytes, mode = 0o600) => {
      const what = node('file', mode);
      what.data = bytes;
      what.synced = bytes;
      names.set(name, what);
      durable.set(name, what);
    },
    putFolder: (name) => {
      const what = node('folder', 0o700);
      names.set(name, what);
      durable.set(name, what);
    },
    bytesOf: (name) => names.get(name)?.data,
    powerCut: (keep) => createMemoryDisk(options, afterPowerCut(names, durable, keep, path.dirname)),
  };
}

function emptyState({ windows }: DiskOptions): State {
  const root: Node = {
    kind: 'folder',
    inode: 1,
    data: new Uint8Array(),
    synced: new Uint8Array(),
    mode: 0o755,
    changed: 0,
  };
  const name = windows === true ? 'C:\\' : '/';
  return { names: new Map([[name, root]]), durable: new Map([[name, root]]) };
}

function afterPowerCut(
  names: ReadonlyMap<string, Node>,
  durable: ReadonlyMap<string, Node>,
  keep: () => boolean,
  parentOf: (name: string) => string,
): State {
  const copies = new Map<Node, Node>();
  const copyOf = (node: Node): Node => {
    const known = copies.get(node);
    if (known !== undefined) return known;
    const data = node.data === node.synced || keep() ? node.data : torn(node, keep());
    const copy = { ...node, data, synced: data };
    copies.set(node, copy);
    return copy;
  };
  const left = new Map<string, Node>();
  for (const name of [...new Set([...durable.keys(), ...names.keys()])].sort((a, b) => a.length - b.length)) {
    const isFlushed = durable.get(name) === names.get(name);
    const node = isFlushed || !keep() ? durable.get(name) : names.get(name);
    const hasParent = parentOf(name) === name || left.get(parentOf(name))?.kind === 'folder';
    if (node !== undefined && hasParent) left.set(name, copyOf(node));
  }
  return { names: left, durable: new Map(left) };
}

/** What was flushed, or half of what was not. */
function torn(node: Node, half: boolean): Uint8Array {
  return half ? node.data.subarray(0, Math.floor(node.data.length / 2)) : node.synced;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function fail(code: string, name: string): never {
  throw Object.assign(new Error(`${code}: ${name}`), { code });
}
