import { posix, win32 } from 'node:path';

/** What differs between operating systems, and nothing else does. */
export interface Platform {
  /** Who we are, and whom else we trust to own what we use; `undefined` where files have no such owners or bits. */
  readonly owners: { readonly self: number; readonly others: readonly number[] } | undefined;
  /** Whether a folder can be flushed, and needs to be. */
  readonly syncsFolders: boolean;
  /** Whether an error of `link` says that this file system has no hard links. */
  lacksLinks(code: string | undefined): boolean;
  /** Whether an error of `rename`, `link` or `remove` may pass: another program looks at the file just now. */
  mayPass(code: string | undefined): boolean;
  join(folder: string, name: string): string;
  /** The absolute path and every folder above it, from the root down. */
  stepsTo(path: string): readonly string[];
  isAbsolute(path: string): boolean;
  resolve(folder: string, path: string): string;
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL', 'UNKNOWN']);
const BUSY = new Set(['EBUSY', 'EAGAIN', 'EINTR']);
const BUSY_ON_WINDOWS = new Set([...BUSY, 'EPERM', 'EACCES']);

/** Linux, macOS and the like. `user` is the number of the user we run as. */
export function posixPlatform(user: number): Platform {
  return {
    owners: { self: user, others: [0] },
    syncsFolders: true,
    lacksLinks: (code) => code !== undefined && NO_LINKS.has(code),
    mayPass: (code) => code !== undefined && BUSY.has(code),
    join: posix.join,
    stepsTo: (path) => stepsTo(path, posix.dirname),
    isAbsolute: posix.isAbsolute,
    resolve: posix.resolve,
  };
}

/** Windows: owners and bits are access lists there, a folder cannot be flushed, and virus scanners hold files for a moment. */
export const windowsPlatform: Platform = {
  owners: undefined,
  syncsFolders: false,
  lacksLinks: (code) => code !== undefined && NO_LINKS.has(code) && !BUSY_ON_WINDOWS.has(code),
  mayPass: (code) => code !== undefined && BUSY_ON_WINDOWS.has(code),
  join: win32.join,
  stepsTo: (path) => stepsTo(path, win32.dirname),
  isAbsolute: win32.isAbsolute,
  resolve: win32.resolve,
};

/** The platform of this process. */
export function currentPlatform(): Platform {
  return process.platform === 'win32' ? windowsPlatform : posixPlatform(process.getuid?.() ?? 0);
}

function stepsTo(path: string, parentOf: (path: string) => string): readonly string[] {
  const parent = parentOf(path);
  return parent === path ? [path] : [...stepsTo(parent, parentOf), path];
}
