import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../run.ts';
import { fakeIo } from '../testing-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-describe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, 'own.writ'),
  'describe deploy complete {\n  option --to <host:connect>\n  option --hook <program:code>\n  operands [<file:read>...]\n}\ndescribe ship like deploy {\n  option --now\n}\n',
);

async function describe(...args: readonly string[]) {
  const { io, out, err } = fakeIo({ cwd: folder });
  const code = await run(['describe', ...args], io);
  return { code, text: out() + err() };
}

test.for<[args: readonly string[], code: number, shown: RegExp]>([
  [['cat'], 0, /^cat: std\/coreutils\.writ:\d+, complete\n.*reads that file/s],
  [['sort'], 0, /! -o --output <file:write>! +writes that file/],
  [['rm'], 0, /with -r:\n +! <file:delete-tree>!\.\.\. +deletes that folder and all below/],
  [['git', 'push'], 0, /^git push: .*changes `remote`/s],
  [['git'], 0, /subcommands: .*\bpush\b/s],
  [['git', 'log'], 0, /options of the command above|writes that file/],
  [['aws', 's3', 'ls'], 0, /^aws s3 ls: std\/cloud\.writ/],
  [['gti'], 1, /nobody described `gti`\n {2}did you mean `git`\?\n.*describe gti complete \{.*\n +allow run gti \*\*/s],
  [['git', 'psuh'], 1, /no described subcommand `psuh`\n {2}did you mean `push`\?/],
  [['cat', '--no-std'], 1, /nobody described `cat`/],
  [
    ['--policy', 'own.writ', 'deploy'],
    0,
    /^deploy: own\.writ:1, complete\n {4}--to <host:connect> +connects there\n {2}! --hook/,
  ],
  [['--policy', 'own.writ', 'ship'], 0, /^ship: own\.writ:6.*like `deploy`.*^deploy: own\.writ:1/ms],
  [[], 64, /writ describe PROGRAM/],
])('writ describe %j', async ([args, code, shown]) => {
  const result = await describe(...args);
  expect(result.text).toMatch(shown);
  expect(result.code).toBe(code);
});

test('--json gives every part with what it leads to', async () => {
  const { text } = await describe('--json', 'sort');
  const { version, program, descriptions } = JSON.parse(text);
  expect({ version, program, complete: descriptions[0].complete }).toEqual({
    version: 1,
    program: 'sort',
    complete: true,
  });
  expect(descriptions[0].parts).toContainEqual({
    kind: 'option',
    shown: '-o --output <file:write>!',
    leadsTo: ['writes that file'],
    hazard: true,
  });
});

test('--json of an unknown program is an empty list and exit code 1', async () => {
  const { text, code } = await describe('--json', 'gti');
  expect(JSON.parse(text)).toEqual({ version: 1, program: 'gti', subcommands: [], descriptions: [] });
  expect(code).toBe(1);
});

test('what explain offers for an unknown program can be pasted into a policy', async () => {
  const explain = async (...policies: readonly string[]) => {
    const { io, out } = fakeIo({ cwd: folder });
    const code = await run(
      ['explain', ...policies.flatMap((file) => ['--policy', file]), 'nice -n 5 frobnicate -h notes.txt'],
      io,
    );
    return { code, text: out() };
  };
  writeFileSync(join(folder, 'empty.writ'), 'allow read ./**\n');
  const { text } = await explain('empty.writ');
  const [, describes, allows] =
    /^nobody described `frobnicate`; two lines do.*\n {2}(describe .*)\n {2}(allow .*)$/m.exec(text) ?? [];
  writeFileSync(join(folder, 'pasted.writ'), `allow run nice -n 5 frobnicate **\n${describes}\n${allows}\n`);
  const pasted = await explain('empty.writ', 'pasted.writ');
  expect(pasted).toEqual({ code: 0, text: expect.stringMatching(/^allow: /m) });
  expect(pasted.text).not.toContain('nobody described');
});
