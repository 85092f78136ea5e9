import { compile } from '@writ/dsl';
import type { EngineLayer } from '@writ/engine';
import { expect, test } from 'vitest';
import { lint } from './lint.ts';

/** What is known of programs here. */
const KNOWN = `
describe git complete {
  options -f --force
  command push alias pu { does change remote; operands [<remote>...] }
}
describe cat complete { operands <file:read>... }
describe timeout complete { operands <duration> <command:run>... }
describe (bash|sh) { does shell stdin; operands [<script:code> [<argument>...]]; option -c <text:shell> }
describe dash { operands <text:shell> }
describe python3 { operands [<script:code> [<argument>...]] }
describe pypy like python3
describe (ls|head) complete { operands [<file:read>...] }
`;

function said(source: string): readonly string[] {
  const layers = [
    ['builtin', KNOWN],
    ['user', source],
  ].map(([name = '', text = '']): EngineLayer => {
    const result = compile(text, { file: `${name}.writ`, layer: name });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    return { name, documents: [result.document] };
  });
  const about = layers[1]?.documents[0];
  const findings = lint(layers, { about: (document) => document === about, now: Date.UTC(2027, 0, 1) });
  return findings.map(({ range, code, message }) => `${range.line} ${code}: ${message}`);
}

test.for<[what: string, source: string, said: readonly (string | RegExp)[]]>([
  ['nothing', 'allow run git push\ndeny run cat', []],
  [
    'a rule in the shadow of another',
    'ask run git push -f\ndeny run git push',
    ['1 never-decides: this rule never decides: `deny run git push` (line 2) does, for example about `git push -f`'],
  ],
  ['every program', 'allow run **', ['1 any-program: this rule allows every program by name']],
  [
    'a wrapper',
    'allow run timeout **',
    ['1 bare-program: `timeout` runs another command, and this rule does not say which: that is still asked about'],
  ],
  ['a wrapper with its command', 'allow run timeout * git push', []],
  ['a shell', 'allow run dash **', [/^1 bare-program: `dash` runs command lines/]],
  ['an interpreter', 'allow run python3 **', [/^1 bare-program: `python3` runs program text/]],
  ['one that is like another', 'allow run pypy **', [/^1 bare-program: `pypy`/]],
  ['an interpreter of its scripts', 'allow run python3 ./scripts/**', []],
  ['an interpreter without arguments', 'allow run python3', []],
  [
    'an unguarded one',
    'allow run bash ** unguarded',
    ['1 bare-program: `bash` runs program text: this rule allows everything'],
  ],
  ['the same program twice in one rule', 'allow run { bash **; bash * ** }', [/^1 bare-program/]],
  ['a misspelt program', 'deny run gti push', ['1 unknown-program: nobody described `gti`']],
  [
    'an option of a program nobody knows',
    'deny run frobnicate --all',
    ['1 unknown-program: nobody described `frobnicate`: of its options only the spellings in this rule are known'],
  ],
  ['a program nobody knows, whatever its options', 'deny run frobnicate', []],
  ['an allow of such a program', 'allow run frobnicate --all', []],
  [
    'a change nobody makes',
    'deny change remotes',
    ['1 never-matches: this rule can never match: no program makes a change called `remotes`'],
  ],
  ['a change somebody makes', 'deny change remote, *', []],
  [
    'a stream',
    'deny write /dev/null',
    ['1 never-matches: this rule can never match: `/dev/null` is a stream, and no file'],
  ],
  [
    'words in one pair of quotes',
    'deny run "rm -rf"',
    ['1 never-matches: this rule can never match: no program is called `rm -rf`'],
  ],
  [
    'a program by its place',
    'deny run /bin/rm',
    ['1 escapable-rule: `rm` escapes this rule: it is about the one file `/bin/rm`'],
  ],
  [
    'a file by one of its readers',
    'deny run cat ./.env',
    ['1 escapable-rule: `: < ./.env` escapes this rule: it is about one of many programs that read this file'],
  ],
  ['a file by one of its readers, and by itself', 'deny run cat ./.env\ndeny read ./.env', []],
  [
    'a host without its ports',
    'deny connect example.org',
    ['1 escapable-rule: `connect example.org:8443` escapes this rule: without a port it holds for 443 and 80'],
  ],
  ['a host with all of them', 'deny connect example.org:*', []],
  ['a host where all else is denied', 'deny connect example.org\ndefault deny', []],
  ['a term that is over', 'ask run git until 2026-12-31', ['1 ended-rule: this rule ended at 2027-01-01T00:00:00Z']],
  ['a term that is not', 'ask run git until 2027-01-01', []],
])('%s', ([, source, expected]) => {
  const found = said(source);
  expect(found).toEqual(expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))));
});
