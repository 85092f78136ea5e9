// `node packages/engine/rows/find.js > packages/engine/rows/find.jsonl`: what GNU find makes of argument vectors, as its
// own debugging output tells: the predicates in order, the values they took, and where it starts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stdout } from 'node:process';

const STARTS = ['a', 'b', '.', './a', 'c-d'];
const TESTS = [
  ['-name', 'x'],
  ['-name', '-print'],
  ['-name', 'a'],
  ['-type', 'd'],
  ['-size', '+1'],
  ['-size', '-1'],
  ['-maxdepth', '0'],
  ['-newer', 'a'],
  ['-path', '('],
  ['-exec', 'true', ';'],
  ['-exec', 'true', '{}', ';'],
  ['-exec', 'true', '-name', '{}', '+'],
  ['-print'],
  ['-print0'],
  ['-prune'],
  ['-true'],
  ['!', '-true'],
  ['-not', '-name', '!'],
  ['(', '-true', ')'],
  ['(', '-name', 'b', '-o', '-empty', ')'],
  ['-zzz'],
  ['-name'],
];

let state = 1;
/** The next of a fixed sequence of numbers below `limit` (Park and Miller's generator). */
function next(limit) {
  state = (state * 48271) % 2147483647;
  return state % limit;
}

const place = mkdtempSync(join(tmpdir(), 'find-rows-'));
for (const folder of ['a', 'b', 'c-d']) mkdirSync(join(place, folder));

const seen = new Set();
while (seen.size < 1000) {
  const argv = vector();
  const key = JSON.stringify(argv);
  if (seen.has(key)) continue;
  seen.add(key);
  const read = readingOf(argv);
  if (read !== undefined) stdout.write(`${JSON.stringify([argv, read])}\n`);
}

function vector() {
  const leading = ['-H', '-L', '-P'].filter(() => next(8) === 0);
  const starts = Array.from({ length: next(3) }, () => STARTS[next(STARTS.length)]);
  const tests = Array.from({ length: next(5) }, () => {
    const test = TESTS[next(next(3) === 0 ? TESTS.length : TESTS.length - 2)];
    return next(5) === 0 ? ['-o', ...test] : test;
  });
  // With an action of ours it adds none of its own.
  return [...leading, ...starts, ...tests.flat(), '-true', '-print'];
}

/** `undefined` where find refuses what is no question of words, like a missing operand of `-o`. */
function readingOf(argv) {
  const leading = argv.findIndex((word) => !/^-[HLP]$/.test(word));
  const at = leading === -1 ? argv.length : leading;
  const run = spawnSync('find', [...argv.slice(0, at), '-D', 'tree,search', ...argv.slice(at)], {
    cwd: place,
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: process.env.PATH },
  });
  const text = run.stderr;
  if (/unknown predicate|missing argument/.test(text)) return 'error';
  const list = /Predicate List:\n(.*)\n/.exec(text)?.[1];
  if (run.status !== 0 || list === undefined) return undefined;
  const names = [...list.matchAll(/\[([^\]]*)\]/g)].map(([, name]) => name);
  const tree = text.slice(text.indexOf('Eval Tree:'), text.indexOf('Normalized Eval Tree:'));
  const values = [...tree.matchAll(/pred=\[(-(?:name|type|size|maxdepth|newer|path)) (.*?)\] type=/g)];
  const starts = [...text.matchAll(/consider_visiting \(early\): .(.*?).: fts_info=\S+ *, fts_level= ?0/g)];
  return {
    names: names.filter((name) => !['-a', '(', ')'].includes(name)),
    values: values.map(([, name, value]) => `${name} ${value}`).sort(),
    starts: [...new Set(starts.map(([, start]) => start))],
  };
}
