import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Every package, each after those it is built from. */
export const PACKAGES = [
  'engine',
  'dsl',
  'analysis',
  'std',
  'approvals',
  'storage-node',
  'storage-browser',
  'admin',
  'cli',
];

/**
 * One thing to make: `command` runs in `folder` when an input has changed since the last run or an output is missing.
 * @typedef {{
 *   readonly name: string,
 *   readonly folder: string,
 *   readonly command: readonly string[],
 *   readonly inputs: readonly string[],
 *   readonly outputs: readonly string[],
 * }} Step
 */

/** Those with an entry for other programs to import. */
const LIBRARIES = PACKAGES.filter((name) => name !== 'cli');

/** Data that comes from outside is checked against these before it is read. */
export const SCHEMAS = [
  'packages/engine/schema/policy-document.schema.json',
  'packages/approvals/schema/store-document.schema.json',
];

const SHARED_INPUTS = ['tsup.config.ts', 'scripts/build-steps.js', 'package-lock.json'];

/**
 * The runnable code of all packages, in order.
 * @param {string} root
 * @returns {readonly Step[]}
 */
export function codeSteps(root) {
  return PACKAGES.flatMap((name) => {
    const folder = `packages/${name}`;
    return [...generatedSteps(root, folder), bundleStep(folder, name)];
  });
}

/**
 * The declarations of all packages: one run of the compiler, which knows their order itself.
 * @returns {Step}
 */
export function declarationStep() {
  const folders = PACKAGES.map((name) => `packages/${name}`);
  return {
    name: 'declarations',
    folder: '.',
    command: ['node_modules/typescript/bin/tsc', '-b'],
    inputs: ['tsconfig.json', 'tsconfig.base.json', ...folders.flatMap((f) => [`${f}/src`, `${f}/tsconfig.json`])],
    outputs: LIBRARIES.map((name) => `packages/${name}/dist/index.d.ts`),
  };
}

/**
 * What a package writes into `src/generated` before it can be bundled: a validator of its schema, documents by `build.js`.
 * @param {string} root
 * @param {string} folder
 * @returns {readonly Step[]}
 */
function generatedSteps(root, folder) {
  const has = (/** @type {string} */ path) => existsSync(join(root, folder, path));
  const validator = (/** @type {string} */ schema) => ({
    name: `${folder} validator`,
    folder: '.',
    command: ['scripts/schema-validator.js', schema],
    inputs: [schema, 'scripts/schema-validator.js', 'package-lock.json'],
    outputs: [`${folder}/src/generated`],
  });
  const documents = {
    name: `${folder} documents`,
    folder: '.',
    command: [`${folder}/build.js`],
    inputs: [folder, 'packages/engine/dist/index.js', 'packages/dsl/dist/index.js'],
    outputs: [`${folder}/src/generated`],
  };
  const schemas = SCHEMAS.filter((schema) => schema.startsWith(`${folder}/`));
  return [...schemas.map(validator), ...(has('build.js') ? [documents] : [])];
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Step}
 */
function bundleStep(folder, name) {
  const whole = name === 'cli' ? LIBRARIES.map((other) => `packages/${other}/dist/index.js`) : [];
  return {
    name: `${folder} bundle`,
    folder,
    command: ['../../node_modules/tsup/dist/cli-default.js', '--config', '../../tsup.config.ts', '--silent'],
    inputs: [`${folder}/src`, `${folder}/src/generated`, `${folder}/package.json`, ...whole, ...SHARED_INPUTS],
    outputs: [name === 'cli' ? `${folder}/dist/writ.js` : `${folder}/dist/index.js`],
  };
}
