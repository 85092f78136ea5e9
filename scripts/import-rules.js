import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

/**
 * What the sources of a place may import, beside their own files.
 * @typedef {{ readonly ours: readonly string[], readonly others: readonly string[], readonly node: boolean }} Allowance
 */

const LIBRARIES = ['engine', 'dsl', 'analysis', 'std', 'approvals', 'storage-node', 'storage-browser', 'admin'];

/**
 * The direction of every arrow (docs/architecture.md). `ours` are workspace packages, `others` come from the registry.
 * @type {Readonly<Record<string, Allowance>>}
 */
export const ALLOWED = {
  'packages/engine': { ours: [], others: ['@noble/hashes'], node: false },
  'packages/dsl': { ours: ['engine'], others: ['chevrotain'], node: false },
  'packages/analysis': { ours: ['engine', 'dsl'], others: [], node: false },
  'packages/std': { ours: ['engine'], others: [], node: false },
  'packages/approvals': { ours: ['engine'], others: ['@noble/hashes', 'uuid'], node: false },
  'packages/storage-node': { ours: ['approvals'], others: [], node: true },
  'packages/storage-browser': { ours: ['approvals'], others: ['idb-keyval'], node: false },
  'packages/admin': { ours: ['approvals'], others: [], node: true },
  'packages/cli': { ours: LIBRARIES, others: ['diff', 'smol-toml'], node: true },
};

/** The folders of the shell reader, each of which may import those before it; the walker beside them may import all. */
const SHELL = 'packages/engine/src/shell/';
const SHELL_FOLDERS = ['syntax', 'state', 'expand', 'builtins'];

/** A contract test that a package ships for the adapters of others is a test, though it is exported. */
const TESTING = /(\.test\.[tj]s|\/src\/testing\.ts|\/src\/testing\/.*)$/;
/** Runs in the browser suite too, so Node.js modules would break it there; `*.node.test.ts` says it does not. */
const RUNS_IN_BROWSER = /^packages\/(engine|dsl|analysis|approvals)\/src\/.*(?<!\.node)\.test\.ts$/;

/**
 * Every import that goes against the rules, as sentences; empty is well.
 * @param {ReadonlyMap<string, string>} files sources by path from the top of the repository, with `/`
 */
export function importProblems(files) {
  const imports = [...files].flatMap(([file, text]) => importsOf(file, text));
  return [...imports.flatMap(problemsOf), ...cycles(imports.filter(({ file }) => file.includes('/src/')))];
}

/** @typedef {{ readonly file: string, readonly name: string, readonly target: string | undefined }} Import */

/**
 * @param {string} file
 * @param {string} text
 * @returns {readonly Import[]}
 */
function importsOf(file, text) {
  const names = ts.preProcessFile(text, true, true).importedFiles.map((imported) => imported.fileName);
  return names.map((name) => ({
    file,
    name,
    target: name.startsWith('.') ? posix.join(posix.dirname(file), name) : undefined,
  }));
}

/**
 * @param {Import} imported
 * @returns {readonly string[]}
 */
function problemsOf({ file, name, target }) {
  const place = file.split('/').slice(0, 2).join('/');
  const allowance = ALLOWED[place];
  if (allowance === undefined) return [];
  const says = (/** @type {string} */ sentence) => [`${file}: ${sentence}`];
  if (target !== undefined) {
    if (TESTING.test(file) && target.startsWith('examples/')) return []; // an example has no other name
    if (!target.startsWith(`${place}/`))
      return says(`\`${name}\` leaves the package: import the other one by its name`);
    if (target === `${place}/src/index.ts` && !TESTING.test(file))
      return says(`\`${name}\` is the package's own entry: import the file that has it`);
    if (file.startsWith(SHELL) && shellRank(file) < shellRank(target))
      return says(`\`${name}\` goes against the order of the shell's folders`);
    return [];
  }
  const isNode = name.startsWith('node:') || builtinModules.includes(name);
  if (isNode && RUNS_IN_BROWSER.test(file))
    return says(`\`${name}\` in a test that also runs in a browser: name it *.node.test.ts`);
  if (TESTING.test(file) || !file.startsWith(`${place}/src/`)) return [];
  if (isNode) return allowance.node ? [] : says(`\`${name}\` is a Node.js module, and ${place} runs without Node.js`);
  const allowed = [...allowance.ours.map((ours) => `@writ/${ours}`), ...allowance.others];
  if (allowed.some((package_) => name === package_ || name.startsWith(`${package_}/`))) return [];
  return says(`${place} may not import \`${name}\``);
}

/**
 * @param {string} file
 * @returns {number} how late it is in the order; -1 outside of the shell reader
 */
function shellRank(file) {
  if (!file.startsWith(SHELL)) return -1;
  const folder = SHELL_FOLDERS.indexOf(file.slice(SHELL.length).split('/')[0] ?? '');
  return folder < 0 ? SHELL_FOLDERS.length : folder;
}

/**
 * @param {readonly Import[]} imports
 * @returns {readonly string[]}
 */
function cycles(imports) {
  /** @type {Map<string, string[]>} */
  const targets = new Map();
  for (const { file, target } of imports) {
    if (target !== undefined) targets.set(file, [...(targets.get(file) ?? []), target]);
  }
  /** @type {string[]} */
  const found = [];
  /** @type {Set<string>} */
  const done = new Set();
  const visit = (/** @type {string} */ file, /** @type {readonly string[]} */ path) => {
    const at = path.indexOf(file);
    if (at >= 0) found.push(`imports go round: ${[...path.slice(at), file].join(' → ')}`);
    if (at >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}
