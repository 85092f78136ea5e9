import { expect, test } from 'vitest';
import { readTyped } from './request.ts';

test.for<[text: string, kind: string]>([
  ['git status', 'shell'],
  ['', 'shell'],
  ['{ git status; }', 'shell'],
  ['{"tool": "fs.read", "args": {"path": "x"}}', 'tool'],
  ['{"tool": "fs.list"}', 'tool'],
  ['{"tool": 7}', 'a tool call is an object with `tool`, a name, and `args`'],
  ['{"tool": ', 'this is no JSON'],
  ['{}', 'a tool call is an object'],
])('%s is read as %s', ([text, kind]) => {
  const typed = readTyped(text);
  expect(typed.ok ? typed.request.kind : typed.problem).toContain(kind);
});
