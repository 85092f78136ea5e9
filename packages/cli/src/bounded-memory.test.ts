import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const writ = fileURLToPath(new URL('../dist/writ.js', import.meta.url));

test('a batch larger than the memory it is given is answered line by line', async () => {
  expect(existsSync(writ)).toBe(true); // `npm test` builds it first
  const lines = 2_500;
  const line = `{"id":1,"command":"${'x'.repeat(64 * 1024)}\n`;
  expect(lines * line.length).toBeGreaterThan(150_000_000);
  const child = spawn(process.execPath, ['--max-old-space-size=96', writ, 'eval', '--batch', '--no-std'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let answers = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) answers++;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (let at = 0; at < lines; at++) {
    if (!child.stdin.write(line)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  expect(await ended).toBe(0);
  expect(answers).toBe(lines);
});
