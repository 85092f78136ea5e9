// `node packages/std/cases/measure.js bypass|benign|readonly|traps`: rows decided otherwise than they are labelled.
// It runs the built packages on the case files beside the repository.
import { argv, exit, stdout } from 'node:process';
import { FILES, outcomesOf } from './rows.js';

const name = FILES.find((one) => one === argv[2]);
if (name === undefined) {
  stdout.write(`one of: ${FILES.join(', ')}\n`);
  exit(2);
}
const all = outcomesOf(name);
const wrong = all.filter(({ allowed, wanted }) => allowed !== wanted);
for (const { row } of wrong) stdout.write(`${row.id} ${row.level ?? row.expected} | ${row.command}\n`);
stdout.write(`${all.length - wrong.length} of ${all.length} as labelled\n`);
