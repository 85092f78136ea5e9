import { expect } from 'vitest';
import { createHarness } from './testing/harness.ts';
import { realPolicy } from './testing/real-policy.ts';
import { runSeedRows } from './testing/seed-rows.ts';
import { normalizeWorkspace } from './workspace.ts';

const policy = realPolicy('default ask');
type Request = Parameters<ReturnType<typeof createHarness>['coordinator']['authorize']>[0]['request'];

/** Remembers one request, for good and for itself only; then says whether others are answered by it. */
async function remembering(request: Request, roots: readonly string[] = ['/workspace']) {
  const harness = createHarness({}, { policy: () => policy });
  const ask = (one: Request) =>
    harness.coordinator.authorize({ request: one, context: { roots, cwd: roots[0] ?? '/', agent: 'main' } });
  harness.answer = ({ offers }) => ({
    kind: 'allow-always',
    offer: offers.allow.find(({ id }) => id === 'exact')?.id ?? '',
  });
  expect(await ask(request)).toMatchObject({ outcome: 'run', remembered: { persisted: true } });
  harness.answer = () => ({ kind: 'deny' });
  return async (one: Request) => ((await ask(one)).outcome === 'run' ? 'allow' : 'ask');
}

const line = (command: string, cwd = '/workspace'): Request => ({ kind: 'shell', command, cwd });
const write = (path: string): Request => ({ kind: 'write', path });
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `C${from + index}`);

/** A check that `cargo test`, remembered in `/workspace`, answers another line or not. */
const cargoTest =
  (answer: 'allow' | 'ask', ...lines: readonly Request[]) =>
  async () => {
    const again = await remembering(line('cargo test'));
    for (const one of lines) expect(await again(one), JSON.stringify(one)).toBe(answer);
  };

runSeedRows('C7', {
  checks: {
    C276: () => expect(normalizeWorkspace('C:foo')).toBeUndefined(),
    C282: cargoTest('allow', line('cargo test')),
    C283: cargoTest('ask', line('cargo test --workspace')),
    C284: cargoTest('ask', line('cargo test', '/other')),
    C285: cargoTest('ask', line('cargo test', '/workspace/sub')),
    C286: cargoTest('allow', line('cargo test', '/workspace/')),
    C287: async () => {
      await cargoTest('allow', line('cargo  test'))();
      await cargoTest('ask', line('CARGO TEST'), line('cargo test > x'))();
      // To the shell a `;` at the end is the newline of C288: the same one command (docs/decisions/0040).
      await cargoTest('allow', line('cargo test;'))();
    },
    C288: cargoTest('allow', line('cargo test\n')),
    C289: async () => {
      const again = await remembering(write('src/lib.rs'));
      for (const path of ['src/lib.rs', '/workspace/src/lib.rs']) expect(await again(write(path))).toBe('allow');
      expect(await again(write('src/other.rs'))).toBe('ask');
    },
    C290: async () => {
      const again = await remembering(write('src/Foo.rs'), ['/Workspace']);
      for (const path of ['src/foo.rs', '/workspace/src/Foo.rs']) expect(await again(write(path))).toBe('ask');
      expect(await again(write('src/Foo.rs'))).toBe('allow');
    },
    C291: () => expect(normalizeWorkspace('C:\\Repo\\CodeWhale')).toBe(normalizeWorkspace('c:/repo/codewhale')),
    C292: () => {
      for (const path of ['relative/repo', '/', '/workspace/../other', 'C:\\'])
        expect(normalizeWorkspace(path), path).toBeUndefined();
    },
    C293: () => expect(normalizeWorkspace('/a//b/./c/')).toBe('/a/b/c'),
  },
  elsewhere: {
    'paths in rules: the engine, on the command line (cli, seed.test.ts)': [...ids(258, 275), ...ids(277, 281)],
  },
});
