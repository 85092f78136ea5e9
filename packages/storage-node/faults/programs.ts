import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A running program, and the whole lines it has said. */
export interface Running {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly ended: Promise<unknown>;
  /** Fulfilled once it has said so many lines. */
  heard(lines: number): Promise<void>;
  say(text: string): void;
}

/** The path of a program that was bundled for this run. */
export const program = (name: string): string => join(process.env.WRIT_FAULTS_PROGRAMS ?? '', `${name}.mjs`);

/** Starts a program. One thread does all its file system calls, so that they come one after the other. */
export function start(path: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, UV_THREADPOOL_SIZE: '1', ...env },
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  child.stdin?.on('error', () => {}); // It may be killed before it has read everything.
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const look of waiting) look();
  });
  const heard = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (lines.length < count) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { child, lines, ended: once(child, 'close'), heard, say: (text) => void child.stdin?.write(text) };
}
