import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ApprovalAnswer,
  type ApprovalView,
  answerApproval,
  approvalsIn,
  documentOf,
  rollBackCall,
  updateStore,
} from '@writ/approvals';
import { type FileStore, openFileStore } from '../file-store.ts';
import { nodeSurroundings } from '../world.ts';
import { startLineProgram } from './line-program.ts';

/** Processes with agents, and the person who answers them, on one folder. */
export interface Scene {
  readonly folder: string;
  readonly store: FileStore;
  start(): Agents;
}

/** One process. */
export interface Agents {
  readonly child: ChildProcess;
  /** The outcomes of a round, or `undefined` where the process died in it. */
  play(round: {
    readonly name: string;
    readonly tries: number;
    readonly die?: 'before-call' | 'after-call';
  }): Promise<readonly string[] | undefined>;
  stop(): Promise<void>;
}

/** Opens a scene in a folder; `program` is desk-process.ts as one file. */
export function openScene(folder: string, program: string, sync: boolean): Scene {
  return {
    folder,
    store: openFileStore(join(folder, 'store'), { sync }),
    start: () => startAgents(folder, program, sync),
  };
}

function startAgents(folder: string, program: string, sync: boolean): Agents {
  const { child, say, stop } = startLineProgram(program, folder, sync);
  return { child, stop, play: async (round) => (await say(round)) as string[] | undefined };
}

/** How often each call was made. */
export function callsIn({ folder }: Scene): ReadonlyMap<string, number> {
  const path = join(folder, 'calls.log');
  const names = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The requests of the store, oldest first. */
export async function requestsIn({ store }: Scene): Promise<readonly ApprovalView[]> {
  const loaded = await store.load();
  if (loaded.status === 'invalid') throw new Error(loaded.problem);
  return approvalsIn(documentOf(loaded), { now: Date.now() }).approvals;
}

/** A person says yes to what waits under this name. */
export const approve = (scene: Scene, name: string): Promise<void> => answer(scene, name, 'approve');

async function answer(scene: Scene, name: string, say: ApprovalAnswer['say']): Promise<void> {
  const waiting = (await requestsIn(scene)).filter(({ status }) => status === 'pending');
  for (const { id } of waiting.filter(({ shown }) => shown.text === `deploy ${name}`)) {
    await updateStore(
      scene.store,
      (document) => answerApproval(document, id, { say, actor: 'ann' }, nodeSurroundings),
      nodeSurroundings,
    );
  }
}

/** A person who has looked, and knows that a call in doubt was not made, gives its approval back. */
export async function giveBack(scene: Scene, { id, consumption }: ApprovalView): Promise<string> {
  const call = { approval: id, consumption: consumption?.id ?? '' };
  const updated = await updateStore(
    scene.store,
    (document) => rollBackCall(document, call, { now: Date.now() }, { actor: 'ann' }),
    nodeSurroundings,
  );
  return 'result' in updated ? updated.result.status : updated.problem;
}

/** What many rounds came to. */
export interface Tally {
  readonly rounds: number;
  readonly retries: number;
  /** Rounds with exactly one call. */
  readonly once: number;
  readonly unexpected: readonly string[];
}

/** Rounds of one approval and very many retries of it at once, in several processes. */
export async function retryTogether(
  scene: Scene,
  { rounds, processes, retries }: { readonly rounds: number; readonly processes: number; readonly retries: number },
): Promise<Tally> {
  const agents = Array.from({ length: processes }, () => scene.start());
  const unexpected: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const name = `round-${round}`;
    await agents[0]?.play({ name, tries: 1 });
    await approve(scene, name);
    const tries = retries / processes;
    const outcomes = (await Promise.all(agents.map((one) => one.play({ name, tries })))).flatMap(
      (one) => one ?? ['died'],
    );
    const others = outcomes.filter((outcome) => outcome !== 'approval-required');
    if (others.join() !== 'ran, settled') unexpected.push(`${name}: ${others.join('; ')}`);
    await answer(scene, name, 'expire'); // what the losers asked anew
  }
  await Promise.all(agents.map((one) => one.stop()));
  const once = [...callsIn(scene)].filter(([, count]) => count === 1).length;
  return { rounds, retries: rounds * retries, once, unexpected };
}
