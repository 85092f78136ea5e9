import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Who holds a lock; empty where the system does not say. Long facts are kept as short hashes: they are only compared. */
export interface Holder {
  readonly pid: number;
  /** When the process started, in the system's own count: a later process with the same number has another. */
  readonly started: string;
  readonly boot: string;
  readonly machine: string;
  /** Process numbers mean nothing across these. */
  readonly namespace: string;
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

/** A holder as the name of a file. */
export function holderName({ pid, started, boot, machine, namespace, token }: Holder): string {
  return ['holder', pid, started, boot, machine, namespace, token].join('.');
}

/** The holder that a file is named after; `undefined` for other names. */
export function readHolderName(name: string): Holder | undefined {
  const match = /^holder\.([0-9]{1,15})\.([0-9]*)\.([0-9a-f]*)\.([0-9a-f]*)\.([0-9a-f]*)\.([A-Za-z0-9_-]+)$/.exec(name);
  if (match === null) return undefined;
  const [, pid = '', started = '', boot = '', machine = '', namespace = '', token = ''] = match;
  return { pid: Number(pid), started, boot, machine, namespace, token };
}

async function thisProcess(): Promise<Omit<Holder, 'token'>> {
  const [started, boot, namespace] = await Promise.all([startOf(process.pid), bootId(), namespaceId()]);
  return { pid: process.pid, started, boot, machine: short(hostname()), namespace };
}

/** The machine started anew, or the process is not there, or it is another one under the same number. */
async function isGone(holder: Holder): Promise<boolean> {
  const here = await thisProcess();
  if (holder.machine !== here.machine) return false;
  if (holder.boot !== '' && here.boot !== '' && holder.boot !== here.boot) return true;
  if (holder.namespace !== here.namespace) return false;
  if (!isRunning(holder.pid)) return true;
  const started = await startOf(holder.pid);
  return holder.started !== '' && started !== '' && started !== holder.started;
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
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function bootId(): Promise<string> {
  return short(await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''));
}

async function namespaceId(): Promise<string> {
  return short(await readlink('/proc/self/ns/pid').catch(() => ''));
}

function short(fact: string): string {
  return fact === '' ? '' : createHash('sha256').update(fact).digest('hex').slice(0, 12);
}
