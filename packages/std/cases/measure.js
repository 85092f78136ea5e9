// `node packages/std/cases/measure.js bypass|benign|readonly|traps`: rows decided otherwise than they are labelled.
// It runs the built packages on the case files beside the repository.
import { readFileSync } from 'node:fs';
import { argv, exit, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { compile } from '@writ/dsl';
import { compileEngine } from '@writ/engine';
import { pack } from '@writ/std';

const PLACES = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };
const FILES = ['bypass', 'benign', 'readonly', 'traps'];

/** @type {Map<string, import('@writ/engine').Engine>} */
const engines = new Map();

/** @param {string} name */
function report(name) {
  const path = fileURLToPath(new URL(`../../../../shared/cases/${name}.jsonl`, import.meta.url));
  const rows = readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const own = rows.filter((row) => (row.shell ?? 'bash') === 'bash');
  const wrong = own.filter((row) => (decide(row) === 'allow') !== shouldAllow(row));
  for (const row of wrong) stdout.write(`${row.id} ${row.level ?? row.expected} | ${row.command}\n`);
  stdout.write(`${own.length - wrong.length} of ${own.length} as labelled\n`);
}

/** @param {{ readonly expected: string }} row */
const shouldAllow = (row) => row.expected === 'must_allow' || row.expected === 'read-only';

/** @param {any} row */
function decide(row) {
  return engineFor(row.allow === undefined ? 'use std/readonly' : naivePolicy(row)).decide({ kind: 'shell', command: row.command }, PLACES).effect;
}

/** The rules of a row as its author would write them. @param {any} row */
function naivePolicy({ allow, deny = [] }) {
  const rule = (/** @type {string} */ effect, /** @type {readonly string[]} */ words, /** @type {string} */ rest) =>
    `${effect} run ${words[0] === '*' ? '**' : words.map((word) => JSON.stringify(word)).join(' ') + rest}`;
  return [
    'allow read ./**',
    ...allow.map((/** @type {string[]} */ words) => rule('allow', words, ' **')),
    ...deny.map((/** @type {string[]} */ words) => rule('deny', words, '')),
  ].join('\n');
}

/** @param {string} text */
function engineFor(text) {
  const known = engines.get(text);
  if (known !== undefined) return known;
  const result = compile(text, { file: 'row', layer: 'user' });
  if (!result.ok) throw new Error(result.diagnostics.map((one) => one.message).join('\n'));
  const packs = new Set([...(pack('std') ?? []), ...result.document.uses.flatMap((name) => pack(name) ?? [])]);
  const engine = compileEngine({
    layers: [
      { name: 'builtin', documents: [...packs] },
      { name: 'user', documents: [result.document] },
    ],
  });
  engines.set(text, engine);
  return engine;
}

const file = argv[2] ?? '';
if (!FILES.includes(file)) {
  stdout.write(`one of: ${FILES.join(', ')}\n`);
  exit(2);
}
report(file);
