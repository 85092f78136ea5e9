import type { FileSystem, OpenFile } from '../file-system.ts';

/** What happens at the chosen call. */
export type Fault =
  /** It fails with this code and has done nothing. */
  | { readonly kind: 'fails'; readonly code: string }
  /** It is done, and yet reported as failed. */
  | { readonly kind: 'done-but-fails'; readonly code: string }
  /** Half of the bytes are written, and that is said truthfully (writes only). */
  | { readonly kind: 'short' }
  /** The process ends before it, or right after it: nothing it does later happens. */
  | { readonly kind: 'killed-before' }
  | { readonly kind: 'killed-after' };

/** A file system in which one call, counted from 1, goes wrong. */
export interface FaultyFiles {
  readonly files: FileSystem;
  /** Whether the chosen call was reached. */
  readonly reached: boolean;
  /** The calls so far, by name. */
  readonly calls: readonly string[];
}

/** Wraps a file system so that its call number `at` goes wrong. */
export function withFault(inner: FileSystem, at: number, fault: Fault): FaultyFiles {
  const calls: string[] = [];
  let dead = false;
  const never = () => new Promise<never>(() => {});

  const call = async <T>(name: string, action: () => Promise<T>): Promise<T> => {
    if (dead) return never();
    calls.push(name);
    if (calls.length !== at || fault.kind === 'short') return action();
    if (fault.kind === 'killed-before') {
      dead = true;
      return never();
    }
    if (fault.kind === 'fails') throw error(fault.code, name);
    const result = await action();
    if (fault.kind === 'killed-after') {
      dead = true;
      return never();
    }
    void result;
    throw error(fault.code, name);
  };
  const wrapFile = (file: OpenFile): OpenFile => ({
    write: (bytes, offset) =>
      call('write', () => {
        const isShort = fault.kind === 'short' && calls.length === at && bytes.length - offset > 1;
        return file.write(
          isShort ? bytes.subarray(0, offset + Math.floor((bytes.length - offset) / 2)) : bytes,
          offset,
        );
      }),
    read: (buffer, offset, position) => call('read', () => file.read(buffer, offset, position)),
    stat: () => call('fstat', () => file.stat()),
    setMode: (mode) => call('chmod', () => file.setMode(mode)),
    sync: () => call('fsync', () => file.sync()),
    close: () => call('close', () => file.close()),
  });
  const files: FileSystem = {
    makeFolder: (path) => call('mkdir', () => inner.makeFolder(path)),
    removeFolder: (path) => call('rmdir', () => inner.removeFolder(path)),
    list: (folder) => call('readdir', () => inner.list(folder)),
    stat: (path) => call('lstat', () => inner.stat(path)),
    readLink: (path) => call('readlink', () => inner.readLink(path)),
    open: (path, mode) => call(`open-${mode}`, async () => wrapFile(await inner.open(path, mode))),
    link: (from, to) => call('link', () => inner.link(from, to)),
    rename: (from, to) => call('rename', () => inner.rename(from, to)),
    remove: (path) => call('unlink', () => inner.remove(path)),
    syncFolder: (path) => call('fsync-folder', () => inner.syncFolder(path)),
    watch: inner.watch,
  };
  return {
    files,
    calls,
    get reached() {
      return calls.length >= at;
    },
  };
}

function error(code: string, name: string): Error {
  return Object.assign(new Error(`${code}: injected at ${name}`), { code });
}
