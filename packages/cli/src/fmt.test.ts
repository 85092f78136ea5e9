import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { run } from './run.ts';
import { fakeIo } from './testing-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-fmt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'a.writ');
const UGLY = 'writ  1\nallow   run  git   status # why';
const FINE = 'writ 1\nallow run git status  # why\n';
const BROKEN = 'allow   rn x\n';

beforeEach(() => {
  rmSync(file, { force: true });
  writeFileSync(file, UGLY);
});

async function fmt(args: readonly string[], input?: string | Uint8Array) {
  const { io, out, err } = fakeIo({ cwd: folder, ...(input === undefined ? {} : { input }) });
  const code = await run(['fmt', ...args], io);
  return { code, out: out(), err: err() };
}

test('a file is put right and named, and the second time left alone', async () => {
  expect(await fmt(['a.writ'])).toEqual({ code: 0, out: 'a.writ\n1 file: 1 changed\n', err: '' });
  expect(readFileSync(file, 'utf8')).toBe(FINE);
  expect(await fmt(['a.writ'])).toEqual({ code: 0, out: '1 file: 0 changed\n', err: '' });
});

test('--check and --diff write nothing and end with 1', async () => {
  expect(await fmt(['--check', 'a.writ'])).toEqual({ code: 1, out: 'a.writ\n1 file: 1 would change\n', err: '' });
  const { code, out } = await fmt(['--diff', 'a.writ']);
  expect(code).toBe(1);
  expect(out).toContain('--- a/a.writ');
  expect(out).toContain('-allow   run  git   status # why\n');
  expect(out).toContain('+allow run git status  # why\n');
  expect(readFileSync(file, 'utf8')).toBe(UGLY);
  writeFileSync(file, FINE);
  expect(await fmt(['--check', 'a.writ'])).toEqual({ code: 0, out: '1 file: 0 would change\n', err: '' });
  expect(await fmt(['--diff', 'a.writ'])).toEqual({ code: 0, out: '', err: '' });
});

test('standard input goes to standard output', async () => {
  expect(await fmt(['-'], UGLY)).toEqual({ code: 0, out: FINE, err: '' });
  expect(await fmt(['--check', '-'], UGLY)).toEqual({ code: 1, out: '<stdin>\n', err: '' });
  const broken = await fmt(['-'], BROKEN);
  expect(broken).toMatchObject({ code: 65, out: '' });
  expect(broken.err).toContain('unknown subject `rn`');
});

test('errors are said and their file is left alone; the others are done', async () => {
  writeFileSync(join(folder, 'b.writ'), BROKEN);
  const { code, out, err } = await fmt(['b.writ', 'a.writ']);
  expect({ code, out }).toEqual({ code: 65, out: 'a.writ\n2 files: 1 changed, 1 left alone\n' });
  expect(err).toContain('b.writ:1:9');
  expect(readFileSync(join(folder, 'b.writ'), 'utf8')).toBe(BROKEN);
});

test.for<[what: string, args: readonly string[], says: string]>([
  ['no such file', ['none.writ'], 'none.writ: there is no such file'],
  ['a folder', ['.'], 'this is a folder'],
  ['nothing named', [], 'no file to lay out'],
  ['standard input and a file', ['-', 'a.writ'], '`-` stands alone'],
])('%s: said in a sentence', async ([, args, says]) => {
  const { code, err } = await fmt(args);
  expect(code).toBeGreaterThanOrEqual(64);
  expect(err).toContain(says);
});

test('bytes that are no text are left alone', async () => {
  writeFileSync(file, Buffer.from([0x23, 0x20, 0xff, 0x0a]));
  expect(await fmt(['a.writ'])).toEqual({
    code: 65,
    out: expect.any(String),
    err: 'writ: a.writ: this is not UTF-8 text\n',
  });
  expect(await fmt(['-'], Uint8Array.of(0x23, 0x20, 0xff))).toMatchObject({ code: 65, out: '' });
  expect([...readFileSync(file)]).toEqual([0x23, 0x20, 0xff, 0x0a]);
});

test('permissions and links stay, and nothing is left beside the file', async () => {
  chmodSync(file, 0o640);
  const link = join(folder, 'link.writ');
  symlinkSync('a.writ', link);
  expect((await fmt(['link.writ'])).code).toBe(0);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(FINE);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('a read-only file stays as it is', async () => {
  chmodSync(file, 0o444);
  expect(await fmt(['a.writ'])).toEqual({
    code: 65,
    out: expect.any(String),
    err: 'writ: a.writ: the file is read-only\n',
  });
  expect(readFileSync(file, 'utf8')).toBe(UGLY);
});

test('--json says what became of each file', async () => {
  const { out } = await fmt(['--json', '--check', 'a.writ', 'none.writ']);
  expect(JSON.parse(out)).toEqual({
    version: 1,
    files: [
      { file: 'a.writ', outcome: 'changed' },
      { file: 'none.writ', outcome: 'failed', why: 'there is no such file' },
    ],
  });
});
