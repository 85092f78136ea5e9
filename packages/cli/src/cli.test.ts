import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from './run.ts';
import { fakeIo } from './testing-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};
const POLICY = write(
  'p.writ',
  'allow run git (status|log) **\nallow read ./**\ndeny run rm -r -f as no-rm\n\ntest "t" {\n  git status => allow\n  rm -fr x => deny by no-rm\n}\n',
);
const BROKEN = write('broken.writ', 'alow run git\ndeny read **/.env\n');
const FAILING = write('failing.writ', 'test "t" {\n  git status => deny\n}\n');

async function writ(args: readonly string[], given: Parameters<typeof fakeIo>[0] = {}) {
  const { io, out, err } = fakeIo({ cwd: folder, ...given });
  const code = await run(args, io);
  return { code, out: out(), err: err() };
}

test.for<[args: readonly string[], code: number, shown: RegExp]>([
  [['--version'], 0, /^\d+\.\d+\.\d+/],
  [['--version', '--json'], 0, /"version":1/],
  [['help'], 0, /writ eval/],
  [['help', 'eval'], 0, /usage: writ eval/],
  [['help', 'evil'], 64, /did you mean `writ eval`/],
  [['--json', 'eval'], 64, /options follow the command/],
  [['grants', 'lsit'], 64, /did you mean `writ grants list`/],
  [['eval', '--policy'], 64, /write `--policy FILE`/],
  [['eval', '--policy', '--json', 'ls'], 64, /`--policy=--json`/],
  [['eval', '--json=yes', 'ls'], 64, /takes no value/],
  [['eval', '--help'], 0, /--batch/],
  [['evil'], 64, /did you mean `writ eval`/],
  [['eval', '--polcy', 'x', 'ls'], 64, /did you mean `--policy`/],
  [['eval'], 64, /no command/],
  [['eval', 'git', 'status'], 64, /more than one command/],
  [['eval', '--dialect', 'fish', 'ls'], 64, /unknown dialect `fish`/],
  [['eval', '--layer', 'user', 'ls'], 64, /NAME=FILE/],
  [['check'], 64, /no file/],
  [['check', POLICY], 0, /no problems/],
  [['check', BROKEN], 65, /did you mean `allow`/],
  [['check', 'missing.writ'], 65, /missing\.writ/],
  [['eval', '--policy', BROKEN, 'ls'], 65, /alow/],
  [['eval', '--policy', POLICY, 'git status'], 0, /^allow/],
  [['eval', '--policy', POLICY, 'rm -fr x'], 0, /^deny/],
  [['eval', '--policy', POLICY, 'npm publish'], 0, /^ask.*npm publish/s],
  [['eval', '--policy', POLICY, '--exit-code', 'git status'], 0, /^allow/],
  [['eval', '--policy', POLICY, '--exit-code', 'npm publish'], 3, /^ask/],
  [['eval', '--policy', POLICY, '--exit-code', 'rm -fr x'], 4, /^deny/],
  [['eval', '--batch', '--exit-code'], 64, /is for one command/],
  [['eval', '--batch', 'ls'], 64, /leave one of them out/],
  [['eval', '--policy', POLICY, '--json', 'git status'], 0, /"version":1,"effect":"allow"/],
  [['explain', '--policy', POLICY, 'git status && rm -rf x'], 0, /\^\^\^.*deny run rm -r -f/s],
  [['acts', 'echo a > b'], 0, /write +writing `b`/],
  [['acts', '--json', 'echo a > b'], 0, /"kind":"run","argv":\["echo","a"\]/],
  [['test', POLICY], 0, /2 passed, 0 failed/],
  [['test', FAILING], 1, /failing\.writ:2: failed git status/],
  [['test', '--json', POLICY], 0, /"passed":2,"failed":0/],
])('writ %j exits with %i', async ([args, code, shown]) => {
  const result = await writ(args);
  expect(result.out + result.err).toMatch(shown);
  expect(result.code).toBe(code);
});

test('`-` reads the command from standard input', async () => {
  expect((await writ(['eval', '--policy', POLICY, '-'], { input: 'git status\n' })).out).toMatch(/^allow/);
});

test('colour is for terminals, and not where NO_COLOR is set', async () => {
  const args = ['eval', '--policy', POLICY, 'git status'];
  const coloured = (given: Parameters<typeof fakeIo>[0]) =>
    writ(args, given).then(({ out }) => out.includes('\u001b['));
  expect(await coloured({ isTerminal: true })).toBe(true);
  expect(await coloured({ isTerminal: true, env: { NO_COLOR: '1' } })).toBe(false);
  expect(await coloured({ isTerminal: false })).toBe(false);
});

test('init writes a policy whose own tests pass, and keeps one that is there', async () => {
  expect((await writ(['init'])).code).toBe(0);
  expect(await writ(['test', 'policy.writ'])).toMatchObject({ code: 0, err: '' });
  const before = readFileSync(join(folder, 'policy.writ'), 'utf8');
  write('policy.writ', `${before}# mine\n`);
  expect((await writ(['init'])).code).toBe(64);
  expect(readFileSync(join(folder, 'policy.writ'), 'utf8')).toContain('# mine');
});

const lines = (out: string): readonly unknown[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a batch has one answer a line, in order and in the documented shape', async () => {
  const input = [
    '{"id":1,"command":"git status"}',
    '{"id":"two","argv":["rm","-rf","x"]}',
    '{"id":3,"act":"read","target":"src/a.ts"}',
    '{"id":4,"tool":"github.delete_repo","args":{"repo":"a/b"}}',
    'not json',
    '',
    '{"id":7}',
    '{"id":8,"command":"ls","context":{"mood":"good"}}',
    '{"id":9,"act":"connect","target":"https://example.org"}',
  ].join('\n');
  const { out, code } = await writ(['eval', '--batch', '--policy', POLICY], { input });
  expect(code).toBe(0);
  expect(lines(out)).toMatchObject([
    {
      id: 1,
      effect: 'allow',
      uncertain: false,
      causes: expect.arrayContaining([
        expect.objectContaining({ layer: 'user', file: 'p.writ', line: 1, effect: 'allow' }),
      ]),
    },
    { id: 'two', effect: 'deny', causes: [{ rule: 'no-rm', line: 3, effect: 'deny' }] },
    { id: 3, effect: 'allow' },
    { id: 4, effect: 'ask', causes: [] },
    { id: null, error: expect.any(String) },
    { id: null, error: expect.any(String) },
    { id: 7, error: expect.any(String) },
    { id: 8, error: expect.stringContaining('mood') },
    { id: 9, effect: 'ask' },
  ]);
});

test('acts in a batch are flat, with null for what is not one known text', async () => {
  const { out } = await writ(['acts', '--batch', '--no-std'], { input: '{"id":1,"command":"git $x log > a"}\n' });
  expect(lines(out)).toEqual([
    {
      id: 1,
      acts: [
        { kind: 'run', argv: ['git', null, 'log'] },
        { kind: 'write', path: 'a' },
      ],
    },
  ]);
});

/** Xorshift: the same lines in every run. */
function* random(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

test('10,000 lines of random bytes, broken JSON and huge commands: one answer a line', async () => {
  const dice = random(42);
  const next = (below: number): number => dice.next().value % below;
  const byteLine = (): Uint8Array =>
    Uint8Array.from({ length: next(60) }, () => next(256)).map((byte) => (byte === 10 ? 0 : byte));
  const text = (line: string): Uint8Array => new TextEncoder().encode(line);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < 10_000; at++) {
    const kind = next(100);
    const line =
      kind < 60
        ? byteLine()
        : kind < 80
          ? text(`{"id":${at},"command":"${'(){}$`;|&<>\\"\''[next(13)]}`)
          : kind < 99
            ? text(
                JSON.stringify({
                  id: at,
                  command: String.fromCharCode(...Array.from({ length: next(40) }, () => 32 + next(95))),
                }),
              )
            : text(JSON.stringify({ id: at, command: '$(('.repeat(next(30_000)) }));
    pieces.push(line, text('\n'));
  }
  const { out, code } = await writ(['eval', '--batch', '--policy', POLICY, '--no-std'], {
    input: Buffer.concat(pieces),
  });
  expect(code).toBe(0);
  const answers = lines(out) as readonly { readonly effect?: string; readonly error?: string }[];
  expect(answers).toHaveLength(10_000);
  expect(answers.every((answer) => typeof answer.effect === 'string' || typeof answer.error === 'string')).toBe(true);
});
