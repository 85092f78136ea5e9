// The policy of a gate: compiled once when it starts, and again when its file changes.
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { policySource } from '@writ/approvals';
import { loadPolicy } from '@writ/dsl';
import { compileEngine } from '@writ/engine';
import { pack } from '@writ/std';

/**
 * @typedef {{ engine: import('@writ/engine').Engine, source: import('@writ/approvals').PolicySource, known: readonly import('@writ/engine').TextPattern[] }} Loaded
 */

const LAYERS = ['builtin', 'agent', 'project', 'user', 'managed'];

/**
 * Compiles a policy file. Throws with everything that is wrong with it.
 * @param {string} file
 * @returns {Loaded}
 */
export function loadGatePolicy(file) {
  const folder = dirname(file);
  const loaded = loadPolicy(basename(file), {
    layer: 'user',
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    pack,
  });
  if (!loaded.ok)
    throw new Error(loaded.diagnostics.map(({ code, message }) => `${file}: ${code}: ${message}`).join('\n'));
  const documents = [...(pack('std') ?? []), ...loaded.documents];
  const layers = LAYERS.map((name) => ({ name, documents: documents.filter((document) => document.layer === name) }));
  const known = documents.flatMap(({ bindings, tools }) => [
    ...bindings.map(({ tool }) => tool),
    ...tools.map(({ tool }) => tool),
  ]);
  return { engine: compileEngine({ layers }), source: policySource({ layers }), known };
}

/**
 * The policy of a file as it is now: one with an error changes nothing, and is said.
 * @param {string} file
 * @param {{ onChange: () => void, onProblem: (problem: string) => void }} listener
 */
export function watchedPolicy(file, { onChange, onProblem }) {
  let current = loadGatePolicy(file);
  watchFile(file, { interval: 500 }, () => {
    try {
      current = loadGatePolicy(file);
      onChange();
    } catch (error) {
      onProblem(`the policy stays as it was: ${error instanceof Error ? error.message : error}`);
    }
  });
  return { current: () => current, close: () => unwatchFile(file) };
}
