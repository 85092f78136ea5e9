import { parseArgs } from 'node:util';
import { problemOf, slowness } from './fuzzed.ts';
import { noiseOf } from './generate/noise.ts';
import { readStock } from './stock.ts';

/** `npm run fuzz [-- --seconds 600 --seed 1]`: texts of all kinds through the walker, until the time is over. */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string', default: '1' } },
});
const stock = readStock();
const end = performance.now() + 1000 * Number(values.seconds);
let failures = 0;
let count = 0;
for (; performance.now() < end; count++) {
  const text = noiseOf(Number(values.seed), count, stock);
  const problem = problemOf(text) ?? (count % 100 === 0 ? slowness(text) : undefined);
  if (problem === undefined) continue;
  failures++;
  console.log(`${problem}: ${JSON.stringify(text)}`);
}
console.log(`${count} texts, ${failures} problems`);
process.exitCode = failures > 0 ? 1 : 0;
