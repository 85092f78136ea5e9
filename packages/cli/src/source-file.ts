import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The text of a policy file, or why there is none. */
type SourceText = { readonly ok: true; readonly text: string } | Failure;

interface Failure {
  readonly ok: false;
  readonly why: string;
}

export function readSource(path: string): SourceText {
  try {
    return decodeSource(readFileSync(path));
  } catch (error) {
    return { ok: false, why: reasonOf(error) };
  }
}

/** Bytes that are no UTF-8 are refused: written back, they would be others. */
export function decodeSource(bytes: Uint8Array): SourceText {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { ok: false, why: 'this is not UTF-8 text' };
  }
}

/** Puts a text in a file's place: readers see the old one or the new one, links and permissions stay. */
export function replaceSource(path: string, text: string): { readonly ok: true } | Failure {
  try {
    const target = realpathSync(path);
    const { mode } = statSync(target);
    // The folder would let us replace it, but whoever made it read-only did not want that.
    if ((mode & 0o222) === 0) return { ok: false, why: 'the file is read-only' };
    const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    try {
      writeWhole(beside, text, mode & 0o7777);
      renameSync(beside, target);
    } finally {
      rmSync(beside, { force: true });
    }
    return { ok: true };
  } catch (error) {
    return { ok: false, why: reasonOf(error) };
  }
}

function writeWhole(path: string, text: string, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    fchmodSync(file, mode); // the umask took its share
    writeFileSync(file, text);
    fsyncSync(file); // else the rename can reach the disk before the text does
  } finally {
    closeSync(file);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'this is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
