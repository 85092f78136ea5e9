import { expect, test } from 'vitest';
import { command, describeWith, does, flags, form, operands, option, program, shown, words } from './testing/build.ts';

const sed = program('sed', {
  complete: true,
  options: [...flags('-n, -i'), option('-e <script>')],
  forms: [
    form({ without: ['-e', '-i'], operands: operands('<script> [<file:read>...]') }),
    form({ with: ['-e'], without: ['-i'], operands: operands('[<file:read>...]') }),
    form({ with: ['-i'], without: ['-e'], operands: operands('<script> [<file:write>...]') }),
    form({ with: ['-i'], also: ['-e'], operands: operands('[<file:write>...]') }),
  ],
});
const git = program('git', {
  commands: [
    command('branch', {
      complete: true,
      forms: [
        form({}),
        form({ operands: operands('<name> [<start>]'), does: [does('change', 'repository', { hazard: true })] }),
      ],
    }),
  ],
});
const users = program('users', {
  complete: true,
  forms: [form({}), form({ operands: operands('<name>...'), does: [does('change', 'user')] })],
});

const list = program('list', {
  options: flags('-x, -e'),
  forms: [
    form({ without: ['-e'], operands: operands('[<name>...]') }),
    form({ with: ['-e'], operands: operands('[<name>...]'), does: [does('code', undefined, { hazard: true })] }),
  ],
});

const described = (line: string) => describeWith([sed, git, users, list], words(line));

test.for<[line: string, expected: string]>([
  ['sed s/a/b/ x', 'read x'],
  ['sed -e s/a/b/ x', 'read x'],
  ['sed -i s/a/b/ x', 'write x'],
  ['sed -i -e s/a/b/ x', 'write x'],
  ['sed -e s/a/b/ -i x', 'write x'],
  ['git branch', ''],
  ['users', ''],
  ['users a', 'change user'],
])('%s → %s', ([line, expected]) => expect(shown(described(line)).join('; ')).toBe(expected));

test('a hazard of a form is carried by the operands that make it that form', () => {
  const consequences = described('git branch topic main')?.consequences;
  expect(consequences?.map(({ carriers, hazard }) => ({ carriers, hazard }))).toEqual([
    { carriers: [2, 3], hazard: true },
  ]);
});

test('and where there are none, by the options', () => {
  const carriers = (line: string) => described(line)?.consequences.map((one) => one.carriers);
  expect(carriers('list -x -e')).toEqual([[2]]);
  expect(carriers('list -x')).toEqual([]);
});
