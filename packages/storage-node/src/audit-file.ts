import { createHash } from 'node:crypto';
import {
  AUDIT_START,
  AUDIT_STATE,
  type AuditEntry,
  type AuditState,
  type AuditVerdict,
  auditLine,
  readAuditLine,
  verifyLine,
} from '@writ/approvals';
import { removeLeftovers } from './collect.ts';
import { withLock } from './lock.ts';
import { codeOf, ifPresent } from './problem.ts';
import { ensureFolder, fileProblem } from './trusted-path.ts';
import { readWhole, writeAll } from './whole-file.ts';
import { currentWorld, type World } from './world.ts';

/** An append-only record of decisions. */
export interface AuditFile {
  /** Adds a line after the last one, whichever process wrote it. Rejects if it is not there for certain. */
  append(entry: AuditEntry): Promise<void>;
}

/** How an audit file is kept. */
export interface AuditFileOptions {
  /** A file of more bytes is set aside as `PATH.1`, `PATH.2`, … and a new one begun; 8 MiB without it. */
  readonly maxBytes?: number;
  /** Waits for the disk before a line counts; `false` without it: an audit line is worth less than a fast answer. */
  readonly sync?: boolean;
  readonly world?: World;
}

const MAX_BYTES = 8 * 1024 * 1024;
/** A file somebody else made so large is not read into memory. */
const MOST = 256 * 1024 * 1024;
/** Longer than any line: its texts have been cut by the display module. */
const TAIL = 256 * 1024;

/** Opens the audit file at an absolute path; it is made with the first line. */
export function openAuditFile(path: string, options: AuditFileOptions = {}): AuditFile {
  const world = options.world ?? currentWorld();
  if (!world.platform.isAbsolute(path)) throw new TypeError(`the path of an audit file must be absolute: ${path}`);
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  let last: Promise<unknown> = Promise.resolve();
  let isTidy = false;
  const append = async (entry: AuditEntry) => {
    const folder = world.platform.resolve(path, '..');
    const state = await ensureFolder(world, folder);
    if (state.state !== 'present')
      throw new Error(state.state === 'refused' ? state.problem : `\`${folder}\` cannot be made`);
    if (!isTidy) await removeLeftovers(world, folder).catch(() => {});
    isTidy = true;
    await withLock(world, `${path}.lock`, () => appendLocked(world, path, entry, maxBytes, options.sync === true));
  };
  return {
    append: (entry) => {
      const turn = last.then(
        () => append(entry),
        () => append(entry),
      );
      last = turn.catch(() => {});
      return turn;
    },
  };
}

async function appendLocked(
  world: World,
  path: string,
  entry: AuditEntry,
  maxBytes: number,
  sync: boolean,
): Promise<void> {
  const tail = await readTail(world, path);
  const size = tail.size >= maxBytes ? 0 : tail.size;
  const previous = tail.hash ?? (tail.size === 0 ? await lastSetAside(world, path) : undefined);
  if (previous === undefined) throw new Error(`\`${path}\` does not end in a line of an audit; move it away`);
  if (size === 0 && tail.size > 0) await setAside(world, path);
  const note = tail.torn === undefined ? undefined : auditLine(previous, { at: entry.at, torn: tail.torn });
  const { line } = auditLine(note?.hash ?? previous, entry);
  const text = `${size > 0 && tail.unended ? '\n' : ''}${note === undefined ? '' : `${note.line}\n`}${line}\n`;
  const file = await world.files.open(path, 'append');
  try {
    const problem = fileProblem(world.platform, path, await file.stat());
    if (problem !== undefined) throw new Error(problem);
    await writeAll(file, Buffer.from(text, 'utf8'));
    if (sync) await file.sync();
  } finally {
    await file.close();
  }
}

interface Tail {
  readonly size: number;
  /** The hash of the last whole line; absent in an empty file, and where that line is none of ours. */
  readonly hash?: string;
  /** The last line lacks its newline: its writer was killed. */
  readonly unended: boolean;
  /** The hash of what that writer left, unless it is a whole line. */
  readonly torn?: string;
}

async function readTail(world: World, path: string): Promise<Tail> {
  const stat = await ifPresent(world.files.stat(path));
  if (stat === undefined || stat.size === 0) return { size: 0, unended: false };
  const file = await readWhole(world, path, { most: TAIL * 2, from: Math.max(0, stat.size - TAIL) });
  if (!file.ok) throw new Error(file.problem);
  const lines = Buffer.from(file.bytes).toString('utf8').split('\n');
  const rest = lines.pop() ?? '';
  const unended = rest !== '';
  const whole = readAuditLine(rest)?.hash;
  if (whole !== undefined) return { size: stat.size, hash: whole, unended };
  const hash = lines.length === 0 ? AUDIT_START : readAuditLine(lines.at(-1) ?? '')?.hash;
  return {
    size: stat.size,
    unended,
    ...(hash === undefined ? {} : { hash }),
    ...(unended ? { torn: sha256(rest) } : {}),
  };
}

async function lastSetAside(world: World, path: string): Promise<string | undefined> {
  const number = await countSetAside(world, path);
  return number === 0 ? AUDIT_START : (await readTail(world, `${path}.${number}`)).hash;
}

async function countSetAside(world: World, path: string): Promise<number> {
  let number = 0;
  while ((await ifPresent(world.files.stat(`${path}.${number + 1}`))) !== undefined) number += 1;
  return number;
}

async function setAside(world: World, path: string): Promise<void> {
  await world.files.rename(path, `${path}.${(await countSetAside(world, path)) + 1}`);
}

/** Checks an audit from its first line, files set aside included; finds the first line that is not as it was written. */
export async function verifyAudit(
  path: string,
  world: World = currentWorld(),
): Promise<AuditVerdict & { readonly file?: string }> {
  const setAsideCount = await countSetAside(world, path);
  const files = [...Array.from({ length: setAsideCount }, (_, index) => `${path}.${index + 1}`), path];
  let state: AuditState = AUDIT_STATE;
  for (const file of files) {
    const next = await verifyFile(world, file, state);
    if ('ok' in next) return { ...next, file };
    state = next;
  }
  return { ok: true, lines: state.lines, last: state.last };
}

/** The last whole entry of an audit, if there is one. */
export async function lastAuditEntry(path: string, world: World = currentWorld()): Promise<AuditEntry | undefined> {
  const stat = await ifPresent(world.files.stat(path));
  if (stat === undefined) return undefined;
  const file = await readWhole(world, path, { most: TAIL * 2, from: Math.max(0, stat.size - TAIL) });
  if (!file.ok) return undefined;
  const entries = Buffer.from(file.bytes)
    .toString('utf8')
    .split('\n')
    .map((line) => readAuditLine(line)?.entry);
  const last = entries.findLast((entry) => entry !== undefined && 'outcome' in entry);
  return last as AuditEntry | undefined; // Its hash is right, and it has the fields of one.
}

type Broken = AuditVerdict & { readonly ok: false };

async function verifyFile(world: World, path: string, before: AuditState): Promise<AuditState | Broken> {
  const file = await readWhole(world, path, { most: MOST }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return before;
  if (!file.ok) return { ok: false, line: 0, problem: file.problem };
  const lines = Buffer.from(file.bytes).toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  let state = before;
  for (const [index, line] of lines.entries()) {
    const next = verifyLine(state, line);
    if ('ok' in next) return { ...next, line: next.line - before.lines };
    if (next.torn !== undefined && index === lines.length - 1) return state; // A writer was killed here, and nobody wrote since.
    state = next;
  }
  return state;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
