import { CLAUSES, wordText } from '@writ/engine';
import { expect, test } from 'vitest';
import { compile } from '../compile.ts';

/** What a rule whose last word is this text takes that word to be. */
function readBack(word: string): unknown {
  const compiled = compile(`writ 1\nallow run tool first ${word}\n`, { file: 'one.writ', layer: 'user' });
  if (!compiled.ok) return compiled.diagnostics.map(({ code }) => code);
  const [rule] = compiled.document.rules;
  return rule?.target.kind === 'run' ? rule.target.commands[0]?.slice(2) : rule;
}

test.for([
  ...CLAUSES,
  ...['does', 'with', 'without', 'like', 'is', 'in', 'and', 'or', 'not', 'any', 'every', 'under', 'matches'],
  ...['plain', 'a,b', 'a,', ',a', 'a=b', 'A=b', '=', '@scope/name', 'a@1.2', '%1', '+x', '100%', 'a:b', ':', '/', '//'],
  ...[
    '.',
    '..',
    '...',
    'a...',
    '...a',
    'a...b',
    'main...HEAD',
    '-',
    '--',
    '-x',
    '-xyz',
    '--long',
    '--long=value',
    '-x=1',
  ],
  ...[
    '',
    ' ',
    '*',
    '**',
    '?',
    '~',
    '~/x',
    '$HOME',
    '{a,b}',
    '#',
    '# x',
    'a#b',
    '!',
    'a!',
    '!a',
    '|',
    '=>',
    '^a',
    '"',
    "'",
  ],
  ...[
    '\\',
    '\\n',
    '\n',
    '\t',
    '\r',
    '\u0000',
    '\u200b',
    '\u202e',
    'é',
    '日本',
    '😀',
    'credential:x',
    'workspace',
    '@',
    '@a',
  ],
])('%j as a word of the language means just that', (text) => {
  expect(readBack(wordText(text))).toEqual([{ kind: 'word', word: text === '' ? [] : [text] }]);
});
