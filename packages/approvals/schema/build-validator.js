// Writes src/generated/validate-store-document.{js,d.ts}: the schema as plain code, so that nothing is compiled at run time.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const schema = JSON.parse(readFileSync(here('store-document.schema.json'), 'utf8'));
const ajv = new Ajv2020({ code: { source: true, esm: true }, strict: true, strictRequired: false, strictTypes: false });
const code = standaloneCode.default(ajv, ajv.compile(schema));
if (code.includes('require(')) throw new Error('the validator needs a part of ajv at run time: avoid that keyword');

mkdirSync(here('../src/generated/'), { recursive: true });
writeFileSync(here('../src/generated/validate-store-document.js'), code);
writeFileSync(
  here('../src/generated/validate-store-document.d.ts'),
  `interface Problem { readonly instancePath: string; readonly message?: string }
declare const validate: ((value: unknown) => boolean) & { readonly errors?: readonly Problem[] | null };
export default validate;
`,
);
