// `node scripts/schema-validator.js SCHEMA…`: writes `src/generated/validate-NAME.{js,d.ts}` of the package in whose folder
// `schema` a `NAME.schema.json` lies: the schema as plain code that imports nothing and evaluates no text.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

const THIS = fileURLToPath(import.meta.url);

const DECLARATION = `interface Problem {
  readonly instancePath: string;
  readonly message?: string;
}
declare const validate: ((value: unknown) => boolean) & { readonly errors?: readonly Problem[] | null };
export default validate;
`;

/**
 * Writes the validator of a schema unless it is there and made from this very schema.
 * @param {string} path of a `NAME.schema.json`
 */
export function buildValidator(path) {
  const folder = join(dirname(path), '../src/generated');
  const file = join(folder, `validate-${basename(path, '.schema.json')}`);
  const schema = readFileSync(path, 'utf8');
  const stamp = `// Made from ${createHash('sha256').update(schema).update(readFileSync(THIS)).digest('hex')}\n`;
  const isMade = existsSync(`${file}.d.ts`) && existsSync(`${file}.js`);
  if (isMade && readFileSync(`${file}.js`, 'utf8').startsWith(stamp)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.js`, stamp + validatorCode(JSON.parse(schema)));
  writeFileSync(`${file}.d.ts`, DECLARATION);
}

/** @param {{ readonly $schema: string }} schema */
function validatorCode(schema) {
  const ofItsDraft = schema.$schema.includes('2020-12') ? Ajv2020 : Ajv;
  const ajv = new ofItsDraft({
    code: { source: true, esm: true, lines: true },
    discriminator: true,
    inlineRefs: false,
    strict: true,
    strictRequired: false,
    strictTypes: false,
  });
  const code = withoutBallast(standaloneCode(ajv, ajv.compile(schema)));
  const forbidden = /\brequire\(|^import\b|\beval\(|new Function/m.exec(code);
  if (forbidden === null) return code;
  throw new Error(`the validator contains \`${forbidden[0]}\`: avoid the keyword of the schema that needs it`);
}

/**
 * Of an error, only place and message are read, and of the copies of the schema, only what the code names:
 * without the rest, the code is half the size.
 * @param {string} code
 */
function withoutBallast(code) {
  const lean = code
    .replace(/schemaPath:"[^"]*",keyword:"[^"]*",params:\{[^{}]*\},/g, '')
    .replace(
      /const (err\d+) = (.*);\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g,
      '(vErrors ??= []).push($2);\nerrors++;',
    );
  const named = new Set(lean.match(/\bschema\d+\.\w+/g));
  return lean.replace(/^const (schema\d+) = (.*);$\n/gm, (_line, name, json) => {
    const used = Object.entries(JSON.parse(json)).filter(([key]) => named.has(`${name}.${key}`));
    return used.length === 0 ? '' : `const ${name} = ${JSON.stringify(Object.fromEntries(used.map(onlyNames)))};\n`;
  });
}

/**
 * The code asks only whether a property is listed, never what its schema is.
 * @param {[string, any]} entry
 */
const onlyNames = ([key, value]) =>
  key === 'properties' ? [key, Object.fromEntries(Object.keys(value).map((name) => [name, 0]))] : [key, value];

if (argv[1] === THIS) for (const path of argv.slice(2)) buildValidator(path);
