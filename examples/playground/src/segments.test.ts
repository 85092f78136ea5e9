import { compile } from '@writ/dsl';
import { compileEngine } from '@writ/engine';
import { pack } from '@writ/std';
import { expect, test } from 'vitest';
import { segmentsOf } from './segments.ts';

const policy = compile('allow run git status\nask run git push\ndeny run rm -r -f\nallow run timeout *', {
  file: 'p.writ',
  layer: 'user',
});
if (!policy.ok) throw new Error(policy.diagnostics[0].message);
const layers = [
  { name: 'builtin', documents: pack('std') ?? [] },
  { name: 'user', documents: [policy.document] },
];
const engine = compileEngine({ layers });

test.for<[command: string, segments: readonly string[]]>([
  ['git status && git push --force', ['allow:git status', ' && ', 'ask:git push --force']],
  ['git status; timeout 5 rm -rf x', ['allow:git status', '; ', 'deny:timeout 5 rm -rf x']],
  ['timeout 5 git status', ['allow:timeout 5 git status']],
  ['', []],
  ['  ', ['  ']],
])('%s is cut into %j', ([command, segments]) => {
  const { acts } = engine.decide({ kind: 'shell', command }, { roots: ['/repo'], cwd: '/repo' });
  const found = segmentsOf(command, acts);
  expect(found.map(({ text, effect }) => (effect === undefined ? text : `${effect}:${text}`))).toEqual(segments);
  expect(found.map(({ text }) => text).join('')).toBe(command);
});
