import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Confinement, createConfinement } from './confine.ts';
import { addDash } from './dash.ts';
import { driverText, FOLDERS, folderOf, type Mode } from './driver.ts';
import { type Outcome, readCheck, readOutcome } from './outcome.ts';

/** Real bash, in a world without programs. One batch at a time. */
export interface Bash {
  run(scripts: readonly string[], mode?: RunMode): Promise<readonly Outcome[]>;
  /** For each script, whether bash finds no error in it when it only reads it. */
  check(scripts: readonly string[]): Promise<readonly boolean[]>;
  remove(): void;
}

export type RunMode = Exclude<Mode, 'check'>;

/** A script that says nothing for this long is stopped: an endless loop, or one that waits for input. */
const PATIENCE_MILLISECONDS = 250;
/** On a busy machine bash itself takes a while to start. */
const START_MILLISECONDS = 30_000;

export function createBash(): Bash {
  const confinement = createConfinement();
  let hasDash = false;
  return {
    run: async (scripts, mode = 'fast') => {
      if (mode === 'dash' && !hasDash) {
        addDash(confinement.root);
        hasDash = true;
      }
      const stopped = await runBatch(confinement, scripts, mode);
      return scripts.map((_, index) => readOutcome(confinement.root, index, stopped.has(index)));
    },
    check: async (scripts) => {
      await runBatch(confinement, scripts, 'check');
      return scripts.map((_, index) => readCheck(confinement.root, index));
    },
    remove: confinement.remove,
  };
}

/** Runs all, each in an empty folder, and gives the indices of those that had to be stopped. */
async function runBatch(
  { root, command }: Confinement,
  scripts: readonly string[],
  mode: Mode,
): Promise<ReadonlySet<number>> {
  emptyFolders(root, scripts.length);
  const stopped = new Set<number>();
  for (let from = 0; from < scripts.length; ) {
    writeFileSync(join(root, FOLDERS.driver), driverText(scripts, from, mode));
    const last = await drive(command);
    if (last === undefined) break;
    stopped.add(Math.max(last, from));
    from = Math.max(last, from) + 1;
  }
  return stopped;
}

function emptyFolders(root: string, count: number): void {
  for (const folder of [FOLDERS.log, FOLDERS.errors, FOLDERS.work]) {
    rmSync(join(root, folder), { recursive: true, force: true });
    mkdirSync(join(root, folder));
    if (folder !== FOLDERS.work) chmodSync(join(root, folder), 0o777);
  }
  for (let index = 0; index < count; index++) {
    mkdirSync(join(root, folderOf(index)));
    chmodSync(join(root, folderOf(index)), 0o777);
  }
}

/** Runs the driver to its end; where it hangs or dies, the index of the script that it was at. */
function drive([program, ...args]: readonly [string, ...string[]]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    let said = '';
    // The whole group: the first process inside no longer ends with its parent once it has become nobody.
    const stop = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has just ended by itself.
      }
    };
    let timer = setTimeout(stop, START_MILLISECONDS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-32);
      clearTimeout(timer);
      timer = setTimeout(stop, PATIENCE_MILLISECONDS);
    });
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      if (said === '') reject(new Error(`bash could not be started: ${program} ended with ${status}`));
      else resolve(status === 0 ? undefined : lastIndexOf(said));
    });
  });
}

function lastIndexOf(said: string): number {
  return Number(/(\d+)\n\d*$/.exec(said)?.[1] ?? 0);
}
