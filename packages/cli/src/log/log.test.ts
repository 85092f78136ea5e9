import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditLine, preview } from '@writ/approvals';
import { afterAll, expect, test } from 'vitest';
import { run } from '../run.ts';
import { fakeIo } from '../testing-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'old.writ'), 'allow run npm test\nask run git push\n');
writeFileSync(join(folder, 'new.writ'), 'allow run npm **\ndeny run git push  because "use the release"\n');

/** A line as a host records it. */
const recorded = (request: string, effect: string, answer?: string): string =>
  auditLine('0', {
    ...{ at: 0, outcome: 'run' as const, reason: 'answered', effect, request: preview(request) },
    ...{ fingerprint: '', revision: '', rules: [], grants: [] },
    ...(answer === undefined ? {} : { answer }),
  }).line;

const LOG = [
  '{"command":"npm test","effect":"allow"}',
  '{"command":"npm run lint","effect":"ask","answer":"deny"}',
  'broken',
  recorded('git push', 'ask', 'allow-once'),
  recorded(`echo ${'x'.repeat(400)}`, 'allow'),
  recorded('curl -H "Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789"', 'ask'),
  recorded('read src/a', 'ask'),
  recorded('fs.read {"path":"a"}', 'ask'),
  '{"argv":["npm","test"]}',
].join('\n');
writeFileSync(join(folder, 'log.jsonl'), LOG);

async function writ(...args: readonly string[]) {
  const { io, out, err } = fakeIo({ cwd: folder });
  const code = await run(args, io);
  return { code, out: out(), err: err() };
}

test('replay says first how many change, then which, what becomes looser first', async () => {
  expect(await writ('replay', '--policy', 'new.writ', 'log.jsonl')).toEqual({
    code: 1,
    err: '',
    out: `6 lines: 3 allow, 2 ask, 1 deny
1 of them have no recorded verdict to compare with
3 more could not be read; line 3: the line is not a JSON object
2 changed from what was recorded
    1  ask → allow
    1  ask → deny

ask → allow
  line 2: npm run lint
    \`npm run lint\`: \`allow run npm **\` (new.writ:1)

ask → deny
  line 4: git push
    \`git push\`: use the release
`,
  });
});

test.for<[args: readonly string[], code: number, shown: RegExp]>([
  [['replay', '--policy', 'new.writ', '--against', 'old.writ', 'log.jsonl'], 1, /2 changed from what old\.writ says/],
  [['replay', '--policy', 'old.writ', '--against', 'old.writ', 'log.jsonl'], 0, /0 changed/],
  [['replay', '--policy', 'new.writ', '--json', 'log.jsonl'], 1, /"counts":\{"allow":3,"ask":2,"deny":1\}.*"line":2/],
  [['replay', '--policy', 'new.writ'], 64, /name one log/],
  [['replay', '--policy', 'new.writ', '.'], 64, /is a folder/],
  [['replay', '--policy', 'new.writ', 'none'], 64, /cannot be read/],
  [['replay', '--policy', 'none', 'log.jsonl'], 65, /none/],
  [['suggest', 'old.writ'], 64, /holds no answers of people/],
  [['suggest', 'log.jsonl'], 0, /Line 5 was not read: the record holds only part/],
])('writ %j exits with %i', async ([args, code, shown]) => {
  const result = await writ(...args);
  expect(result.out + result.err).toMatch(shown);
  expect(result.code).toBe(code);
});
