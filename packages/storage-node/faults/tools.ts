import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** Runs a program to its end; throws with what it said if it fails. */
export function command(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr.trim() || `exit code ${status}`}`);
  return stdout;
}

/** Why a program is not there, after trying to install its Debian package as root; `undefined` when it is. */
export function whyNo(program: string, debian: string): string | undefined {
  const isThere = () => spawnSync('which', [program]).status === 0;
  if (isThere()) return undefined;
  if (!isRoot) return `\`${program}\` is not installed, and only root could install it`;
  const install = ['-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '-qq', '--no-install-recommends', debian];
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  spawnSync('apt-get', install, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  return isThere() ? undefined : `\`${program}\` is not installed, and the package \`${debian}\` could not be`;
}

/** One line of what went wrong. */
export const lineOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** Lends a folder of its own to an action. */
export async function inFolder<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-fault-'));
  try {
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lends a mounted file system; it is let go whatever happens. */
export async function mounted<T>(mount: readonly string[], place: string, action: () => Promise<T>): Promise<T> {
  command('mount', ...mount, place);
  try {
    return await action();
  } finally {
    spawnSync('umount', [place]).status === 0 || command('umount', '-l', place);
  }
}
