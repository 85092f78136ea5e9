import type { FileStat, OpenFile } from './file-system.ts';
import { fileProblem } from './trusted-path.ts';
import type { World } from './world.ts';

/** A file's bytes, or why they are not to be used. */
export type FileBytes =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly stat: FileStat }
  | { readonly ok: false; readonly problem: string };

/** Reads a file from `from` to its end, after checking what was opened. Rejects with `ENOENT` where there is none. */
export async function readWhole(
  world: World,
  path: string,
  limits: { readonly most: number; readonly links?: number; readonly from?: number },
): Promise<FileBytes> {
  const found = await world.files.stat(path);
  const problem = fileProblem(world.platform, path, found, limits.links);
  if (problem !== undefined) return { ok: false, problem };
  const file = await world.files.open(path, 'read');
  try {
    return await readChecked(world, path, file, limits);
  } finally {
    await file.close();
  }
}

/** What was opened may be another file than the one we looked at: the open one counts. */
async function readChecked(
  world: World,
  path: string,
  file: OpenFile,
  { most, links, from = 0 }: { readonly most: number; readonly links?: number; readonly from?: number },
): Promise<FileBytes> {
  const stat = await file.stat();
  const problem = fileProblem(world.platform, path, stat, links);
  if (problem !== undefined) return { ok: false, problem };
  if (stat.size - from > most) return { ok: false, problem: `\`${path}\` is larger than ${most} bytes` };
  const buffer = new Uint8Array(Math.max(0, stat.size - from));
  let filled = 0;
  while (filled < buffer.length) {
    const count = await file.read(buffer, filled, from + filled);
    if (count === 0) break;
    filled += count;
  }
  return { ok: true, bytes: buffer.subarray(0, filled), stat };
}

/** Writes all bytes: a full disk may take only some of them, and that must not pass for success. */
export async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const count = await file.write(bytes, written);
    if (count === 0) throw Object.assign(new Error('ENOSPC: the disk took none of the bytes'), { code: 'ENOSPC' });
    written += count;
  }
}

/** Writes a new file for us alone; durable when it is fulfilled, gone when it is rejected. */
export async function writeNew(world: World, path: string, bytes: Uint8Array, sync: boolean): Promise<void> {
  const file = await world.files.open(path, 'create');
  try {
    try {
      await writeAll(file, bytes);
      if (world.platform.owners !== undefined) await file.setMode(0o600);
      if (sync) await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await world.files.remove(path).catch(() => {});
    throw error;
  }
}
