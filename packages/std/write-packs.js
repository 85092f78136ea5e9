// Compiles src/*.writ and policies/*.writ into modules under src/generated: one document a file, and a list of them all.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {typeof import('@writ/dsl').compile} Compile */
/** @typedef {{ readonly name: string, readonly source: string }} Source */

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const FOLDER = here('src/generated/');
const LIST = join(FOLDER, 'documents.ts');

/**
 * Writes the modules unless they are there and made from these very files. Throws where one of them is no sound policy.
 * @param {() => Promise<Compile>} load gives the compiler; not called where nothing has to be written
 * @param {string} seed what else they are made from
 */
export async function writePacks(load, seed = '') {
  const groups = readSources('src/');
  const policies = readSources('policies/');
  const stamp = `// Made from ${digestOf([...groups, ...policies], seed)}\n`;
  if (existsSync(LIST) && readFileSync(LIST, 'utf8').startsWith(stamp)) return;
  const compile = await load();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, source } of [...groups, ...policies]) {
    writeFileSync(join(FOLDER, `${name}.ts`), moduleOf(documentOf(compile, name, source)));
  }
  writeFileSync(LIST, stamp + listOf(groups, policies));
}

/**
 * @param {string} folder
 * @returns {readonly Source[]}
 */
function readSources(folder) {
  const files = readdirSync(here(folder)).filter((file) => file.endsWith('.writ'));
  return files
    .sort()
    .map((file) => ({ name: file.slice(0, -'.writ'.length), source: readFileSync(here(folder + file), 'utf8') }));
}

/**
 * @param {readonly Source[]} sources
 * @param {string} seed
 */
function digestOf(sources, seed) {
  const hash = createHash('sha256')
    .update(seed)
    .update(readFileSync(here('write-packs.js')));
  for (const { name, source } of sources) hash.update(`${name}\0${source}\0`);
  return hash.digest('hex');
}

/**
 * @param {Compile} compile
 * @param {string} name
 * @param {string} source
 */
function documentOf(compile, name, source) {
  const result = compile(source, { file: `std/${name}.writ`, layer: 'builtin' });
  if (result.ok) return withoutTexts(result.document);
  const problems = result.diagnostics.map(({ span, message }) => `std/${name}.writ:${span.line}: ${message}`);
  throw new Error(problems.join('\n'));
}

/**
 * Where a description stands is told, its own words are not: nothing shows them, and they are a third of what a page loads.
 * @param {import('@writ/engine').PolicyDocument} document
 */
function withoutTexts({ source, ...document }) {
  const descriptions = source.descriptions.map((range) => ({ ...range, text: '' }));
  return { ...document, source: { ...source, descriptions } };
}

/** A text is read faster than an object written out, by the engine and by the type checker. */
const moduleOf = (/** @type {unknown} */ document) => `import type { PolicyDocument } from '@writ/engine';

const document = JSON.parse(
  ${JSON.stringify(JSON.stringify(document))},
) as PolicyDocument;
export default document;
`;

/**
 * @param {readonly Source[]} groups
 * @param {readonly Source[]} policies
 */
function listOf(groups, policies) {
  const all = [...groups, ...policies].map(({ name }) => ({ name, variable: name.replaceAll('-', '_') }));
  const imports = all.map(({ name, variable }) => `import ${variable} from './${name}.ts';`);
  const record = (/** @type {readonly Source[]} */ sources) =>
    sources.map(({ name }) => `  ['${name}', ${name.replaceAll('-', '_')}],`).join('\n');
  return `import type { PolicyDocument } from '@writ/engine';
${imports.join('\n')}

/** What every program of a group does, by the name of the group. */
export const groups: ReadonlyMap<string, PolicyDocument> = new Map([
${record(groups)}
]);

/** The ready-made policies. */
export const policies: ReadonlyMap<string, PolicyDocument> = new Map([
${record(policies)}
]);
`;
}
