import { homedir } from 'node:os';
import type { Io } from './io.ts';
import { run } from './run.ts';

const io: Io = {
  input: process.stdin,
  out: (text) =>
    new Promise((resolve) => {
      if (process.stdout.write(text)) resolve();
      else process.stdout.once('drain', resolve);
    }),
  err: (text) => {
    process.stderr.write(text);
  },
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  isTerminal: process.stdout.isTTY === true,
  now: Date.now,
  ...(process.stdin.isTTY && process.stdout.isTTY
    ? { terminal: { input: process.stdin, output: process.stdout } }
    : {}),
};

// A reader that went away (`writ … | head`) is no error of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 70);
  });
}

process.exitCode = await run(process.argv.slice(2), io);
