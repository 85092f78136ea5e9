import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '@writ/dsl';
import { compileEngine, type PolicyDocument, type Request } from '@writ/engine';
import { expect, test } from 'vitest';
import { pack } from './index.ts';

/* The recipe of CONTRIBUTING.md for a program that nobody described, followed to the letter. */

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
const recipe = /\*\*A program is not known\*\*[\s\S]*?(?=\n\*\*A )/.exec(read('CONTRIBUTING.md'))?.[0] ?? '';
const blocks = (language: string): readonly string[] =>
  [...recipe.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text ?? '');
const links = [...recipe.matchAll(/\]\((packages\/[^)]+)\)/g)].map(([, path]) => path ?? '');
const program = /`writ describe (\S+)`/.exec(recipe)?.[1] ?? '';

const [described = '', tests = ''] = blocks('writ');
const [source = '', tested = ''] = links;

test('it is about a program that is not in the library', () => {
  const programs = (pack('std') ?? []).flatMap(({ descriptions }) => descriptions.flatMap((one) => one.programs));
  expect(program).not.toBe('');
  expect(programs).not.toContain(program);
  expect(described).toContain(`describe ${program} `);
});

test('added where it says, the description passes the tests added where it says', () => {
  const group = policy(`${read(source)}\n${described}`, 'builtin');
  const own = policy(`${read(tested)}\n${tests}`, 'user');
  const others = (pack('std') ?? []).filter(({ source: { file } }) => file !== `std/${source.split('/').at(-1)}`);
  const { decide } = compileEngine({
    layers: [
      { name: 'builtin', documents: [...others, group] },
      { name: 'user', documents: [own] },
    ],
  });
  const lines = own.tests.filter(({ name }) => name === program).flatMap((block) => block.lines);
  const places = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };
  expect(lines.map(({ request }) => decide(request as Request, places).effect)).toEqual(
    lines.map((line) => line.expect.effect),
  );
  expect(lines.length).toBeGreaterThanOrEqual(5);
});

test('its commands are there', () => {
  const commands = blocks('sh').join('').trim().split('\n');
  expect(commands).toEqual([`npm run survey -- ${program}`, 'npx vitest run packages/std']);
  expect(JSON.parse(read('package.json')).scripts).toHaveProperty('survey');
});

function policy(text: string, layer: 'builtin' | 'user'): PolicyDocument {
  const result = compile(text, { file: 'recipe.writ', layer });
  if (result.ok) return result.document;
  throw new Error(result.diagnostics.map(({ span, message }) => `${span.line}: ${message}`).join('\n'));
}
