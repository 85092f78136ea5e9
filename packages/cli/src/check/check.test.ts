import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import { afterAll, expect, test } from 'vitest';
import { run } from '../run.ts';
import { WRIT } from '../testing/scratch.ts';
import { fakeIo } from '../testing-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
write('fine.writ', 'allow run git status\n');
write('broken.writ', 'use "./none.writ"\nallow rn x\nallow raed ./x\n');
write('doubtful.writ', 'ask run git push\ndeny run git push\ndeny run gti\n\ndefault allow\n');
write('quiet.writ', 'default allow # writ-ignore default-allow: a sandbox\n# writ-ignore unguarded: not true\n');
write('used.writ', 'deny run gti\n');
write('uses.writ', 'use "./used.writ"\nallow run git status\n');
write('low.writ', 'allow run git push\n');
write('high.writ', 'deny run git push **\n');
write('a b%,:.writ', 'default allow\n');
writeFileSync(join(folder, 'hidden.writ'), 'deny run x because "a\u200bb"\n');

async function check(args: readonly string[]) {
  const { io, out, err } = fakeIo({ cwd: folder });
  const code = await run(['check', ...args], io);
  return { code, out: out(), err: err() };
}

/** What is said, as `file:line code`. */
async function said(args: readonly string[]): Promise<readonly string[]> {
  const { out } = await check([...args, '--format', 'json']);
  const { diagnostics } = JSON.parse(out) as { diagnostics: { file: string; code: string; span: { line: number } }[] };
  return diagnostics.map(({ file, code, span }) => `${file}:${span.line} ${code}`);
}

test.for<[what: string, args: readonly string[], said: readonly string[]]>([
  ['nothing', ['fine.writ'], []],
  [
    'errors and nothing else',
    ['broken.writ'],
    ['broken.writ:1 file-not-found', 'broken.writ:2 unknown-subject', 'broken.writ:3 unknown-subject'],
  ],
  [
    'what a rule means beside the others',
    ['doubtful.writ'],
    ['doubtful.writ:1 shadowed-rule', 'doubtful.writ:3 unknown-program', 'doubtful.writ:5 default-allow'],
  ],
  [
    'without what std knows',
    ['doubtful.writ', '--no-std'],
    ['doubtful.writ:1 shadowed-rule', 'doubtful.writ:5 default-allow'],
  ],
  ['a reason takes a warning away, and has to', ['quiet.writ'], ['quiet.writ:2 unused-suppression']],
  ['files that are used', ['uses.writ'], ['used.writ:1 unknown-program']],
  ['and only once', ['uses.writ', 'used.writ'], ['used.writ:1 unknown-program']],
  ['operands are policies of their own', ['low.writ', 'high.writ'], []],
  ['layers are one policy', ['--layer', 'project=low.writ', '--policy', 'high.writ'], ['low.writ:1 never-decides']],
  ['a file that is not there', ['none.writ'], ['none.writ:1 file-not-found']],
])('%s', async ([, args, expected]) => expect(await said(args)).toEqual(expected));

test.for<[args: readonly string[], code: number]>([
  [['fine.writ'], 0],
  [['broken.writ'], 65],
  [['doubtful.writ'], 1],
  [['doubtful.writ', '--max-warnings', '3'], 0],
  [['doubtful.writ', '--max-warnings', '2'], 1],
  [['broken.writ', '--max-warnings', '9'], 65],
  [['doubtful.writ', '--format', 'xml'], 64],
  [['doubtful.writ', '--max-warnings', 'many'], 64],
])('writ check %j ends with %i', async ([args, code]) => expect((await check(args)).code).toBe(code));

test('as text: each place with its line, and a summary', async () => {
  const { out, err } = await check(['doubtful.writ']);
  expect(err).toContain('warning[unknown-program]: nobody described `gti`\n --> doubtful.writ:3:1\n');
  expect(err).toContain('3 | deny run gti\n  | ^^^^^^^^^^^^\n  = help: did you mean `git`?');
  expect(out).toBe('1 file: 0 errors, 3 warnings\n');
});

test('for GitHub: one line each, whatever the names', async () => {
  const { out } = await check(['a b%,:.writ', '--format', 'github']);
  expect(out).toBe(
    '::warning file=a b%25%2C%3A.writ,line=1,col=1,title=default-allow::whatever no rule speaks of is allowed%0Awrite `default ask`, and allow what is needed\n',
  );
});

test('as SARIF: valid by the schema of OASIS, with every place', async () => {
  const validate = new Ajv({
    strict: false,
    validateFormats: false,
    unicodeRegExp: false, // one of its patterns is none with the flag
  }).compile(schema);
  expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  for (const file of ['fine.writ', 'broken.writ', 'doubtful.writ', 'a b%,:.writ', 'hidden.writ', 'none.writ']) {
    const log: unknown = JSON.parse((await check([file, '--format', 'sarif'])).out);
    validate(log);
    expect(validate.errors).toBe(null);
    const { results } = (log as { runs: [{ results: Record<string, unknown>[] }] }).runs[0];
    expect(results).toHaveLength((await said([file])).length);
  }
  const { out } = await check(['a b%,:.writ', '--format', 'sarif']);
  expect(JSON.parse(out)).toMatchObject({
    runs: [
      {
        results: [
          {
            ruleId: 'default-allow',
            ruleIndex: 0,
            level: 'warning',
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'a%20b%25%2C%3A.writ' },
                  region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 14 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

/* ---- --watch, as a real process ---- */

function output(child: ChildProcess): (wanted: RegExp) => Promise<void> {
  let text = '';
  let wake = (): void => {};
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    wake();
  });
  return async (wanted) => {
    while (!wanted.test(text)) await new Promise<void>((resolve) => (wake = resolve));
    text = '';
  };
}

test('--watch: again whenever a file changes, goes or comes back', async () => {
  write('watched.writ', 'use "./part.writ"\nallow run a\n');
  write('part.writ', 'allow run b\n');
  const child = spawn(process.execPath, [WRIT, 'check', '--watch', 'watched.writ'], { cwd: folder });
  try {
    const says = output(child);
    await says(/2 files: no problems/);
    write('part.writ', 'allow rn b\n');
    await says(/1 error/);
    rmSync(join(folder, 'part.writ'));
    await says(/1 error/);
    write('part.writ', 'allow run b\n');
    await says(/no problems/);
    rmSync(join(folder, 'watched.writ'));
    await says(/1 error/);
    write('watched.writ', 'allow run a\n');
    await says(/no problems/);
    expect(child.exitCode).toBe(null);
  } finally {
    child.kill();
  }
}, 60_000);
