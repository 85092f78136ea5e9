import { expect, test } from 'vitest';
import { describeWith, does, flags, operands, option, program, shown, words } from './testing/build.ts';

const builder = program('builder', {
  does: [does('code')],
  options: [option('-C <dir:cwd>'), option('--prefix <dir:project>'), ...flags('-q')],
  operands: operands('[<target>...]'),
});

test.for<[line: string, expected: string]>([
  ['builder x', 'opaque code'],
  ['builder -C sub', 'opaque code'],
  ['builder -C ./sub/a', 'opaque code'],
  ['builder -C /tmp', 'opaque! code'],
  ['builder -C ../x', 'opaque! code'],
  ['builder -C sub/../../x', 'opaque! code'],
  ['builder -C ~/x', 'opaque! code'],
  ['builder -C "$x"', 'opaque! code'],
  ['builder --prefix sub', 'opaque code; opaque code'],
  ['builder --prefix /tmp', 'opaque code; opaque! code'],
  ['builder -C /tmp --prefix sub', 'opaque! code; opaque! code'],
])('code of a folder below is that of the project, and of another a hazard: %s', ([line, expected]) => {
  const all = shown(describeWith([builder], words(line)) ?? { consequences: [], complete: false });
  expect(all.filter((one) => one.startsWith('opaque')).join('; ')).toBe(expected);
});
