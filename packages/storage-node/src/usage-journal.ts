import { createHash } from 'node:crypto';
import type { UsageStamp } from '@writ/approvals';
import type { JournalPlace } from './generation-file.ts';
import { journalName, journalsIn } from './names.ts';
import { ifPresent } from './problem.ts';
import { ensureFolder, fileProblem } from './trusted-path.ts';
import { readWhole, writeAll } from './whole-file.ts';
import type { World } from './world.ts';

/** Stamps read from the journal, and where the next ones will stand. */
export interface JournalPart {
  readonly stamps: readonly UsageStamp[];
  readonly end: JournalPlace;
  /** The bytes between the place asked for and `end`. */
  readonly size: number;
}

const MOST = 64 * 1024 * 1024;
const ROTATE_AT = 1024 * 1024;
const NEWLINE = 10;

/** Adds stamps with one write: whole lines, each with its checksum, after a newline that ends whatever a killed writer left. */
export async function appendStamps(world: World, folder: string, stamps: readonly UsageStamp[]): Promise<void> {
  const state = await ensureFolder(world, folder);
  if (state.state !== 'present')
    throw new Error(state.state === 'refused' ? state.problem : `\`${folder}\` cannot be made`);
  const last = journalsIn(await world.files.list(state.path)).at(-1) ?? 1;
  const path = world.platform.join(state.path, journalName(last));
  const file = await world.files.open(path, 'append');
  try {
    const problem = fileProblem(world.platform, path, await file.stat());
    if (problem !== undefined) throw new Error(problem);
    await writeAll(file, Buffer.from(`\n${stamps.map(lineOf).join('')}`, 'utf8'));
  } finally {
    await file.close();
  }
}

/** Reads the stamps after a place. Lines that are not whole are left out: usage is worth no failure. */
export async function readStamps(world: World, folder: string, from: JournalPlace): Promise<JournalPart> {
  const files = journalsIn((await ifPresent(world.files.list(folder))) ?? []).filter((file) => file >= from.file);
  let part: JournalPart = { stamps: [], end: from, size: 0 };
  for (const number of files) {
    const offset = number === from.file ? from.offset : 0;
    const file = await ifPresent(
      readWhole(world, world.platform.join(folder, journalName(number)), { most: MOST, from: offset }),
    );
    if (file === undefined || !file.ok) continue;
    const whole = file.bytes.subarray(0, file.bytes.lastIndexOf(NEWLINE) + 1);
    const lines = Buffer.from(whole).toString('utf8').split('\n');
    const stamps = lines.map(stampOf).filter((stamp) => stamp !== undefined);
    part = {
      stamps: [...part.stamps, ...stamps],
      end: { file: number, offset: offset + whole.length },
      size: part.size + whole.length,
    };
  }
  return part;
}

/** Starts the next journal file when the current one is large; it is there for good once somebody writes to it. */
export async function rotateJournal(world: World, folder: string, end: JournalPlace): Promise<void> {
  if (end.offset < ROTATE_AT) return;
  const file = await world.files.open(world.platform.join(folder, journalName(end.file + 1)), 'append');
  await file.close();
}

function lineOf(stamp: UsageStamp): string {
  const text = JSON.stringify(stamp);
  return `${checksum(text)} ${text}\n`;
}

function stampOf(line: string): UsageStamp | undefined {
  const text = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(text)) return undefined;
  try {
    const stamp = JSON.parse(text) as UsageStamp;
    const isRight =
      typeof stamp.grant === 'string' &&
      Number.isFinite(stamp.at) &&
      Number.isSafeInteger(stamp.uses) &&
      stamp.uses > 0;
    return isRight ? stamp : undefined;
  } catch {
    return undefined;
  }
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
