import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFileStore } from '@writ/storage-node';
import { expect, test } from 'vitest';
import { place } from './testing/place.ts';

const listed = async (writ: ReturnType<typeof place>['writ']) => {
  const { grants, refusals } = JSON.parse((await writ('grants', 'list', '--json')).out) as {
    grants: { id: string; pattern: string; scope: object; usage: unknown }[];
    refusals: { pattern: string }[];
  };
  return { grants, refusals };
};

test('nothing is remembered at first, and looking makes nothing', async () => {
  const { writ, folder } = place();
  expect(await writ('grants')).toMatchObject({ code: 0, out: 'nothing is remembered\n' });
  expect(readdirSync(folder)).toEqual([]);
});

test('added, listed, there already, removed', async () => {
  const { writ, folder } = place();
  expect(await writ('grants', 'add', 'run  npm   test')).toMatchObject({
    code: 0,
    out: `added: run npm test  (${folder})\n`,
  });
  expect(await writ('grants', 'add', 'run npm test')).toMatchObject({
    code: 0,
    out: expect.stringContaining('already there'),
  });
  const list = await writ('grants', 'list');
  expect(list.out).toMatch(/allow +run npm test .*\n.*person.*never used/);
  expect(await writ('grants', 'remove', 'RUN npm TEST')).toMatchObject({
    code: 0,
    out: expect.stringContaining('removed'),
  });
  expect(await writ('grants', 'remove', 'run npm test')).toMatchObject({
    code: 1,
    err: expect.stringContaining('no such answer'),
  });
});

test('a grant may end, be used so often, be for one agent', async () => {
  const { writ, folder } = place();
  await writ('grants', 'add', 'run make', '--expires', '90d', '--uses', '3', '--agent', 'main');
  const { grants } = await listed(writ);
  const now = Date.UTC(2026, 0, 1);
  expect(grants).toMatchObject([
    {
      pattern: 'run make',
      scope: { workspace: folder, agent: 'main' },
      createdAt: now,
      expiresAt: now + 90 * 864e5,
      maxUses: 3,
      usage: null,
    },
  ]);
  expect(await writ('grants', 'remove', '--id', grants[0]?.id ?? '')).toMatchObject({ code: 0 });
});

test.for<[args: readonly string[], code: number, said: RegExp]>([
  [['add'], 64, /no pattern was given/],
  [['add', 'npm test'], 64, /is no pattern/],
  [['add', 'run npm test\nallow run rm **'], 64, /is no pattern/],
  [['add', 'run make limit 5 per hour'], 64, /without clauses/],
  [['add', 'run sudo **'], 1, /not added: `sudo` with a wildcard can run anything/],
  [['add', 'run sudo **', '--widen'], 0, /added: run sudo \*\* {2}\(everywhere\)/],
  [['add', 'run сurl https://example.org'], 1, /not added: `сurl` mixes letters that look alike/],
  [['add', 'escalate root'], 1, /not added: it lets whatever is allowed run as another user/],
  [['add', 'run make', '--expires', 'soon'], 64, /is no time/],
  [['add', 'run make', '--uses', '0'], 64, /no number of uses/],
  [['remove'], 64, /name one answer/],
  [['remove', 'x', '--id', 'y'], 64, /name one answer/],
  [['prune'], 64, /nothing to prune was named/],
  [['prune', '--unused', 'long'], 64, /is no time/],
  [['lst'], 64, /did you mean `writ grants list`/],
  [['import', 'missing.json'], 64, /cannot be read/],
])('writ grants %j exits with %i', async ([args, code, said]) => {
  const result = await place().writ('grants', ...args);
  expect(result.said).toMatch(said);
  expect(result.code).toBe(code);
});

test('prune takes what is over, and what was not used for long', async () => {
  const { writ, store: folder } = place();
  for (const pattern of ['run old', 'run used', 'run new']) await writ('grants', 'add', pattern);
  const store = openFileStore(folder);
  const loaded = await store.load();
  if (loaded.status !== 'loaded') throw new Error(loaded.status);
  const [old, used] = loaded.document.grants;
  const year = 365 * 864e5;
  const grants = loaded.document.grants.map((grant) =>
    grant === old || grant === used ? { ...grant, createdAt: grant.createdAt - year } : grant,
  );
  await store.compareAndSwap(loaded.revision, { ...loaded.document, grants });
  await store.journal?.append([{ grant: used?.id ?? '', at: Date.UTC(2025, 11, 31), uses: 1 }]);
  expect(await writ('grants', 'prune', '--unused', '90d')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/removed: run old .*\n1 removed/),
  });
  expect((await listed(writ)).grants.map((grant) => grant.pattern)).toEqual(['run used', 'run new']);
});

test('exported and imported elsewhere: the same answers', async () => {
  const [here, there] = [place(), place()];
  await here.writ('grants', 'add', 'run npm test');
  await here.writ('grants', 'add', 'write ./docs/**', '--agent', 'main');
  there.write('answers.json', (await here.writ('grants', 'export')).out);
  expect(await there.writ('grants', 'import', 'answers.json')).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 imported'),
  });
  const plain = ({ grants }: Awaited<ReturnType<typeof listed>>) =>
    grants.map(({ pattern, scope }) => ({ pattern, scope }));
  expect(plain(await listed(there.writ))).toEqual(plain(await listed(here.writ)));
  expect(await there.writ('grants', 'import', 'answers.json')).toMatchObject({
    code: 0,
    out: expect.stringContaining('0 imported, 2 already there'),
  });
});

/* What would make more of an answer than it was, if it were left out: never imported. */
test.for<[field: string, value: unknown, reason: RegExp]>([
  ['expiresAt', 0, /it would have expired already/],
  ['expiresAt', -1, /it would have expired already/],
  ['expiresAt', '2020-01-01', /`expiresAt` is not understood/],
  ['expiresAt', null, /`expiresAt` is not understood/],
  ['maxUses', 0, /it would never hold/],
  ['maxUses', -3, /it would never hold/],
  ['maxUses', 1.5, /`maxUses` is not understood/],
  ['maxUses', '3', /`maxUses` is not understood/],
  ['exact', 7, /`exact` is not understood/],
  ['exact', 'anything', /`exact` is not understood/],
  ['scope', 'main', /`scope` is not understood/],
  ['scope', { agent: 7 }, /`scope` is not understood/],
  ['scope', { workspace: ['/repo'] }, /`scope` is not understood/],
  ['scope', { workspace: 'repo' }, /the workspace is not an absolute folder/],
  ['scope', { session: 's' }, /it was for one session/],
])('an exported answer with %s %j is not imported: %s', async ([field, value, reason]) => {
  const { writ, write } = place();
  const answer = { pattern: 'run make', scope: {}, [field]: value };
  write('answers.json', { writ: 'answers', version: 1, grants: [answer], answers: [] });
  expect((await writ('grants', 'import', 'answers.json')).out).toMatch(reason);
  expect((await listed(writ)).grants).toEqual([]);
});

/* What other programs remember, an entry a row: what becomes of it. */
test.for<[entry: unknown, becomes: string]>([
  ['git *', 'run git *'],
  ['git **', 'run git **'],
  [{ id: '1', pattern: '  pnpm   test ', lastUsedAt: 1 }, 'run pnpm test'],
  ['a[b]', 'run "a[b]"'],
  ['$x', 'run "$x"'],
  ['make && rm *', 'it reaches beyond one command'],
  ['git ** --no-edit', '`**` within a text'],
  ['sudo **', 'can run anything'],
  ['**', 'names no program'],
  ['', 'the pattern is empty'],
  [{}, 'it has no pattern'],
])('multica %j → %s', async ([entry, becomes]) => {
  const { writ, write } = place();
  write('config.json', { execApproval: { security: 'allowlist', ask: 'on-miss', allowlist: [entry] } });
  const { out } = await writ('grants', 'import', 'config.json');
  expect(out).toContain(becomes);
  expect(out).toContain('security: "allowlist"\n  not imported: a setting of the host');
});

test.for<[agent: string, entry: unknown, becomes: string | object]>([
  ['main', { pattern: '/usr/bin/rg' }, { pattern: 'run /usr/bin/rg **', agent: 'main' }],
  ['main', 'git', { pattern: 'run git **', agent: 'main' }],
  ['default', 'git', { pattern: 'run git **', agent: 'main' }],
  ['*', 'uname', { pattern: 'run uname **' }],
  ['main', { pattern: 'hostname', argPattern: '^\\0\\0$' }, { pattern: 'run hostname', agent: 'main' }],
  [
    'main',
    { pattern: 'python3', argPattern: '^script\\.py\\0--all\\0$' },
    { pattern: 'run python3 script.py --all', agent: 'main' },
  ],
  ['main', { pattern: 'python3', argPattern: '^.*$' }, 'a regular expression over arguments cannot be said'],
  ['main', { pattern: 'python3' }, 'can run anything'],
  ['main', { pattern: 'rg', source: 'allow-always' }, 'never matched anything'],
  ['main', { pattern: '' }, 'it has no pattern'],
  ['main', { pattern: 'rg', argPattern: ['^x$'] }, '`argPattern` is not understood'],
  ['main', { pattern: 'rg', source: 1 }, '`source` is not understood'],
  ['main', { pattern: 'rg', argPattern: null, source: null }, { pattern: 'run rg **', agent: 'main' }],
])('OpenClaw %s %j → %j', async ([agent, entry, becomes]) => {
  const { writ, write, folder } = place();
  write('exec-approvals.json', { version: 1, agents: { [agent]: { allowlist: [entry] } } });
  const { out } = await writ('grants', 'import', 'exec-approvals.json');
  if (typeof becomes === 'string') expect(out).toContain(becomes);
  else {
    const { pattern, ...scope } = becomes as { pattern: string };
    expect((await listed(writ)).grants).toMatchObject([
      { pattern, scope: { workspace: folder, ...scope }, origin: 'import' },
    ]);
  }
});

test.for<[rule: string, becomes: string]>([
  ['tool = "exec_shell"\ncommand = "cargo test"\naction = "allow"', 'imported: run cargo test **'],
  ['tool = "exec_shell"\ncommand = "cargo test"\ncommand_exact = true\naction = "allow"', 'imported: run cargo test\n'],
  ['tool = "exec_shell"\ncommand = "rm -rf /"\naction = "deny"', 'imported: deny run rm -rf /'],
  ['tool = "edit_file"\npath = "src/lib.rs"\naction = "allow"', 'imported: edit ./src/lib.rs'],
  ['tool = "read_file"\npath = "/etc/hosts"\naction = "allow"\nworkspace = "/workspace"', 'imported: read /etc/hosts'],
  ['tool = "web_search"\naction = "allow"', 'imported: tool web_search'],
  ['tool = "exec_shell"\naction = "allow"', 'names no program'],
  ['tool = "exec_shell"\ncommand = "cargo test"', 'an ask is no answer'],
  ['tool = "exec_shell"\ncommand = "a; b"\naction = "allow"', 'it cannot be said as one pattern'],
  ['tool = "exec_shell"\ndecision = "allow"', '`decision` is not known'],
  [
    'tool = "exec_shell"\ncommand = "make"\ncommand_exact = "true"\naction = "allow"',
    '`command_exact` is not understood',
  ],
  ['tool = "exec_shell"\ncommand = 7\naction = "allow"', '`command` is not understood'],
  ['tool = "read_file"\npath = ["a"]\naction = "allow"', '`path` is not understood'],
  ['tool = "web_search"\nworkspace = 1\naction = "allow"', '`workspace` is not understood'],
])('CodeWhale %j → %s', async ([rule, becomes]) => {
  const { writ, write } = place();
  write('permissions.toml', `# mine\n[[rules]]\n${rule}\n`);
  expect((await writ('grants', 'import', 'permissions.toml')).out).toContain(becomes);
});

test.for<[name: string, text: string, said: RegExp]>([
  ['x.json', '{', /neither JSON nor TOML/],
  ['x.json', '{}', /no `execApproval`/],
  ['x.json', '{"agents":{},"version":2}', /its version is 2/],
  ['x.toml', 'a = 1', /no `\[\[rules\]\]`/],
])('%s with %j: refused in one sentence, and nothing is stored', async ([name, text, said]) => {
  const { writ, write, folder } = place();
  write(name, text);
  expect(await writ('grants', 'import', name)).toMatchObject({ code: 64, err: expect.stringMatching(said) });
  expect(readdirSync(folder)).toEqual([name]);
});

const newestIn = (store: string) => join(store, readdirSync(store).sort().at(-1) ?? '');

test('a store that is damaged is said to be, and nothing is written over', async () => {
  const { writ, store } = place();
  await writ('grants', 'add', 'run make');
  writeFileSync(newestIn(store), 'damaged');
  for (const args of [['list'], ['add', 'run x'], ['remove', 'run make'], ['prune', '--expired'], ['export']]) {
    expect(await writ('grants', ...args)).toMatchObject({
      code: 1,
      err: expect.stringContaining('`writ doctor` says more'),
    });
  }
  expect(readFileSync(newestIn(store), 'utf8')).toBe('damaged');
});
