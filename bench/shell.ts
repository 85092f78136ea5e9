import { parse } from 'unbash';
import { createKnowledge } from '../packages/engine/src/describe/knowledge.ts';
import { parse as read } from '../packages/engine/src/shell/syntax/parse.ts';
import { walk } from '../packages/engine/src/shell/walk.ts';
import { HOSTILE } from './hostile.ts';
import { type Effort, perSecond } from './measure.ts';
import { SCRIPT } from './script.ts';
import { walkerSize } from './size.ts';
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
  console.log(`\nThe walker alone, minified and compressed by gzip: ${(await walkerSize()).toFixed(1)} KiB`);

  const sizes = effort === 'smoke' ? [1] : [1, 2, 4, 8, 16, 32, 64];
  const hostile = Object.entries(HOSTILE).map(([name, make]) => {
    const times = sizes.map(
      (size) => 1000 / perSecond(() => follow(make(size * KiB)), effort === 'smoke' ? 'smoke' : 'brief'),
    );
    const steps = times.slice(1).map((time, at) => time / (times[at] ?? time));
    return [name, ...times.map((time) => time.toFixed(2)), `×${Math.max(0, ...steps).toFixed(2)}`];
  });
  printTable('Hostile texts, milliseconds', ['', ...sizes.map((size) => `${size} KiB`), 'worst step'], hostile);
}
