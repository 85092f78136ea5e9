import { compileEngine, type PolicyDocument, type Request } from '@writ/engine';
import { expect, test } from 'vitest';
import { policies } from './generated/documents.ts';
import { pack } from './index.ts';

const PLACES = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };

test.for([...policies])('the tests of std/%s hold', ([name, document]) => {
  const { decide } = compileEngine({ layers: [{ name: 'builtin', documents: pack(`std/${name}`) ?? [] }] });
  const failed = document.tests.flatMap(({ lines }) =>
    lines.flatMap(({ line, text, request, expect: { effect, because } }): readonly string[] => {
      const found = decide(toRequest(request), PLACES);
      const said = because === undefined || found.causes.some((cause) => cause.because === because);
      return found.effect === effect && said ? [] : [`${name}.writ:${line}: ${text} => ${found.effect}, not ${effect}`];
    }),
  );
  expect(failed).toEqual([]);
  expect(document.tests.length).toBeGreaterThan(0);
});

type Tried = PolicyDocument['tests'][number]['lines'][number]['request'];

function toRequest(tried: Tried): Request {
  if (tried.kind === 'shell' || tried.kind === 'tool') return tried;
  return tried.kind === 'connect'
    ? { kind: 'connect', target: tried.target }
    : { kind: tried.kind, path: tried.target };
}
