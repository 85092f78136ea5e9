import { expect, test } from 'vitest';
import { createShell } from './shell.ts';
import { READY, type ShellCall, type ShellReply } from './shell-protocol.ts';

/** A worker that answers a command with its own text, and some commands never. */
function fakeWorkers() {
  const started: { terminated: boolean; readonly calls: ShellCall[] }[] = [];
  const start = () => {
    const about = { terminated: false, calls: [] as ShellCall[] };
    started.push(about);
    const worker = {
      onmessage: null as ((event: { data: ShellReply | typeof READY }) => void) | null,
      postMessage: (call: ShellCall) => {
        about.calls.push(call);
        if (call.kind === 'run' && call.command !== 'for ever')
          queueMicrotask(() =>
            worker.onmessage?.({
              data: { stdout: call.command, stderr: '', exitCode: 0, files: { '/repo/x': 'new' } },
            }),
          );
      },
      terminate: () => {
        about.terminated = true;
      },
    };
    setTimeout(() => worker.onmessage?.({ data: READY }), 0);
    return worker as unknown as Worker;
  };
  return { start, started };
}

test('a command that does not end is stopped, and the next one starts from the files before it', async () => {
  const { start, started } = fakeWorkers();
  const shell = createShell(start, 20);
  expect(await shell.run('touch x', '/repo')).toMatchObject({ kind: 'ended', reply: { stdout: 'touch x' } });
  expect(await shell.run('for ever', '/repo')).toMatchObject({
    kind: 'stopped',
    why: expect.stringMatching(/as they were/),
  });
  await shell.run('ls', '/repo');
  expect(started.map(({ terminated }) => terminated)).toEqual([true, false]);
  expect(started[1]?.calls[0]).toEqual({ kind: 'start', files: { '/repo/x': 'new' } });
});

test('nothing is loaded before the first command', () => {
  const { start, started } = fakeWorkers();
  createShell(start);
  expect(started).toEqual([]);
});

test('a shell that cannot be loaded says so', async () => {
  const shell = createShell(() => {
    throw new Error('blocked');
  });
  expect(await shell.run('ls', '/repo')).toMatchObject({ kind: 'stopped' });
});
