import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Effort } from './measure.ts';
import { printTable } from './table.ts';

/** Bundled into `.cache/bench/`, so paths start from there. */
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const WRIT = at('packages/cli/dist/writ.js');
const POLICY = at('examples/policy-author/team.writ');

const CALLS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['node -e 0', ['-e', '0']],
  ['writ --version', [WRIT, '--version']],
  ['writ eval --no-std', [WRIT, 'eval', '--no-std', 'git status']],
  ['writ eval --policy', [WRIT, 'eval', '--policy', POLICY, 'git status']],
];

/** How long one call of the command takes, beside a Node.js that does nothing. */
export function benchStartup(effort: Effort): void {
  if (!existsSync(WRIT)) throw new Error(`${WRIT} is missing: \`npm run build\` makes it`);
  const rounds = effort === 'smoke' ? 1 : 15;
  const rows = CALLS.map(([name, args]): readonly string[] => {
    const times = Array.from({ length: rounds }, () => timeOf(args)).sort((a, b) => a - b);
    return [name, ...[times[0], times[Math.floor(rounds / 2)]].map((time) => `${(time ?? 0).toFixed(0)} ms`)];
  });
  printTable('One call from the command line', ['', 'best', 'median'], rows);
}

function timeOf(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${args.join(' ')} exits with ${status}`);
  return performance.now() - start;
}
