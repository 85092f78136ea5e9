import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Description } from '../policy.ts';
import { createKnowledge } from './knowledge.ts';
import {
  command,
  describeWith,
  does,
  flags,
  form,
  full,
  operands,
  option,
  program,
  shown,
  showWord,
  words,
} from './testing/build.ts';
import { SAMPLES } from './testing/samples.ts';

/** Options with their values, then `:` and the operands by name, as the description reads them. */
function read(description: Description, line: string): string {
  const reading = describeWith([description], words(line))?.reading;
  const options = (reading?.options ?? []).map(
    ({ names, value, listed }) => `${names[0]}${value === undefined ? '' : `=${showWord(value)}`}${listed ? '' : '?'}`,
  );
  const operandsRead = (reading?.operands ?? []).map(({ word, name }) => `${name ?? '?'}=${showWord(word)}`);
  return [...(reading?.path ?? []), ...options, ':', ...operandsRead].join(' ');
}

// pflag: a letter that may be `=true` has no other value, so the next letter is the next option.
const pflag = program('prog', {
  options: [option('-A --all[=(true|false)]'), option('-o --output <format>'), option('-u --untracked[=<mode>]')],
  operands: operands('[<arg>...]'),
});
test.for<[line: string, expected: string]>([
  ['prog -Ao wide x', '-A -o=wide : arg=x'],
  ['prog -Aoyaml x', '-A -o=yaml : arg=x'],
  ['prog -A=false x', '-A==false : arg=x'],
  ['prog --all=true -A x', '-A=true -A : arg=x'],
  ['prog -unormal x', '-u=normal : arg=x'],
])('pflag: %s → %s', ([line, expected]) => expect(read(pflag, line)).toBe(expected));

// Rows from the documentation of Go's flag package: one or two dashes, `=` or the next word, booleans only with `=`,
// and no options behind the first operand.
const go = program('prog', {
  style: 'go',
  options: [...flags('-v, -race'), option('-n <count>'), option('--run <pattern>')],
  operands: operands('[<arg>...]'),
});
test.for<[line: string, expected: string]>([
  ['prog -v -n 5 a', '-v -n=5 : arg=a'],
  ['prog --v --n=5 a', '-v -n=5 : arg=a'],
  ['prog -n=5 -run x', '-n=5 -run=x : '],
  ['prog --run=x=y', '--run=x=y : '],
  ['prog -v=false a', '-v=false : arg=a'],
  ['prog a -v', ': arg=a arg=-v'],
  ['prog - -v', ': arg=- arg=-v'],
  ['prog -- -v', ': arg=-v'],
  ['prog -vn 5', '-vn? : arg=5'],
  ['prog -n5', '-n5? : '],
  ['prog -', ': arg=-'],
  ['prog -h', '-h : '],
  ['prog -help', '-help : '],
])('go: %s → %s', ([line, expected]) => expect(read(go, line)).toBe(expected.trim()));

// Rows from running find, and from gcc for values attached to one letter.
const single = program('prog', {
  style: 'single-dash',
  options: [
    ...flags('-o, -print, !, (, ), -Wall, -d'),
    option('-name <pattern>'),
    option('-I <dir>'),
    option('-O[=<level>]'),
    option('-Wl, <arguments>'),
    option('if <file:read>'),
    option('@ <file:code>'),
    { names: ['-exec'], does: [], value: { items: operands('<command:run>…(;|+)') } },
  ],
  operands: operands('[<path>...]'),
});
test.for<[line: string, expected: string]>([
  ['prog . -name x -print', '-name=x -print : path=.'],
  ['prog . ! ( -name x -o -name y )', '! ( -name=x -o -name=y ) : path=.'],
  ['prog -name -print', '-name=-print : '],
  ['prog -I dir -Idir -O2 -O', '-I=dir -I=dir -O=2 -O : '],
  ['prog -Wl,-z,now -Wall', '-Wl,=-z,now -Wall : '],
  ['prog if=a', 'if=a : '],
  ['prog @args a@b', '@=args : path=a@b'],
  ['prog -prin', '-prin? : '],
  ['prog -od', '-od? : '],
  ['prog -- -print', '-print --? : '],
  ['prog -exec rm {} ; -print', '-exec=rm -print : '],
  ['prog -exec echo + {} + -print', '-exec=echo -print : '],
  ['prog -exec rm', '-exec=rm : '],
  ['prog -exec', '-exec : '],
])('single-dash: %s → %s', ([line, expected]) => expect(read(single, line)).toBe(expected.trim()));

const numbers = program('prog', {
  options: [...flags('-#, -n, +short, +x'), option('-c <n>'), option('+time <n>')],
  operands: operands('[<file>...]'),
});
test.for<[line: string, expected: string]>([
  ['prog -20 f', '-20 : file=f'],
  ['prog -n5c3 f', '-n -5 -c=3 : file=f'],
  ['prog -c -5', '-c=-5 : '],
  ['prog +short +time=5 +other', '+short +time=5 : file=+other'],
  ['prog +xx', '+x +x : '],
])('numbers and plus: %s → %s', ([line, expected]) => expect(read(numbers, line)).toBe(expected.trim()));

const tree = program('tool', {
  style: 'posix',
  options: [option('-c --config <file:read>', { inherit: true }), ...flags('-q')],
  commands: [
    command('remote', {
      options: flags('-v'),
      commands: [
        command('add', {
          aliases: ['a'],
          complete: true,
          options: flags('-f'),
          operands: operands('<name> <url:connect>'),
        }),
      ],
      operands: operands('[<name>]'),
    }),
    command('describe-*|list-*', { complete: true, operands: operands('[<x>...]') }),
    command('list-secrets', { complete: true, does: [does('read', 'credential:tool')] }),
    command('run', { style: 'posix', complete: true, operands: operands('<command:run>...') }),
  ],
});
test.for<[line: string, expected: string]>([
  ['tool -q remote -v a -f o https://h', 'remote add -q -v -f : name=o url=https://h'],
  ['tool remote o', 'remote : name=o'],
  ['tool describe-things x -c f', 'describe-things -c=f : x=x'],
  ['tool remote add -q', 'remote add -q? : '],
  ['tool list-secrets', 'list-secrets : '],
  ['tool run -c f ls -l', 'run -c=f : command=ls command=-l'],
  ['tool zzz -c f x', 'zzz -c=f : ?=x'],
])('subcommands: %s → %s', ([line, expected]) => expect(read(tree, line)).toBe(expected.trim()));

const cloud = program('cloud', {
  verbs: 'last',
  options: [option('--project <name>', { inherit: true })],
  commands: [
    command('list|describe', { complete: true, does: [does('connect', '*')], operands: operands('[<name>]') }),
    command('ssh', { operands: operands('<host> [<command:shell>...]') }),
    command('compute|instances|disks'),
  ],
});
test.for<[line: string, expected: string]>([
  ['cloud compute instances list --project x', 'connect *; complete'],
  ['cloud --project x compute disks describe d', 'connect *; complete'],
  ['cloud compute ssh list', 'and more'],
  ['cloud compute scp list', 'opaque! option; and more'],
  ['cloud compute instances', 'opaque! option; and more'],
  ['cloud compute "$x" list', 'opaque! option; opaque! option; opaque! option; and more'],
])('verbs last: %s → %s', ([line, expected]) => {
  const described = describeWith([cloud], words(line));
  expect([...shown(described), described?.complete === true ? 'complete' : 'and more'].join('; ')).toBe(expected);
});

const shapes = program('prog', {
  complete: true,
  does: [does('read-tree', '~/.cache/**'), does('write', './out/*.log')],
  options: [
    option('-F <field:upload>'),
    option('-e <set:env>'),
    option('-u <who:user>'),
    option('-j --json', { does: [does('change', 'remote'), does('code', undefined)] }),
    option('-k', { does: [does('read', 'credential:prog')] }),
    option('-z!'),
    { names: ['--arg'], does: [], value: { items: operands('<name> <value>') } },
    { names: ['--slurp'], does: [], value: { items: operands('<name> <file:read>') } },
  ],
  operands: operands('[<x>!]'),
});
test.for<[line: string, expected: string]>([
  ['prog', 'read ‹?›/.cache/**; write ./out/‹.*›.log'],
  ['prog -F a=@f;type=x', 'read ‹?›/.cache/**; write ./out/‹.*›.log; read f'],
  ['prog -F a=b', 'read ‹?›/.cache/**; write ./out/‹.*›.log'],
  ['prog -F @-', 'read ‹?›/.cache/**; write ./out/‹.*›.log'],
  ['prog "-Fa=$x"', 'read ‹?›/.cache/**; write ./out/‹.*›.log; read ‹?›'],
  ['prog -e A=1 -e B', 'read ‹?›/.cache/**; write ./out/‹.*›.log; env A=1; env B'],
  [
    'prog -u root -jz',
    'read ‹?›/.cache/**; write ./out/‹.*›.log; escalate! root; change remote; opaque! code; opaque! option',
  ],
  ['prog -k', 'read ‹?›/.cache/**; write ./out/‹.*›.log; read credential:prog'],
  ['prog --arg a b --slurp c f x', 'read ‹?›/.cache/**; write ./out/‹.*›.log; read f; opaque! option'],
])('roles: %s → %s', ([line, expected]) =>
  expect(shown(describeWith([shapes], words(line))).join('; ')).toBe(expected),
);

test('a command, or an option, may move the folder by itself', () => {
  const moved = program('prog', {
    does: [does('cwd', '/srv'), does('read', 'a')],
    options: [option('-t', { does: [does('cwd', 'top')] }), option('-C <dir:cwd>')],
    operands: operands('[<file:read>...]'),
  });
  const told = (line: string) => shown(describeWith([moved], words(line))).join('; ');
  expect(told('prog b')).toBe('read a in /srv; read b in /srv');
  expect(told('prog -t -C sub b')).toBe('read a in /srv/top/sub; read b in /srv/top/sub');
});

const builtins: readonly Description[] = [
  program('cd', { complete: true, style: 'posix', options: flags('-L, -P'), operands: operands('[<dir:folder>]') }),
  program('export', {
    complete: true,
    style: 'posix',
    options: flags('-n'),
    operands: operands('[<set:assignment>...]'),
  }),
  program('read', { complete: true, style: 'posix', options: flags('-r'), operands: operands('[<name:variable>...]') }),
  program('eval', { complete: true, style: 'posix', operands: operands('[<text:shell>...]') }),
  program('bash', {
    complete: true,
    style: 'posix',
    options: flags('-c, -l, -e, -x, -'),
    forms: [
      form({ with: ['-c'], operands: operands('<script:shell> [<arg>...]') }),
      form({ without: ['-c'], operands: operands('<file:code> [<arg>...]') }),
      form({ without: ['-c'], does: [does('shell', 'stdin')], operands: [] }),
    ],
  }),
];
test.for<[line: string, expected: string]>([
  ['cd', 'folder (home)'],
  ['cd sub', 'folder sub'],
  ['export A=1 B', 'variable A=1; variable B'],
  ['read -r x y', 'variable x; variable y'],
  ['eval rm␣-rf $x', 'shell! rm -rf ‹?›'],
  ['eval a b', 'shell! a b'],
  ['bash -lc ls␣-l x', 'shell! ls -l'],
  ['bash -c -x ls', 'shell! ls'],
  ['bash f.sh -c ls', 'opaque! code'],
  ['bash -', 'shell! (stdin)'],
  ['bash', 'shell! (stdin)'],
])('shells: %s → %s', ([line, expected]) =>
  expect(shown(describeWith(builtins, words(line))).join('; ')).toBe(expected),
);

test('eval runs in this very shell, bash in one of its own', () => {
  const same = (line: string) =>
    describeWith(builtins, words(line))?.consequences.map((consequence) =>
      consequence.kind === 'shell' ? consequence.same : undefined,
    );
  expect(same('eval ls')).toEqual([true]);
  expect(same('bash -c ls')).toEqual([false]);
});

test('no word of a command vouches for what comes in on standard input', () => {
  expect(describeWith(builtins, words('bash'))?.consequences[0]?.carriers).toEqual([]);
});

test('carriers are the words a consequence came from', () => {
  const carried = (line: string) => describeWith(SAMPLES, words(line))?.consequences.map(({ carriers }) => carriers);
  expect(carried('git log -p --output out')).toEqual([[1], [3, 4]]);
  expect(carried('timeout 5 rm -r x')).toEqual([[2, 3, 4]]);
  expect(carried('find a -exec rm {} ; -print')).toEqual([[2, 3, 4, 5], [1]]);
  expect(carried('curl -d @a -d @b h')).toEqual([[1, 2], [1, 2], [3, 4], [3, 4], [5]]);
});

test('every vector has a description of its consequences, whatever the words', () => {
  const knowledge = createKnowledge(
    [...SAMPLES, single, numbers, tree, cloud, shapes, ...builtins].map((description) => full(description)),
  );
  const names = SAMPLES.flatMap(({ programs }) => programs);
  const text = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.string({
      unit: fc.constantFrom('-', '=', 'a', 'x', '{', '}', ';', '/', '@', '"', '\\', '\u{1F600}'),
      maxLength: 6,
    }),
    fc.constantFrom('$x', '"$x"', '"-$x"', '*', '-*', 'a$x', '--', '-', '__proto__', 'constructor'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(text, { maxLength: 8 }), (name, rest) => {
      const argv = words([name, ...rest].join(' '));
      const described = knowledge.describe(argv);
      const indices = described?.consequences.flatMap(({ carriers }) => carriers) ?? [];
      expect(indices.every((index) => index >= 0 && index < argv.length)).toBe(true);
      expect(described?.reading).toBeDefined();
    }),
    { numRuns: 3000 },
  );
});
