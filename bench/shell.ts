import { parse } from 'unbash';
import { createKnowledge } from '../packages/engine/src/describe/knowledge.ts';
import { parse as read } from '../packages/engine/src/shell/syntax/parse.ts';
import { walk } from '../packages/engine/src/shell/walk.ts';
import { HOSTILE } from './hostile.ts';
import { type Effort, perSecond } from './measure.ts';
import { SCRIPT } from './script.ts';
import { sizeOf } from './size.ts';
import { printTable, ratio, short } from './table.ts';

const KiB = 1024;
const INPUTS: readonly (readonly [name: string, text: string])[] = [
  ['git status', 'git status'],
  ['npm … | tee', 'npm run build && git push origin main 2>&1 | tee log.txt'],
  ['30 lines', SCRIPT],
  ['64 KiB', SCRIPT.repeat(Math.floor((64 * KiB) / SCRIPT.length))],
];

const knowledge = createKnowledge([]);
const follow = (command: string): void => {
  walk(command, { dialect: 'bash', folders: ['/repo'], roots: ['/repo'], home: '/home/ann', knowledge });
};

/** Shell texts parsed per second beside unbash, which does no more; followed to their acts; and time for hostile texts as they double. */
export async function benchShell(effort: Effort): Promise<void> {
  const rows = INPUTS.map(([name, text]) => {
    const ours = perSecond(() => void read(text, 'bash'), effort);
    const theirs = perSecond(() => void parse(text), effort);
    const walks = perSecond(() => follow(text), effort);
    return [name, short(ours), short(theirs), ratio(ours, theirs), short(walks)];
  });
  printTable('Shell texts per second', ['', 'writ parse', 'unbash parse', 'ratio', 'writ walk'], rows);
  const [parser, walker] = [await sizeOf('syntax/parse.ts'), await sizeOf('walk.ts')].map((size) => size.toFixed(1));
  console.log(`\nMinified and compressed by gzip: the parser ${parser} KiB, the walker with it ${walker} KiB`);

  const sizes = effort === 'smoke' ? [1] : [1, 2, 4, 8, 16, 32, 64];
  const hostile = Object.entries(HOSTILE).map(([name, make]) => {
    const times = sizes.map(
      (size) => 1000 / perSecond(() => follow(make(size * KiB)), effort === 'smoke' ? 'smoke' : 'brief'),
    );
    const steps = times.slice(1).map((time, at) => time / (times[at] ?? time));
    const whole = steps.reduce((product, step) => product * step, 1) ** (1 / steps.length);
    return [
      name,
      ...times.map((time) => time.toFixed(2)),
      ...[whole, Math.max(0, ...steps)].map((step) => `×${step.toFixed(2)}`),
    ];
  });
  printTable(
    'Hostile texts, milliseconds',
    ['', ...sizes.map((size) => `${size} KiB`), 'a step', 'worst step'],
    hostile,
  );
}
