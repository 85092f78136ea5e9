// The case files beside the repository, decided by the engine with all of std loaded.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '@writ/dsl';
import { compileEngine } from '@writ/engine';
import { pack } from '@writ/std';

/**
 * @typedef {{
 *   readonly id: string, readonly command: string, readonly expected?: string, readonly level?: string, readonly shell?: string,
 *   readonly allow?: readonly string[][], readonly deny?: readonly string[][],
 * }} Row
 * @typedef {{ readonly row: Row, readonly allowed: boolean, readonly wanted: boolean, readonly reason: string }} Outcome
 */

export const FILES = /** @type {const} */ (['bypass', 'benign', 'readonly', 'traps']);

const FOLDER = fileURLToPath(new URL('../../../../shared/cases/', import.meta.url));
const PLACES = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };

/** Whether the cases are there; what has to do without says so. */
export function haveCases() {
  const there = existsSync(FOLDER);
  if (!there) process.stderr.write(`NOT RUN: the cases are not at ${FOLDER}\n`);
  return there;
}

/**
 * Every row of a file that is written for bash, with what the engine says of it.
 * @param {string} name
 * @returns {readonly Outcome[]}
 */
export function outcomesOf(name) {
  const lines = readFileSync(`${FOLDER}${name}.jsonl`, 'utf8').trim().split('\n');
  const rows = lines.map((line) => /** @type {Row} */ (JSON.parse(line)));
  return rows.filter((row) => (row.shell ?? 'bash') === 'bash').map((row) => outcomeOf(row));
}

/**
 * @typedef {{
 *   readonly name: string, readonly programs: readonly string[], readonly rules: readonly string[],
 *   readonly commands: readonly string[], readonly asked: readonly { readonly command: string, readonly why: string }[],
 * }} Group
 */

/**
 * What developers' agents run all day, under rules that name the programs and no more; beside this file, so always there.
 * @returns {readonly Outcome[]}
 */
export function everydayOutcomes() {
  const text = readFileSync(new URL('everyday.json', import.meta.url), 'utf8');
  /** @type {{ readonly everywhere: Pick<Group, 'programs' | 'rules'>, readonly groups: readonly Group[] }} */
  const { everywhere, groups } = JSON.parse(text);
  return groups.flatMap(({ name, programs, rules, commands, asked }) => {
    const allows = [...everywhere.programs, ...programs].map((words) => `allow run ${quoted(words.split(' '))} **`);
    const policy = [...everywhere.rules, ...rules, ...allows].join('\n');
    const row = (/** @type {string} */ command, /** @type {string} */ expected) =>
      outcomeOf({ id: name, command, expected }, policy);
    return [
      ...commands.map((command) => row(command, 'must_allow')),
      ...asked.map(({ command }) => row(command, 'must_ask')),
    ];
  });
}

const policyOf = (/** @type {Row} */ row) => (row.allow === undefined ? 'use std/readonly' : naivePolicy(row));

/**
 * @param {Row} row
 * @returns {Outcome}
 */
function outcomeOf(row, policy = policyOf(row)) {
  const { effect, reasons } = engineFor(policy).decide({ kind: 'shell', command: row.command }, PLACES);
  const wanted = row.expected === 'must_allow' || row.expected === 'read-only';
  return { row, allowed: effect === 'allow', wanted, reason: reasons[0] ?? 'nothing speaks for it' };
}

/**
 * The rules of a row as its author would write them.
 * @param {Row} row
 */
function naivePolicy({ allow = [], deny = [] }) {
  const allows = allow.map((words) => (words[0] === '*' ? 'allow run **' : `allow run ${quoted(words)} **`));
  return ['allow read ./**', ...allows, ...deny.map((words) => `deny run ${quoted(words)}`)].join('\n');
}

const quoted = (/** @type {readonly string[]} */ words) => words.map((word) => JSON.stringify(word)).join(' ');

/** @type {Map<string, import('@writ/engine').Engine>} */
const engines = new Map();

/** @param {string} text */
function engineFor(text) {
  const engine = engines.get(text) ?? engineOf(text);
  engines.set(text, engine);
  return engine;
}

/** @param {string} text */
function engineOf(text) {
  const result = compile(text, { file: 'row', layer: 'user' });
  if (!result.ok) throw new Error(result.diagnostics.map((one) => one.message).join('\n'));
  const packs = new Set([...(pack('std') ?? []), ...result.document.uses.flatMap((name) => pack(name) ?? [])]);
  return compileEngine({
    layers: [
      { name: 'builtin', documents: [...packs] },
      { name: 'user', documents: [result.document] },
    ],
  });
}
