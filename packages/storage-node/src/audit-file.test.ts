import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '@writ/approvals';
import { expect, onTestFinished, test } from 'vitest';
import { openAuditFile, verifyAudit } from './audit-file.ts';

async function auditPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-audit-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'audit.jsonl');
}

const entry = (request: string): AuditEntry => ({
  at: 1_700_000_000_000,
  outcome: 'run',
  reason: 'allowed',
  effect: 'allow',
  request,
  fingerprint: 'f',
  revision: 'r',
  rules: [],
  grants: [],
});

async function auditOf(...requests: readonly string[]): Promise<string> {
  const path = await auditPath();
  const audit = openAuditFile(path);
  for (const request of requests) await audit.append(entry(request));
  return path;
}

test('each line holds the hash of the one before', async () => {
  const path = await auditOf('one', 'two', 'three');
  expect(await verifyAudit(path)).toMatchObject({ ok: true, lines: 3 });
  const lines = (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  expect(lines.map((line) => line.request)).toEqual(['one', 'two', 'three']);
  expect(lines[1]?.previous).toBe(lines[0]?.hash);
});

test('no file is an audit without lines', async () => {
  expect(await verifyAudit(await auditPath())).toMatchObject({ ok: true, lines: 0 });
});

test.for<[what: string, change: (lines: string[]) => string[], line: number]>([
  ['a word changed', (lines) => lines.map((line) => line.replace('two', 'TWO')), 2],
  ['a line taken out', (lines) => lines.filter((_, index) => index !== 1), 2],
  ['the first line taken out', (lines) => lines.slice(1), 1],
  ['two lines changed places', ([one = '', two = '', three = '']) => [one, three, two], 2],
  ['a line twice', ([one = '', two = '', three = '']) => [one, two, two, three], 3],
  ['a line put in', ([one = '', two = '', three = '']) => [one, 'hello', two, three], 2],
  ['a hash changed', (lines) => lines.map((line, index) => (index === 1 ? `${line.slice(0, -3)}0"}` : line)), 2],
])('%s: found, with its line', async ([, change, line]) => {
  const path = await auditOf('one', 'two', 'three');
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  await writeFile(path, `${change(lines).join('\n')}\n`);
  expect(await verifyAudit(path)).toMatchObject({ ok: false, line, file: path });
});

test('a writer killed at any byte of its line: the rest goes on, and the chain holds', async () => {
  const whole = await readFile(await auditOf('one', 'two'));
  const start = whole.indexOf('\n') + 1;
  for (let length = start; length <= whole.length; length += 13) {
    const path = await auditPath();
    await writeFile(path, whole.subarray(0, length), { mode: 0o600 });
    expect(await verifyAudit(path), `cut to ${length}`).toMatchObject({ ok: true });
    const audit = openAuditFile(path);
    await audit.append(entry('three'));
    await audit.append(entry('four'));
    expect(await verifyAudit(path), `cut to ${length}`).toMatchObject({ ok: true });
    expect(await readFile(path, 'utf8')).toContain('"four"');
  }
});

test('a whole line without its newline is a whole line', async () => {
  const path = await auditOf('one', 'two');
  await truncate(path, (await readFile(path)).length - 1);
  await openAuditFile(path).append(entry('three'));
  expect(await verifyAudit(path)).toMatchObject({ ok: true, lines: 3 });
});

test('what a killed writer left cannot be changed afterwards either', async () => {
  const path = await auditOf('one');
  await appendFile(path, '{"half":');
  await openAuditFile(path).append(entry('two'));
  expect(await verifyAudit(path)).toMatchObject({ ok: true });
  await writeFile(path, (await readFile(path, 'utf8')).replace('{"half":', '{"hide":'));
  expect(await verifyAudit(path)).toMatchObject({ ok: false, line: 2 });
});

test('a large file is set aside, and the chain goes through all of them', async () => {
  const path = await auditPath();
  const audit = openAuditFile(path, { maxBytes: 2000 });
  for (let index = 0; index < 40; index += 1) await audit.append(entry(`command ${index}`));
  const files = (await readdir(join(path, '..'))).sort();
  expect(files.length).toBeGreaterThan(4);
  expect(await verifyAudit(path)).toMatchObject({ ok: true, lines: 40 });
  await rm(`${path}.2`);
  expect(await verifyAudit(path)).toMatchObject({ ok: false });
});

test('a file that is no audit is not written to', async () => {
  const path = await auditPath();
  await writeFile(path, 'my diary\n', { mode: 0o600 });
  await expect(openAuditFile(path).append(entry('x'))).rejects.toThrow('does not end in a line of an audit');
  expect(await readFile(path, 'utf8')).toBe('my diary\n');
});

test('four writers at once: every line is there, in one chain', async () => {
  const path = await auditPath();
  const writers = Array.from({ length: 4 }, () => openAuditFile(path));
  await Promise.all(
    writers.flatMap((audit, writer) =>
      Array.from({ length: 25 }, (_, index) => audit.append(entry(`${writer}-${index}`))),
    ),
  );
  expect(await verifyAudit(path)).toMatchObject({ ok: true, lines: 100 });
});
