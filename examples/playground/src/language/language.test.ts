import { ROLES } from '@writ/engine';
import { pack } from '@writ/std';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidatesFor } from './complete.ts';
import { EXPLAINED_ROLES, helpFor } from './help.ts';
import { placeAt } from './place.ts';
import { tokensOf } from './tokens.ts';

const documents = pack('std') ?? [];
const names = { programs: ['git', 'npm'], packs: ['std', 'std/git'] };

/** The place of `^` in a policy, which is taken out. */
function marked(text: string) {
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.includes('^'));
  const column = (lines[line] ?? '').indexOf('^');
  return placeAt(
    lines.map((one) => one.replace('^', '')),
    line,
    column,
  );
}

test('the stretches of a line are the line', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = text.replaceAll(/[\r\n]/g, '');
      expect(
        tokensOf(line)
          .map((token) => token.text)
          .join(''),
      ).toBe(line);
    }),
  ));

test.for<[line: string, kinds: string]>([
  ['allow run git **', 'allow:allow subject:run'],
  ['default ask', 'keyword:default ask:ask'],
  [
    'deny read|write **/.env* because "x" locked # why',
    'deny:deny subject:read subject:write clause:because string:"x" clause:locked comment:# why',
  ],
  ['  git push -f => deny', 'option:-f punctuation:=> deny:deny'],
  ['  allow run ls', 'allow:allow subject:run'],
  ['  ask me', ''],
])('%s is coloured %s', ([line, kinds]) => {
  const found = tokensOf(line).filter(({ kind, text }) => kind !== 'plain' && text !== '|');
  expect(found.map(({ kind, text }) => `${kind}:${text}`).join(' ')).toBe(kinds);
});

test.for<[text: string, offered: string]>([
  ['a^', 'allow'],
  ['allow r^', 'run'],
  ['allow run g^', 'git'],
  ['allow run git pu^', 'push'],
  ['allow run git push --fo^', '--force'],
  ['allow run {\n  git push --fo^\n}', '--force'],
  ['allow run {\n  g^\n}', 'git'],
  ['use s^', 'std/git'],
  ['ask change r^', 'remote'],
  ['deny read x bec^', 'because'],
  ['default a^', 'ask'],
])('at %j, %s is offered', ([text, offered]) => {
  expect(candidatesFor(marked(text), documents, names).map(({ label }) => label)).toContain(offered);
});

test.for<[text: string, said: RegExp | undefined]>([
  ['al^low run git', /Lets it happen/],
  ['allow ru^n git', /One program/],
  ['allow run gi^t', /^git: .*subcommands are described/],
  ['allow run git pu^sh', /^git push: /],
  ['deny run rm -r^', /-r/],
  ['allow run cat "javascript:a^lert(1)"', undefined],
  ['# al^low', undefined],
  ['allow run constr^uctor', undefined],
  ['__proto^__ x', undefined],
])('at %j, help says %s', ([text, said]) => {
  const help = helpFor(marked(text), documents);
  if (said === undefined) expect(help).toBeUndefined();
  else expect(help).toMatch(said);
});

test('every role of a value can be explained', () => {
  const steering = ['folder', 'variable', 'assignment', 'replace'];
  expect([...EXPLAINED_ROLES].sort()).toEqual(ROLES.filter((role) => !steering.includes(role)).sort());
});

test('nothing that is typed makes completion or help throw', () =>
  fc.assert(
    fc.property(fc.string(), fc.nat(40), (text, column) => {
      const place = placeAt(text.split('\n'), 0, column);
      helpFor(place, documents);
      candidatesFor(place, documents, names);
    }),
  ));
