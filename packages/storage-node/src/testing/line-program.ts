import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program that answers each line of JSON on its standard input with one. */
export interface LineProgram {
  readonly child: ChildProcess;
  /** The answer, or `undefined` where the process died over it. */
  say(value: object): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts one: `program` is a single file. `sync`: whether its stores flush what they write. */
export function startLineProgram(program: string, folder: string, sync: boolean): LineProgram {
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, WRIT_SYNC: sync ? 'on' : 'off' },
  });
  const lines = createInterface(child.stdout as NodeJS.ReadableStream)[Symbol.asyncIterator]();
  child.stdin?.on('error', () => {}); // it died: the missing answer says so
  const closed = once(child, 'close');
  return {
    child,
    say: async (value) => {
      child.stdin?.write(`${JSON.stringify(value)}\n`);
      const { value: line, done } = await lines.next();
      return done === true ? undefined : (JSON.parse(line) as unknown);
    },
    stop: async () => {
      child.stdin?.end();
      await closed;
    },
  };
}
