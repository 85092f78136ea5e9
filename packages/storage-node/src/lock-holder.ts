import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Who holds a lock. `null` where the system does not say. */
export interface Holder {
  readonly pid: number;
  /** When the process started, in the system's own count: a later process with the same number has another. */
  readonly started: string | null;
  readonly boot: string | null;
  readonly machine: string;
  /** Process numbers mean nothing across these. */
  readonly namespace: string | null;
  readonly token: string;
}

/** Which process we are, and whether another still is. */
export interface Processes {
  self(): Promise<Omit<Holder, 'token'>>;
  /** Whether a holder provably runs no more; `false` whenever that cannot be known. */
  isGone(holder: Holder): Promise<boolean>;
}

/** The processes of this machine. */
export const nodeProcesses: Processes = { self: thisProcess, isGone };

async function thisProcess(): Promise<Omit<Holder, 'token'>> {
  const [started, boot, namespace] = await Promise.all([startOf(process.pid), bootId(), namespaceId()]);
  return { pid: process.pid, started, boot, machine: hostname(), namespace };
}

/** The machine started anew, or the process is not there, or it is another one under the same number. */
async function isGone(holder: Holder): Promise<boolean> {
  const here = await thisProcess();
  if (holder.machine !== here.machine) return false;
  if (holder.boot !== null && here.boot !== null && holder.boot !== here.boot) return true;
  if (holder.namespace !== here.namespace) return false;
  if (!isRunning(holder.pid)) return true;
  const started = await startOf(holder.pid);
  return holder.started !== null && started !== null && started !== holder.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** Field 22 of Linux's `stat`, after the name in parentheses, which may hold blanks and parentheses of its own. */
async function startOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function bootId(): Promise<string | null> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => undefined))?.trim() ?? null;
}

async function namespaceId(): Promise<string | null> {
  return readlink('/proc/self/ns/pid').catch(() => null);
}
