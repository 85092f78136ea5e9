// Writes src/generated/validate-policy-document.{js,d.ts}: the schema as plain code that imports nothing and evaluates
// no text. `node packages/engine/schema/build-validator.js` writes them; `buildValidator()` does so where they are stale.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const SCHEMA = here('policy-document.schema.json');
const FOLDER = here('../src/generated/');
const CODE = here('../src/generated/validate-policy-document.js');
const TYPES = here('../src/generated/validate-policy-document.d.ts');

const DECLARATION = `interface Problem {
  readonly instancePath: string;
  readonly message?: string;
}
declare const validate: ((value: unknown) => boolean) & { readonly errors?: readonly Problem[] | null };
export default validate;
`;

/** Writes the validator unless it is there and made from this very schema. Answers whether it wrote. */
export function buildValidator() {
  const stamp = `// Made from ${createHash('sha256')
    .update(readFileSync(SCHEMA))
    .update(readFileSync(here('build-validator.js')))
    .digest('hex')}\n`;
  if (existsSync(CODE) && existsSync(TYPES) && readFileSync(CODE, 'utf8').startsWith(stamp)) return false;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(CODE, stamp + validatorCode());
  writeFileSync(TYPES, DECLARATION);
  return true;
}

function validatorCode() {
  const ajv = new Ajv({
    code: { source: true, esm: true, lines: true },
    discriminator: true,
    inlineRefs: false,
    strict: true,
    strictRequired: false,
    strictTypes: false,
  });
  const code = withoutBallast(standaloneCode.default(ajv, ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')))));
  const forbidden = /\brequire\(|\bimport\b|\beval\(|new Function/.exec(code);
  if (forbidden !== null)
    throw new Error(`the validator contains \`${forbidden[0]}\`: avoid the keyword of the schema that needs it`);
  return code;
}

/**
 * Of an error, only place and message are read, and of the copies of the schema, only the names of properties:
 * without the rest, the code is half the size.
 * @param {string} code
 */
function withoutBallast(code) {
  return code
    .replace(/schemaPath:"[^"]*",keyword:"[^"]*",params:\{[^{}]*\},/g, '')
    .replace(
      /const (err\d+) = (.*);\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g,
      '(vErrors ??= []).push($2);\nerrors++;',
    )
    .replace(/^const (schema\d+) = (.*);$\n/gm, (_line, name, json) => {
      const isUsed = code.includes(`${name}.properties`);
      const names = Object.keys(JSON.parse(json).properties ?? {}).map((one) => [one, 0]);
      return isUsed ? `const ${name} = ${JSON.stringify({ properties: Object.fromEntries(names) })};\n` : '';
    });
}

if (argv[1] === fileURLToPath(import.meta.url)) buildValidator();
