import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '@writ/dsl';
import { type Context, compileEngine, type Effect, type PolicyDocument, type Request } from '@writ/engine';
import { expect, test } from 'vitest';
import { pack } from './index.ts';

const FOLDER = fileURLToPath(new URL('../tests/', import.meta.url));
const PLACES: Context = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };

test.for(readdirSync(FOLDER).filter((file) => file.endsWith('.writ')))('%s', (file) => {
  const document = documentOf(file);
  const { decide } = compileEngine({
    layers: [
      { name: 'builtin', documents: packsOf(document) },
      { name: 'user', documents: [document] },
    ],
  });
  const failed = document.tests.flatMap(({ lines }) =>
    lines.flatMap(({ line, text, request, expect: { effect } }): string[] => {
      const found: Effect = decide(request as Request, PLACES).effect;
      return found === effect ? [] : [`${file}:${line}: ${text} => ${found}, not ${effect}`];
    }),
  );
  expect(failed).toEqual([]);
  expect(document.tests.length).toBeGreaterThan(0);
});

/** All of std, and the ready policies that the file is about. */
const packsOf = ({ uses }: PolicyDocument): readonly PolicyDocument[] => [
  ...new Set(['std', ...uses].flatMap((name) => pack(name) ?? [])),
];

function documentOf(file: string): PolicyDocument {
  const result = compile(readFileSync(FOLDER + file, 'utf8'), { file, layer: 'user' });
  if (result.ok) return result.document;
  throw new Error(result.diagnostics.map(({ span, message }) => `${file}:${span.line}: ${message}`).join('\n'));
}
