import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../run.ts';
import { fakeIo } from '../testing-io.ts';

/** A folder of its own for each test, and the command in it. */
export function place() {
  const folder = mkdtempSync(join(tmpdir(), 'writ-grants-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = join(folder, 'state', 'store');
  const writ = async (...args: readonly string[]) => {
    const { io, out, err } = fakeIo({ cwd: folder, env: { WRIT_STORE: store } });
    const code = await run(args, io);
    return { code, out: out(), err: err(), said: out() + err() };
  };
  const write = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
    return name;
  };
  return { folder, store, writ, write };
}
