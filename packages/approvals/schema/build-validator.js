// Writes src/generated/validate-store-document.{js,d.ts}: the schema as plain code that imports nothing and evaluates no
// text. `node packages/approvals/schema/build-validator.js` writes them; `buildValidator()` does so where they are stale.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const SCHEMA = here('store-document.schema.json');
const CODE = here('../src/generated/validate-store-document.js');
const TYPES = here('../src/generated/validate-store-document.d.ts');

const DECLARATION = `interface Problem {
  readonly instancePath: string;
  readonly message?: string;
}
declare const validate: ((value: unknown) => boolean) & { readonly errors?: readonly Problem[] | null };
export default validate;
`;

/** Writes the validator unless it is there and made from this very schema. Answers whether it wrote. */
export function buildValidator() {
  const sources = [SCHEMA, here('build-validator.js')].map((path) => readFileSync(path, 'utf8')).join('\n');
  const stamp = `// Made from ${createHash('sha256').update(sources).digest('hex')}\n`;
  if (existsSync(CODE) && existsSync(TYPES) && readFileSync(CODE, 'utf8').startsWith(stamp)) return false;
  mkdirSync(here('../src/generated/'), { recursive: true });
  writeFileSync(CODE, stamp + validatorCode());
  writeFileSync(TYPES, DECLARATION);
  return true;
}

function validatorCode() {
  const code = { source: true, esm: true, lines: true };
  const ajv = new Ajv2020({
    code,
    inlineRefs: false,
    discriminator: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
  });
  const text = standaloneCode.default(ajv, ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8'))));
  const forbidden = /\brequire\(|^import\b|\beval\(|new Function/m.exec(text);
  if (forbidden === null) return text;
  throw new Error(`the validator contains \`${forbidden[0]}\`: avoid the keyword of the schema that needs it`);
}

if (argv[1] === fileURLToPath(import.meta.url)) buildValidator();
