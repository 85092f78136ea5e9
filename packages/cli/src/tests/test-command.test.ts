import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { run } from '../run.ts';
import { fakeIo } from '../testing-io.ts';
import { junit } from './junit.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const POLICY = `allow run git (status|log) **
allow read ./**  except ./private/**
allow run npm test  when mode is act
ask run git push  because "a push is reviewed"
deny run sudo

test "daily" {
  git status && ls          => allow
  cat ./private/a           => ask
  with mode is act {
    npm test => allow
  }
  git push                  => allow
}
`;
writeFileSync(join(folder, 'p.writ'), POLICY);
writeFileSync(join(folder, 'good.writ'), 'allow run git status\ntest "t" {\n  git status => allow\n}\n');
writeFileSync(join(folder, 'none.writ'), 'allow run git status\n');

async function writ(...args: readonly string[]) {
  const { io, out, err } = fakeIo({ cwd: folder });
  const code = await run(['test', ...args], io);
  return { code, out: out(), err: err() };
}

test('a failing line shows the command with the deciding part underlined, the reason and the rule', async () => {
  expect((await writ('p.writ')).out).toBe(`p.writ:13: failed git push
  expected allow, found ask
    git push
    ^^^^^^^^
  ask: \`git push\`: a push is reviewed
  p.writ:4:1  ask run git push because "a push is reviewed"
  near: p.writ:1:1  allow run git status **  (it wants the word \`status\`)
3 passed, 1 failed
`);
});

test('coverage names rules that decided nothing and parts that were never tried', async () => {
  const { out } = await writ('--coverage', 'p.writ');
  expect(out.split('\n').slice(-5)).toEqual([
    'p.writ:1: never tried git log **',
    'p.writ:3: never tried when it does not',
    'p.writ:5: never decided deny run sudo',
    '4 of 5 rules decided something (80 %), 6 of 9 of their parts were tried (66 %)',
    '',
  ]);
});

test.for<[args: readonly string[], code: number, shown: RegExp]>([
  [['--threshold', '100', 'good.writ'], 0, /100 %/],
  [['--threshold', '80', 'p.writ'], 1, /3 passed, 1 failed/],
  [['--threshold', '50', 'none.writ'], 1, /0 % of the rules decided something, below 50 %/],
  [['none.writ'], 0, /there is no `test` block/],
  [['--threshold', 'most', 'good.writ'], 64, /`most` is no number/],
  [['--format', 'html', 'good.writ'], 64, /there are `text`, `json`, `junit`, `github`/],
  [['--lcov', 'no/such/folder', 'good.writ'], 64, /cannot be written/],
  [['--coverage', '--json', 'good.writ'], 0, /"coverage":\[\{"file":"good.writ","line":1,.*"decided":1/],
  [
    ['--format', 'github', 'p.writ'],
    1,
    /^::error file=p.writ,line=13,title=git push%3A .*%0A.*\n3 passed, 1 failed\n$/,
  ],
])('writ test %j exits with %i', async ([args, code, shown]) => {
  const result = await writ(...args);
  expect(result.out + result.err).toMatch(shown);
  expect(result.code).toBe(code);
});

test('lcov: a rule is a line, its parts are branches', async () => {
  await writ('--lcov', 'trace', 'p.writ');
  const trace = readFileSync(join(folder, 'trace'), 'utf8');
  expect(trace).toMatch(/^TN:\nSF:p\.writ\n/);
  expect(trace).toContain('BRDA:1,0,0,1\nBRDA:1,0,1,0\n'); // git status was tried, git log was not
  expect(trace).toContain('BRDA:5,4,0,-\n'); // the rule itself never came up
  expect(trace).toMatch(/BRF:9\nBRH:6\nDA:1,1\nDA:2,1\nDA:3,1\nDA:4,1\nDA:5,0\nLF:5\nLH:4\nend_of_record\n$/);
});

test('JUnit: a case for each line, whatever the text', () => {
  const result = { file: 'p.writ', line: 1, test: 't', expected: 'allow', found: 'ask', reasons: [], context: {} };
  const request = { kind: 'shell' as const, command: '' };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, passed) => {
      const xml = junit([{ result: { ...result, text, passed, request }, why: [text] }]);
      expect(xml.match(/<testcase /g)).toHaveLength(1);
      expect(xml.match(/<failure /g)?.length ?? 0).toBe(passed ? 0 : 1);
      // Of what XML 1.0 has no way to write, nothing is left; nor is any mark of its own that is not ours.
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/u);
      expect(
        xml.replace(/<\/?(\?xml|testsuites|testsuite|testcase|failure)( [a-z]+="[^"<]*")*[?/]?>/g, ''),
      ).not.toMatch(/[<"]|&(?!(amp|lt|gt|quot|#\d+);)/);
    }),
  );
});
