import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ApprovalDesk,
  answerApproval,
  approvalsIn,
  createApprovalDesk,
  documentOf,
  EMPTY_DOCUMENT,
  policySource,
  type Store,
  type StoreDocument,
  updateStore,
} from '@writ/approvals';
import { nodeSurroundings, openFileStore } from '@writ/storage-node';
import { type ApprovalRequest, sealed, unsealed } from '../packages/approvals/src/requests/approval.ts';
import type { Effort } from './measure.ts';
import { printTable } from './table.ts';

/** How many requests a store holds: those that wait, and those that are over. */
interface Size {
  readonly pending: number;
  readonly over: number;
}

const SIZES: readonly Size[] = [
  { pending: 0, over: 0 },
  { pending: 1000, over: 200 }, // as many as there can be, if the host sets no other limits
  { pending: 1000, over: 10_000 },
];
const MANY = { mostPending: 5000, mostPendingPerAgent: 5000, mostFinished: 20_000 };

/** What a stored request costs in a store that has many. */
export async function benchApprovals(effort: Effort): Promise<void> {
  const rounds = effort === 'full' ? 15 : 1;
  const sizes = effort === 'full' ? SIZES : SIZES.slice(0, 1);
  const rows: string[][] = [];
  for (const size of sizes) rows.push(await benchSize(size, rounds));
  const columns = ['waiting + over', 'MiB', 'ask', 'approve', 'retry that runs', 'list', 'list, new process'];
  printTable('stored requests, ms of processor time (median)', columns, rows);
}

async function benchSize(size: Size, rounds: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  const store = openFileStore(join(folder, 'store'));
  const desk = createApprovalDesk({
    ...{ store, policy: policySource({ layers: [] }), surroundings: nodeSurroundings, limits: MANY },
  });
  try {
    await fill(store, desk, size);
    const names = Array.from({ length: rounds }, (_, round) => `round-${round}`);
    const ids = new Map<string, string>();
    const asking = await median(names, async (name) => void ids.set(name, await ask(desk, name, 'refuse')));
    const approving = await median(names, (name) => approve(store, ids.get(name) ?? ''));
    const running = await median(names, async (name) => void (await ask(desk, name, 'run')));
    const listing = await median(names, () => list(store));
    const anew = await median(names.slice(0, 5), () => list(openFileStore(join(folder, 'store'))));
    const bytes = Buffer.byteLength(JSON.stringify(await load(store)));
    const figures = [asking, approving, running, listing, anew].map((took) => took.toFixed(1));
    return [`${size.pending} + ${size.over}`, (bytes / 2 ** 20).toFixed(1), ...figures];
  } finally {
    desk.close();
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function fill(store: Store, desk: ApprovalDesk, { pending, over }: Size): Promise<void> {
  await ask(desk, 'first', 'refuse');
  const loaded = await store.load();
  const document = loaded.status === 'loaded' ? loaded.document : EMPTY_DOCUMENT;
  const first = document.approvals.map(unsealed)[0];
  if (first === undefined) throw new Error('nothing was asked');
  const records = Array.from({ length: pending + over }, (_, index) => sealed(like(first, index, index < over)));
  await store.compareAndSwap(loaded.revision, { ...document, approvals: records });
}

/** A request of the same size as another one. */
function like(first: ApprovalRequest, index: number, isOver: boolean): ApprovalRequest {
  const name = String(index).padStart(8, '0');
  const own = { id: first.id.slice(0, -8) + name, subject: name + first.subject.slice(8) };
  const request = { ...first, ...own, fingerprint: name + first.fingerprint.slice(8) };
  if (!isOver) return request;
  const entry = { at: first.createdAt, step: 'denied', actor: 'ann' } as const;
  return { ...request, status: 'denied', actor: 'ann', decidedAt: entry.at, history: [...first.history, entry] };
}

async function ask(desk: ApprovalDesk, name: string, expected: 'run' | 'refuse'): Promise<string> {
  const request = { kind: 'exec', argv: ['deploy', name, '--to', 'production'] } as const;
  const outcome = await desk.authorize({ request, context: { agent: 'main', roots: ['/repo'], cwd: '/repo' } });
  if (outcome.outcome !== expected) throw new Error(`${name}: ${outcome.outcome}`);
  return outcome.approval?.id ?? '';
}

async function approve(store: Store, id: string): Promise<void> {
  const said = { say: 'approve', actor: 'ann' } as const;
  const change = (document: StoreDocument) => answerApproval(document, id, said, nodeSurroundings);
  const updated = await updateStore(store, change, nodeSurroundings);
  if (updated.status !== 'saved') throw new Error(`not approved: ${updated.status}`);
}

const list = async (store: Store): Promise<void> => void approvalsIn(await load(store), { now: Date.now() });

async function load(store: Store): Promise<StoreDocument> {
  const loaded = await store.load();
  if (loaded.status === 'invalid') throw new Error(loaded.problem);
  return documentOf(loaded);
}

/** Processor time: what other programs do meanwhile does not count. */
async function median(names: readonly string[], action: (name: string) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (const name of names) {
    const began = process.cpuUsage();
    await action(name);
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1000);
  }
  return times.sort((one, other) => one - other)[names.length >> 1] ?? 0;
}
