import { spawn } from 'node:child_process';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readUsage } from '@writ/approvals';
import { openAuditFile, verifyAudit } from '../src/audit-file.ts';
import { openFileStore } from '../src/file-store.ts';
import { decodeGeneration } from '../src/generation-file.ts';
import { generationName, generationsIn } from '../src/names.ts';
import { must } from '../src/testing/must.ts';
import { entryFor, withGrants } from '../src/testing/test-world.ts';
import { program, type Running, start } from './programs.ts';
import { type Effort, inLanes, pick, type Ran, type Row } from './row.ts';
import { inFolder, lineOf, whyNo } from './tools.ts';

/** Every call by which Node.js touches files. */
const CALLS = [
  ...['open', 'openat', 'close', 'read', 'pread64', 'write', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate'],
  ...['stat', 'lstat', 'fstat', 'newfstatat', 'statx', 'readlink', 'readlinkat', 'getdents64'],
  ...['link', 'linkat', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'mkdir', 'mkdirat', 'rmdir', 'fchmod'],
];

/** One thing that is done to a store, and what it may leave behind. */
interface Operation {
  readonly what: string;
  /** The victim's word for it. */
  readonly does: 'add' | 'remove' | 'compact' | 'stamp' | 'audit';
  readonly by?: 'victim-next';
  readonly prepare: (folder: string) => Promise<void>;
  /** What a reader finds where it was not done, and where it was. */
  readonly before: string;
  readonly after: string;
  readonly noLinks?: true;
  /** How often the grant was used before. */
  readonly uses?: number;
}

const OPERATIONS: readonly Operation[] = [
  { what: 'the first commit', does: 'add', prepare: async () => {}, before: 'missing', after: '1: new' },
  { what: 'a commit', does: 'add', prepare: onlyOld, before: '1: old', after: '1: old new' },
  {
    what: 'a commit without hard links',
    does: 'add',
    prepare: onlyOld,
    before: '1: old',
    after: '1: old new',
    noLinks: true,
  },
  {
    what: 'a commit that removes an old generation',
    does: 'add',
    prepare: many,
    before: '1: old',
    after: '1: old new',
  },
  { what: 'a removal', does: 'remove', prepare: onlyOld, before: '1: old', after: '1:' },
  { what: 'a compaction', does: 'compact', prepare: stamped, before: '1: old', after: '1: old used', uses: 3 },
  { what: 'a migration', does: 'add', by: 'victim-next', prepare: onlyOld, before: '1: old', after: '2: old new' },
  { what: 'a use that is stamped', does: 'stamp', prepare: onlyOld, before: '1: old', after: '1: old', uses: 0 },
  { what: 'a line of the audit', does: 'audit', prepare: audited, before: '1: old', after: '1: old' },
];

/** What a call is made to do; an error is what `strace` calls `error=EIO`. */
type Injection = { readonly kind: 'kill' } | { readonly kind: 'error'; readonly code: string };

const ERRORS = ['EIO', 'ENOSPC', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EBUSY', 'EINTR', 'EXDEV'];

export const killAtEveryCall: Row = {
  name: 'kill-at-every-call',
  fault: 'killed at a system call',
  how: `\`strace -e inject=…:signal=SIGKILL:when=N\` for every file system call, one after the other, of ${OPERATIONS.map(({ what }) => what).join(', ')}`,
  holds:
    'the old document or the new one; acknowledged means new; the next writer goes on by itself; read again in less than a second',
  run: (effort) => sweep(effort, OPERATIONS, [{ kind: 'kill' }]),
};

export const errorAtEveryCall: Row = {
  name: 'error-at-every-call',
  fault: 'a system call fails',
  how: `\`strace -e inject=…:error=CODE:when=N\` with ${ERRORS.join(', ')} at every file system call of a commit`,
  holds:
    'the old document or the new one, and the outcome says which, or that it does not know; the next writer goes on by itself',
  run: (effort) =>
    sweep(
      effort,
      OPERATIONS.filter(({ what }) => what === 'a commit'),
      ERRORS.map((code) => ({ kind: 'error', code })),
    ),
};

async function sweep(effort: Effort, operations: readonly Operation[], injections: readonly Injection[]): Promise<Ran> {
  const unable = whyNo('strace', 'strace');
  if (unable !== undefined) return { unable };
  const refused = await whyNoInjection();
  if (refused !== undefined) return { unable: refused };
  const counts: string[] = [];
  let trials = 0;
  for (const operation of operations) {
    const places = await placesOf(operation);
    counts.push(`${operation.what} ${places.length}`);
    const all = injections.flatMap((injection) => places.map((place) => ({ ...place, injection })));
    const picked = pick(effort, all);
    await inLanes(picked, 3, (one) => inFolder((folder) => trial(operation, folder, one.call, one.at, one.injection)));
    trials += picked.length;
  }
  return { did: 'calls', count: trials, note: `calls of ${counts.join(', ')}` };
}

/** Whether the kernel lets us trace and inject at all. */
async function whyNoInjection(): Promise<string | undefined> {
  return inFolder(async (folder) => {
    const victim = await ready(folder, OPERATIONS[0] as Operation);
    const tracer = await attach(victim, ['-e', 'trace=fsync']).catch((error: unknown) => lineOf(error));
    victim.child.kill('SIGKILL');
    await victim.ended;
    return typeof tracer === 'string' ? `strace cannot attach: ${tracer}` : undefined;
  });
}

/** Every call of an operation that runs undisturbed: its name, and how often it was called before. */
async function placesOf(operation: Operation): Promise<readonly { readonly call: string; readonly at: number }[]> {
  return inFolder(async (folder) => {
    const { said, log } = await suffer(operation, folder, ['-e', `trace=${CALLS.map((call) => `?${call}`).join(',')}`]);
    must(said === 'saved', `${operation.what} does not even work undisturbed: ${said}`);
    const seen = new Map<string, number>();
    const places: { call: string; at: number }[] = [];
    for (const call of log.matchAll(/^(?:\[pid +[0-9]+\] |[0-9]+ +)?([a-z0-9]+)\(/gm)) {
      const name = call[1] ?? '';
      const at = (seen.get(name) ?? 0) + 1;
      seen.set(name, at);
      places.push({ call: name, at });
    }
    must(places.length > 5, `${operation.what} makes no calls that can be seen: ${log.slice(0, 200)}`);
    return places;
  });
}

async function trial(
  operation: Operation,
  folder: string,
  call: string,
  at: number,
  injection: Injection,
): Promise<void> {
  const what = injection.kind === 'kill' ? 'signal=SIGKILL' : `error=${injection.code}`;
  const where = `${operation.what}, ${what} at ${call} number ${at}`;
  const { said } = await suffer(operation, folder, ['-e', `inject=${call}:${what}:when=${at}`]);
  const began = performance.now();
  const found = await stateOf(folder);
  must(performance.now() - began < 1000, `${where}: reading again took longer than a second`);
  must([operation.before, operation.after].includes(found), `${where}: found \`${found}\``);
  must(said !== 'saved' || found === operation.after, `${where}: it said saved, and \`${found}\` is there`);
  if (operation.uses !== undefined) {
    const uses = await usesIn(folder);
    const most = operation.uses + (operation.does === 'stamp' ? 1 : 0);
    const least = said === 'saved' ? most : operation.uses;
    must(uses >= least && uses <= most, `${where}: ${uses} uses are noted`);
  }
  await goesOn(operation, folder, where, said === 'saved');
}

/** What the document and the journal say together. */
async function usesIn(folder: string): Promise<number> {
  const store = openFileStore(join(folder, 'store'));
  const loaded = await store.load();
  return loaded.status === 'loaded' ? ((await readUsage(store, loaded.document)).old?.uses ?? 0) : 0;
}

/** Prepares a store, lets a victim loose on it under `strace`, and hears what it said last. */
async function suffer(
  operation: Operation,
  folder: string,
  options: readonly string[],
): Promise<{ readonly said: string | undefined; readonly log: string }> {
  await operation.prepare(folder);
  const victim = await ready(folder, operation);
  const noLinks = operation.noLinks === true ? ['-e', 'inject=link,linkat:error=EPERM'] : [];
  const tracer = await attach(victim, [...options, ...noLinks]);
  victim.say('go\n');
  await victim.ended;
  const log = await tracer;
  return { said: victim.lines[1], log: await log.ended };
}

async function ready(folder: string, { does, by }: Operation): Promise<Running> {
  const victim = start(program(by ?? 'victim'), [join(folder, 'store'), does]);
  await Promise.race([victim.heard(1), victim.ended]);
  must(victim.lines[0] === 'ready', 'the victim did not start');
  return victim;
}

/** Fulfilled once every thread is traced; `ended` with all that was logged. */
async function attach(victim: Running, options: readonly string[]): Promise<{ readonly ended: Promise<string> }> {
  const tracer = spawn('strace', ['-f', '-p', String(victim.child.pid), ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  const ended = new Promise<string>((resolve) => tracer.on('close', () => resolve(log)));
  await new Promise<void>((resolve, reject) => {
    tracer.on('error', reject);
    tracer.on('close', () => reject(new Error(log.split('\n')[0])));
    tracer.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (/attached/.test(log)) resolve();
    });
  });
  return { ended };
}

/** The newest document in a few words: its version, its grants, and whether the use was folded in. */
async function stateOf(folder: string): Promise<string> {
  const store = join(folder, 'store');
  const newest = generationsIn(await readdir(store).catch(() => [])).at(-1);
  if (newest === undefined) return 'missing';
  const bytes = await readFile(join(store, generationName(newest)));
  const decoded = decodeGeneration(bytes);
  if (decoded.ok) return described(decoded.document);
  // A document of the next version: the checksum is right, and only the version is not ours.
  must(decoded.problem.startsWith('it has version 2;'), `the newest generation is damaged: ${decoded.problem}`);
  return described(JSON.parse(bytes.toString('utf8').split('\n')[2] ?? ''));
}

function described(document: {
  readonly version: number;
  readonly grants: readonly { id: string }[];
  readonly usage: object;
}): string {
  const used = Object.keys(document.usage).length > 0 ? ['used'] : [];
  return [`${document.version}:`, ...document.grants.map(({ id }) => id), ...used].join(' ');
}

/** Nobody tidies up: whoever comes next reads, writes and stamps. */
async function goesOn(operation: Operation, folder: string, where: string, wasSaved: boolean): Promise<void> {
  if (operation.by === 'victim-next') {
    const next = await ready(folder, operation);
    next.say('go\n');
    await next.ended;
    must(next.lines[1] === 'saved', `${where}: the next one said ${next.lines[1]}`);
    return;
  }
  const store = openFileStore(join(folder, 'store'));
  const loaded = await store.load();
  must(loaded.status !== 'invalid', `${where}: ${'problem' in loaded ? loaded.problem : ''}`);
  await store.journal?.append([{ grant: 'old', at: 9, uses: 1 }]);
  const swapped = await store.compareAndSwap(loaded.revision, withGrants('old', 'after'));
  must(swapped.ok, `${where}: the next writer was refused`);
  must((await stateOf(folder)).startsWith('1: old after'), `${where}: the next writer was not read`);
  must(((await store.journal?.read()) ?? []).length >= 1, `${where}: the next stamp was lost`);
  if (operation.does === 'audit') await auditGoesOn(folder, where, wasSaved ? 3 : 2);
}

async function auditGoesOn(folder: string, where: string, least: number): Promise<void> {
  const path = join(folder, 'store', 'audit.jsonl');
  await openAuditFile(path).append(entryFor('one'));
  const verdict = await verifyAudit(path);
  must(verdict.ok && verdict.lines >= least, `${where}: the audit is ${JSON.stringify(verdict)}`);
}

async function onlyOld(folder: string): Promise<void> {
  const store = openFileStore(join(folder, 'store'), { sync: false });
  await store.compareAndSwap((await store.load()).revision, withGrants('old'));
}

async function stamped(folder: string): Promise<void> {
  await onlyOld(folder);
  await openFileStore(join(folder, 'store')).journal?.append([{ grant: 'old', at: 1, uses: 3 }]);
}

async function audited(folder: string): Promise<void> {
  await onlyOld(folder);
  await openAuditFile(join(folder, 'store', 'audit.jsonl')).append(entryFor('one'));
}

let full: Promise<string> | undefined;

/** A store with as many generations as are kept: the next commit removes one. Made once, and copied. */
async function many(folder: string): Promise<void> {
  full ??= makeMany();
  await cp(await full, join(folder, 'store'), { recursive: true });
}

async function makeMany(): Promise<string> {
  const folder = join(process.env.WRIT_FAULTS_PROGRAMS ?? '', 'many');
  const store = openFileStore(folder, { sync: false });
  for (let count = 0; count < 64; count += 1)
    await store.compareAndSwap((await store.load()).revision, {
      ...withGrants('old'),
      tombstones: { [`t${count}`]: 1 },
    });
  return folder;
}
