import { join } from 'node:path';
import { approvalsIn, documentOf, type RunTicket } from '@writ/approvals';
import { openFileStore } from '../file-store.ts';
import { type LineProgram, startLineProgram } from './line-program.ts';
import type { Act, ActEnd } from './race-process.ts';

/** Two who act on one request at the same moment, in two processes. */
export interface Race {
  /** How the request stands before. */
  readonly from: 'pending' | 'approved' | 'running';
  /** Who acts; `time` is nobody: its hour ends just then. */
  readonly acts: readonly [Act['do'], Act['do'] | 'time'];
  /** Every way in which it may end: what each hears, how the request stands after that. */
  readonly ends: readonly string[];
}

const race = (from: Race['from'], one: Act['do'], other: Act['do'] | 'time', ...ends: readonly string[]): Race => ({
  from,
  acts: [one, other],
  ends,
});

/** The table of docs/approvals.md, “Who wins”. */
export const RACES: readonly Race[] = [
  race('pending', 'approve', 'deny', 'changes it, conflict: approved', 'conflict, changes it: denied'),
  race('pending', 'approve', 'approve', 'changes it, as before: approved', 'as before, changes it: approved'),
  race('pending', 'deny', 'deny', 'changes it, as before: denied', 'as before, changes it: denied'),
  race('pending', 'approve', 'expire', 'changes it, changes it: expired', 'conflict, changes it: expired'),
  race('pending', 'deny', 'expire', 'changes it, conflict: denied', 'conflict, changes it: expired'),
  race('pending', 'approve', 'time', 'changes it: expired', 'conflict: expired'),
  race('approved', 'deny', 'retry', 'conflict, runs: consumed'),
  race('approved', 'approve', 'retry', 'as before, runs: consumed'),
  race('approved', 'expire', 'retry', 'changes it, approval-required: expired', 'conflict, runs: consumed'),
  race('approved', 'retry', 'retry', 'runs, approval-required: consumed', 'approval-required, runs: consumed'),
  race('approved', 'retry', 'time', 'runs: consumed', 'approval-required: expired'),
  race('running', 'failed', 'done', 'rolled-back, already: approved', 'already, settled: consumed'),
  race('running', 'failed', 'failed', 'rolled-back, already: approved', 'already, rolled-back: approved'),
  race('running', 'failed', 'retry', 'rolled-back, runs: consumed', 'rolled-back, approval-required: approved'),
  race('running', 'failed', 'expire', 'rolled-back, changes it: expired', 'rolled-back, conflict: approved'),
  race('running', 'deny', 'done', 'conflict, settled: consumed'),
];

/** What the next retry hears, by how the request stands. */
const NEXT: Readonly<Record<string, string>> = {
  approved: 'runs',
  denied: 'denied-by-person',
  expired: 'approval-required',
  consumed: 'approval-required',
};

const HOUR_MS = 3_600_000;
/** How long a request lives that is to end by itself: long enough to prepare it, with every flush where there are any. */
const shortMs = (sync: boolean) => (sync ? 1500 : 200);

/** The processes of all races on one folder. */
export interface Track {
  /** How a race ended, in the words of its row; throws where something is wrong besides. */
  run(race: Race, name: string, skew: number): Promise<string>;
  close(): Promise<void>;
}

/** Opens a track; `program` is race-process.ts as one file. */
export function openTrack(folder: string, program: string, sync: boolean): Track {
  const store = openFileStore(join(folder, 'store'), { sync });
  const [one, other] = [startLineProgram(program, folder, sync), startLineProgram(program, folder, sync)];
  const say = async (who: LineProgram, act: Act, at = 0) => (await who.say({ ...act, at })) as ActEnd;

  const requests = async () => {
    const loaded = await store.load();
    if (loaded.status === 'invalid') throw new Error(loaded.problem);
    return approvalsIn(documentOf(loaded), { now: Date.now() }).approvals;
  };

  const prepare = async ({ from, acts }: Race, name: string) => {
    const expiresInMs = acts[1] === 'time' ? shortMs(sync) : HOUR_MS;
    const retry = { do: 'retry', name, expiresInMs } as const;
    const { end } = await say(one, retry);
    const request = (await requests()).findLast(({ shown }) => shown.text === `deploy ${name}`);
    if (request === undefined) throw new Error(`${name}: nothing was asked: ${end}`);
    if (from !== 'pending') await say(one, { do: 'approve', id: request.id });
    const ticket = from === 'running' ? (await say(one, retry)).ticket : undefined;
    return { request, retry, ticket };
  };

  const run: Track['run'] = async (race, name, skew) => {
    const { request, retry, ticket } = await prepare(race, name);
    const actOf = (what: Act['do']): Act => {
      if (what === 'retry') return retry;
      if (what === 'failed' || what === 'done') return { do: what, ticket: ticket as RunTicket };
      return { do: what, id: request.id };
    };
    const [first, second] = race.acts;
    const start = second === 'time' ? request.expiresAt : Date.now() + 40;
    const ends = await Promise.all([
      say(one, actOf(first), start + skew),
      ...(second === 'time' ? [] : [say(other, actOf(second), start)]),
    ]);
    if (second === 'time') await new Promise((resolve) => setTimeout(resolve, start + 1 - Date.now()));
    const status = (await requests()).find(({ id }) => id === request.id)?.status ?? 'gone';
    const next = (await say(other, retry)).end;
    if (next !== NEXT[status]) throw new Error(`${name}: it is ${status}, and the next retry hears: ${next}`);
    for (const { id, status: left } of await requests()) if (left === 'pending') await say(one, { do: 'expire', id });
    return `${ends.map(({ end }) => end).join(', ')}: ${status}`;
  };

  return {
    run,
    close: async () => {
      await Promise.all([one.stop(), other.stop()]);
      await store.close();
    },
  };
}

/** What a race is called. */
export const nameOf = ({ from, acts: [one, other] }: Race): string => `${from}: ${one} and ${other}`;

/** How often a race ended in which way, over many rounds. */
export async function runRaces(track: Track, race: Race, rounds: number): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    const name = `${nameOf(race)} ${round}`.replaceAll(/[^a-z0-9]+/g, '-');
    const end = await track.run(race, name, (round % 7) - 3);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  return ends;
}
