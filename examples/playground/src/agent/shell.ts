import { PROJECT } from './project.ts';
import { type Files, READY, type ShellCall, type ShellReply } from './shell-protocol.ts';

/** How a command ended: by itself, or because it went on too long. */
export type Ran =
  | { readonly kind: 'ended'; readonly reply: ShellReply }
  | { readonly kind: 'stopped'; readonly why: string };

/** A shell in a worker: whatever a command does, the page goes on. */
export interface Shell {
  run(command: string, cwd: string): Promise<Ran>;
  /** The files as the last command left them. */
  readonly files: Files;
  reset(): void;
}

/** How long a command may keep its worker, in milliseconds; the shell's own limits end most long before. */
const MOST_MS = 8_000;

/** Nothing is loaded before the first command. `start` makes a worker, so that tests may bring their own. */
export function createShell(start: () => Worker = startWorker, mostMs = MOST_MS): Shell {
  let worker: Promise<Worker> | undefined;
  let files: Files = PROJECT;
  const stop = () => {
    worker?.then((one) => one.terminate()).catch(() => {});
    worker = undefined;
  };
  const runIn = async (command: string, cwd: string): Promise<Ran> => {
    try {
      worker ??= load(start(), files);
      return await answerOf(await worker, { kind: 'run', command, cwd }, mostMs);
    } catch {
      return { kind: 'stopped', why: 'the shell could not be loaded, or broke down' };
    }
  };
  return {
    get files() {
      return files;
    },
    run: async (command, cwd) => {
      const ran = await runIn(command, cwd);
      if (ran.kind === 'ended') files = ran.reply.files;
      else stop(); // The next one starts with the files as they were before this command.
      return ran;
    },
    reset: () => {
      stop();
      files = PROJECT;
    },
  };
}

const startWorker = () => new Worker(new URL('./shell-worker.ts', import.meta.url), { type: 'module' });

async function load(worker: Worker, files: Files): Promise<Worker> {
  await messageFrom(worker);
  worker.postMessage({ kind: 'start', files } satisfies ShellCall);
  return worker;
}

async function answerOf(worker: Worker, call: ShellCall, mostMs: number): Promise<Ran> {
  worker.postMessage(call);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, mostMs));
  const reply = await Promise.race([messageFrom(worker), late]);
  if (reply === undefined || reply === READY)
    return { kind: 'stopped', why: `stopped after ${mostMs / 1000} seconds; the files are as they were before` };
  return { kind: 'ended', reply };
}

function messageFrom(worker: Worker): Promise<ShellReply | typeof READY> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ShellReply | typeof READY>) => resolve(data);
    worker.onerror = () => reject(new Error('the worker failed'));
  });
}
