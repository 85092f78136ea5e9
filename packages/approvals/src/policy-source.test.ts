import { compile } from '@writ/dsl';
import type { EngineLayer } from '@writ/engine';
import { expect, test } from 'vitest';
import type { Refusal } from './document.ts';
import { policySource } from './policy-source.ts';
import { targetOfText } from './testing/real-policy.ts';

function layer(name: string, text: string): EngineLayer {
  const compiled = compile(text, { file: `${name}.writ`, layer: name });
  if (!compiled.ok) throw new Error(compiled.diagnostics[0].message);
  return { name, documents: [compiled.document] };
}

const refusal = (pattern: string): Refusal => ({
  ...{ id: 'no-1', pattern, target: targetOfText(pattern), scope: { workspace: '/repo' } },
  ...{ origin: 'prompt', createdAt: 1 },
});

/* What a person said no to for good, beside what the layers say. */
test.for<[policy: readonly [layer: string, text: string][], no: string, effect: string]>([
  [[['user', 'default ask']], 'run make', 'deny'],
  [[['user', 'ask run make **']], 'run make', 'deny'], // it is an answer to that ask
  [[['managed', 'ask run make **']], 'run make', 'deny'],
  [[['user', 'ask run make ** locked']], 'run make', 'deny'],
  [[['project', 'allow run make **']], 'run make', 'deny'],
  [[['user', 'allow run make **']], 'run make', 'allow'], // the user's own policy was written since, or is meant so
  [[['managed', 'allow run make **']], 'run make', 'allow'],
  [[['user', 'deny run make **']], 'run make', 'deny'],
  [[['user', 'ask run make **']], 'run other', 'ask'],
])('under %j, no to `%s`: %s', ([texts, no, effect]) => {
  const source = policySource({ layers: texts.map(([name, text]) => layer(name, text)) });
  const request = { kind: 'shell', command: 'make', cwd: '/repo' } as const;
  expect(source([refusal(no)]).decide(request, { roots: ['/repo'], cwd: '/repo' }).effect).toBe(effect);
});

test('the rule that a remembered no makes is named in the decision', () => {
  const source = policySource({ layers: [layer('user', 'ask run make **')] });
  const request = { kind: 'shell', command: 'make', cwd: '/repo' } as const;
  const { causes } = source([refusal('run make')]).decide(request, { roots: ['/repo'], cwd: '/repo' });
  expect(causes).toMatchObject([{ layer: 'answers', text: 'deny run make' }]);
});
