import type { AuditEntry } from '@writ/approvals';
import { lastAuditEntry, verifyAudit } from './audit-file.ts';
import { readHolderName } from './lock-holder.ts';
import { generationsIn, isTemporary } from './names.ts';
import { ifPresent, messageOf } from './problem.ts';
import { readNewest } from './read-generation.ts';
import { folderState } from './trusted-path.ts';
import { currentWorld, type World } from './world.ts';

/** Something a person should know of, and what to do about it. */
export interface Finding {
  /** `broken`: nothing works until it is repaired. `weak`: it works, and is less safe than it should be. */
  readonly level: 'broken' | 'weak' | 'note';
  readonly where: string;
  readonly problem: string;
  readonly remedy: string;
}

const MOST = 64 * 1024 * 1024;

/** Looks at a store from outside: its folder, its newest file, its lock, what was left lying about. Changes nothing. */
export async function inspectStore(folder: string, world: World = currentWorld()): Promise<readonly Finding[]> {
  const state = await folderState(world, folder);
  if (state.state === 'missing')
    return [
      { level: 'note', where: folder, problem: 'nothing was ever stored here', remedy: 'the first answer makes it' },
    ];
  const findings: Finding[] = [];
  const newest = await readNewest(world, folder, MOST).catch((error: unknown) => ({
    status: 'invalid' as const,
    problem: messageOf(error),
  }));
  if (newest.status === 'invalid')
    findings.push({
      level: 'broken',
      where: folder,
      problem: newest.problem,
      remedy: await remedyFor(world, folder, newest.problem, state.state === 'refused'),
    });
  if (state.state === 'refused') return findings;
  const names = await world.files.list(folder);
  const { mode } = await world.files.stat(folder);
  if (world.platform.owners !== undefined && (mode & 0o077) !== 0) {
    findings.push({
      level: 'weak',
      where: folder,
      problem: 'others can look into it',
      remedy: 'run `chmod 700` on it',
    });
  }
  const left = names.filter(isTemporary).length;
  if (left > 0)
    findings.push({
      level: 'note',
      where: folder,
      problem: `${left} unfinished files of writers that were stopped`,
      remedy: 'they go with a later write',
    });
  return [...findings, ...(await inspectLock(world, world.platform.join(folder, 'lock')))];
}

/** A later version of this program wrote it. */
const IS_LATER = /this program reads up to version/;

async function remedyFor(world: World, folder: string, problem: string, isRefused: boolean): Promise<string> {
  if (isRefused) return 'repair it as said; nothing is read or written until then';
  if (IS_LATER.test(problem)) return 'use the later version of writ, here too; nothing of it is lost';
  const before = generationsIn((await ifPresent(world.files.list(folder))) ?? []).slice(0, -1);
  return before.length === 0
    ? 'move the folder away, and give your answers again or import an export'
    : 'move the newest file away to go back to the one before, if you know that nobody else changed it';
}

async function inspectLock(world: World, lock: string): Promise<readonly Finding[]> {
  const [name] = (await ifPresent(world.files.list(lock)).catch(() => undefined)) ?? [];
  if (name === undefined) return [];
  const holder = readHolderName(name);
  const finding = (level: Finding['level'], problem: string, remedy: string) => [
    { level, where: lock, problem, remedy },
  ];
  if (holder === undefined)
    return finding(
      'broken',
      `it holds \`${name}\`, which is no holder of ours`,
      'remove that folder if no program uses the store',
    );
  return (await world.processes.isGone(holder))
    ? finding('note', `process ${holder.pid} was stopped while it held the lock`, 'the next writer takes it over')
    : finding('note', `process ${holder.pid} holds the lock`, 'wait; if it no longer runs, remove that folder');
}

/** Checks the chain of an audit, and that the store is not older than the audit remembers it. */
export async function inspectAudit(
  path: string,
  folder: string,
  world: World = currentWorld(),
): Promise<readonly Finding[]> {
  try {
    const verdict = await verifyAudit(path, world);
    if (!verdict.ok) {
      const where = `${verdict.file ?? path}:${verdict.line}`;
      return [
        {
          level: 'broken',
          where,
          problem: `the audit was changed: ${verdict.problem}`,
          remedy: 'keep a copy, find out who did it, and move it away to begin a new one',
        },
      ];
    }
    return [...(await inspectLock(world, `${path}.lock`)), ...(await inspectWitness(path, folder, world))];
  } catch (error) {
    return [{ level: 'broken', where: path, problem: messageOf(error), remedy: 'repair it as said' }];
  }
}

async function inspectWitness(path: string, folder: string, world: World): Promise<readonly Finding[]> {
  const entry: AuditEntry | undefined = await lastAuditEntry(path, world);
  const seen = entry?.store?.generation;
  if (seen === undefined) return [];
  const newest = await readNewest(world, folder, MOST);
  if (newest.status === 'invalid') return []; // Said elsewhere.
  const { generation } = newest.head;
  if (generation >= seen) return [];
  return [
    {
      level: 'broken',
      where: folder,
      problem: `the store is older (generation ${generation}) than the audit remembers it (${seen}): it was put back, and answers given since are lost`,
      remedy: 'look through `writ grants list` for answers that were revoked since',
    },
  ];
}
