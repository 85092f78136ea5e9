import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The command as people get it: one bundled file, which `npm test` builds first. */
export const WRIT = file('dist/writ.js');

/** A folder of its own, in which a real shell types `writ …`. */
export interface Scratch {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly run: (line: string, input?: string) => Ended;
  readonly end: () => void;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder with what the example of a policy's author holds, and nothing of this machine's user. */
export function scratch(files: readonly string[] = ['team.writ', 'session.jsonl', 'answers.jsonl']): Scratch {
  if (!existsSync(WRIT)) throw new Error(`${WRIT} is missing: \`npm run build\` makes it`);
  const root = mkdtempSync(join(tmpdir(), 'writ-scratch-'));
  const [folder, home, programs] = ['shop', 'home', 'bin'].map((name) => join(root, name)) as [string, string, string];
  for (const path of [folder, home, programs]) mkdirSync(path, { mode: 0o700 });
  for (const name of files) cpSync(file(`../../examples/policy-author/${name}`), join(folder, name));
  writeFileSync(join(folder, 'strict.writ'), 'writ 1\nlayer user\nuse std/strict\n');
  writeFileSync(join(programs, 'writ'), `#!/bin/sh\nexec '${process.execPath}' '${WRIT}' "$@"\n`);
  chmodSync(join(programs, 'writ'), 0o755);
  const env = { PATH: `${programs}:${process.env.PATH ?? ''}`, HOME: home, LANG: 'C.UTF-8', TERM: 'xterm' };
  return {
    folder,
    env,
    run: (line, input = '') => {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
        cwd: folder,
        env,
        input,
        encoding: 'utf8',
      });
      return { code: status, out: stdout, err: stderr };
    },
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}
