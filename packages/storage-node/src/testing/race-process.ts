// One of two who act on the same request: `node race-process.mjs FOLDER`. Each line on standard input says what to do and
// when, by the clock of the machine; it answers with what came of it.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { answerApproval, createApprovalDesk, policySource, type RunTicket, updateStore } from '@writ/approvals';
import { openFileStore } from '../file-store.ts';
import { nodeSurroundings } from '../world.ts';

/** What to do. */
export type Act =
  | { readonly do: 'approve' | 'deny' | 'expire'; readonly id: string }
  | { readonly do: 'retry'; readonly name: string; readonly expiresInMs: number }
  | { readonly do: 'failed' | 'done'; readonly ticket: RunTicket };

/** What came of it, and what a retry that runs needs to be settled. */
export interface ActEnd {
  readonly end: string;
  readonly ticket?: RunTicket;
}

const [folder = ''] = process.argv.slice(2);
const store = openFileStore(join(folder, 'store'), { sync: process.env.WRIT_SYNC !== 'off' });
const deskFor = (expiresInMs: number) =>
  createApprovalDesk({
    store,
    policy: policySource({ layers: [] }), // asks about everything
    surroundings: nodeSurroundings,
    limits: { expiresInMs, mostFinished: 20 },
  });

for await (const line of createInterface(process.stdin)) {
  const { at, ...act } = JSON.parse(line) as Act & { readonly at: number };
  await until(at);
  process.stdout.write(`${JSON.stringify(await play(act as Act))}\n`);
}

async function play(act: Act): Promise<ActEnd> {
  switch (act.do) {
    case 'retry':
      return retry(act.name, act.expiresInMs);
    case 'failed':
    case 'done':
      return settle(act.ticket, act.do);
    default:
      return { end: await answer(act.id, act.do) };
  }
}

async function retry(name: string, expiresInMs: number): Promise<ActEnd> {
  const desk = deskFor(expiresInMs);
  const request = { kind: 'exec', argv: ['deploy', name] } as const;
  const outcome = await desk.authorize({ request, context: { agent: 'main' } });
  desk.close();
  if (outcome.outcome === 'run') return { end: 'runs', ticket: outcome.ticket };
  return { end: outcome.reason === 'failed' ? `failed: ${outcome.detail}` : outcome.reason };
}

async function settle(ticket: RunTicket, how: 'failed' | 'done'): Promise<ActEnd> {
  const desk = deskFor(1000);
  const { status } = await desk.settle(ticket, how);
  desk.close();
  return { end: status };
}

/** As the command line and the page do it. */
async function answer(id: string, say: 'approve' | 'deny' | 'expire'): Promise<string> {
  const updated = await updateStore(
    store,
    (document) => answerApproval(document, id, { say, actor: 'ann' }, nodeSurroundings),
    nodeSurroundings,
  );
  if (!('result' in updated)) return updated.problem;
  const { result } = updated;
  return result.status === 'done' ? (result.changed ? 'changes it' : 'as before') : result.status;
}

/** Sleeps most of the time, and watches the clock for the rest of it. */
async function until(at: number): Promise<void> {
  const early = at - Date.now() - 5;
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  while (Date.now() < at);
}
