import { expect, test } from 'vitest';
import type { Description } from '../policy.ts';
import { createKnowledge, type DescriptionSource } from './knowledge.ts';
import { command, does, flags, full, operands, option, program, shown, words } from './testing/build.ts';

const at = (rank: number, ...descriptions: readonly Description[]): readonly DescriptionSource[] =>
  descriptions.map((description) => full(description, rank));
const adding = (rank: number, description: Description): DescriptionSource => ({
  description,
  rank,
  trusted: true,
  addsOnly: true,
});
const untrusted = (description: Description): DescriptionSource => ({ description, rank: 9, trusted: false });

function told(sources: readonly DescriptionSource[], line: string): string {
  const described = createKnowledge(sources, { programFolders: ['/usr/bin', '/bin'] }).describe(words(line));
  return described === undefined
    ? 'unknown'
    : [...shown(described), described.complete ? 'complete' : 'and more'].join('; ');
}

const cat = program('cat', { complete: true, options: flags('-n'), operands: operands('<file:read>...') });

test.for<[line: string, expected: string]>([
  ['cat a', 'read a; complete'],
  ['/usr/bin/cat a', 'read a; complete'],
  ['/tmp/cat a', 'unknown'],
  ['./cat a', 'unknown'],
  ['/usr/bin/../../tmp/cat a', 'unknown'],
  ['CAT a', 'read a; and more'],
  ['cat.exe a', 'read a; and more'],
  ['cat9 a', 'read a; and more'],
  ['/usr/bin/cat-9.2 a', 'read a; and more'],
  ['/tmp/cat9 a', 'unknown'],
  ['cat-x a', 'unknown'],
  ['cat9x a', 'unknown'],
  ['dog a', 'unknown'],
  ['"$x" a', 'unknown'],
  ['./tools/build x', 'change remote; complete'],
  ['tools/build x', 'change remote; complete'],
  ['build x', 'unknown'],
])('the program: %s → %s', ([line, expected]) => {
  const build = program('./tools/build', {
    complete: true,
    does: [does('change', 'remote')],
    operands: operands('[<x>...]'),
  });
  expect(told(at(0, cat, build), line)).toBe(expected);
});

test.for<[rank: number, line: string, expected: string]>([
  [0, './wrapper x', 'change remote; complete'],
  [0, 'sub/wrapper x', 'change remote; and more'],
  [0, '/repo/sub/wrapper x', 'change remote; and more'],
  [0, 'wrapper x', 'unknown'],
  [0, 'sub/wrapped x', 'unknown'],
  [1, 'wrapper x', 'unknown'],
  [1, './wrapper x', 'change remote; complete'],
  [1, 'sub/wrapper x', 'unknown'],
])('a script of rank %i that every project has: %s → %s', ([rank, line, expected]) => {
  const wrapper = program('./wrapper', {
    complete: true,
    does: [does('change', 'remote')],
    operands: operands('[<x>...]'),
  });
  expect(told(at(rank, wrapper), line)).toBe(expected);
});

const git = program('git', {
  options: flags('-p'),
  commands: [
    command('log', {
      complete: true,
      options: [option('--output <file:write>!'), ...flags('-s')],
      operands: operands('[<rev>...]'),
    }),
  ],
});

test.for<[why: string, sources: readonly DescriptionSource[], line: string, expected: string]>([
  [
    'a higher layer refines an option',
    [...at(0, git), ...at(3, program('git', { commands: [command('log', { options: flags('--output') })] }))],
    'git log --output x',
    'complete',
  ],
  [
    'and keeps the rest',
    [...at(0, git), ...at(3, program('git', { commands: [command('log', { options: flags('--mine') })] }))],
    'git log --output x --mine',
    'write! x; complete',
  ],
  [
    'whatever the order of files',
    [...at(3, program('git', { commands: [command('log', { options: flags('--output') })] })), ...at(0, git)],
    'git log --output x',
    'complete',
  ],
  [
    'a higher layer adds a command',
    [...at(0, git), ...at(3, program('git', { commands: [command('mine', { complete: true })] }))],
    'git mine',
    'complete',
  ],
  [
    'equals are put together',
    at(
      0,
      git,
      program('git', { commands: [command('log', { does: [does('change', 'x')], options: flags('--also') })] }),
    ),
    'git log --also -s',
    'change x; complete',
  ],
  [
    'equals that take an option in two ways leave it unclear',
    at(0, git, program('git', { commands: [command('log', { options: flags('--output') })] })),
    'git log --output',
    'opaque! option; opaque! option; complete',
  ],
  [
    'a layer in between adds consequences',
    [
      ...at(0, git),
      adding(
        2,
        program('git', {
          commands: [command('log', { complete: true, does: [does('connect', '*')], options: flags('-s --output') })],
        }),
      ),
    ],
    'git log -s --output x',
    'write! x; connect *; complete',
  ],
  [
    'and hazards',
    [
      ...at(0, git),
      adding(2, program('git', { commands: [command('log', { complete: true, options: [option('-s!')] })] })),
    ],
    'git log -s',
    'opaque! option; complete',
  ],
  [
    'and never lists what is not listed',
    [
      ...at(0, git),
      adding(2, program('git', { open: true, commands: [command('log', { complete: true, open: true })] })),
    ],
    'git log --zzz',
    'opaque! option; complete',
  ],
  [
    'and is not heard where its description ends',
    [...at(0, git), adding(2, program('git', { commands: [command('push', { does: [does('change', 'remote')] })] }))],
    'git log',
    'complete',
  ],
  [
    'and may not promise completeness',
    [...at(0, program('git', {})), adding(2, program('git', { complete: true }))],
    'git',
    'and more',
  ],
  [
    'and leaves more to know where it is not complete',
    [...at(0, git), adding(2, program('git', { commands: [command('log', { does: [does('connect', '*')] })] }))],
    'git log',
    'connect *; and more',
  ],
  ['it describes new programs', [adding(2, cat)], 'cat a', 'read a; complete'],
  ['an untrusted layer does not', [untrusted(cat)], 'cat a', 'unknown'],
  [
    'but it adds',
    [...at(0, cat), untrusted(program('cat', { complete: true, does: [does('code', undefined)] }))],
    'cat a',
    'read a; opaque code; complete',
  ],
])('%s', ([, sources, line, expected]) => expect(told(sources, line)).toBe(expected));

test.for<[why: string, descriptions: readonly Description[], line: string, expected: string]>([
  [
    'like starts from another program',
    [cat, program('tac', { like: 'cat', options: flags('-r') })],
    'tac -n -r a',
    'read a; complete',
  ],
  [
    'like may go through several',
    [cat, program('tac', { like: 'cat' }), program('nl', { like: 'tac' })],
    'nl -n a',
    'read a; complete',
  ],
  [
    'like a program nobody described promises nothing',
    [program('tac', { like: 'cat', complete: true })],
    'tac a',
    'and more',
  ],
  [
    'like in a circle ends',
    [program('a', { like: 'b', complete: true }), program('b', { like: 'a' })],
    'a',
    'and more',
  ],
])('%s', ([, descriptions, line, expected]) => expect(told(at(0, ...descriptions), line)).toBe(expected));

test('the variables of a program are those of all its levels', () => {
  const described = program('git', {
    env: [{ name: ['GIT_PAGER'], role: 'code' }],
    commands: [command('log', { env: [{ name: ['GIT_DIR'], role: 'cwd' }] })],
  });
  const knowledge = createKnowledge(at(0, described));
  expect(knowledge.variables('git').map(({ name }) => name)).toEqual([['GIT_PAGER'], ['GIT_DIR']]);
  expect(knowledge.variables('cat')).toEqual([]);
});

test.for([
  ['a', 'b'],
  ['b', 'a'],
])('the order of layers and files decides nothing', (order) => {
  const sources = {
    a: at(0, git),
    b: [
      ...at(0, program('git', { commands: [command('log', { does: [does('connect', '*')] })] })),
      adding(2, program('git', { does: [does('change', 'x')] })),
    ],
  };
  const both = order.flatMap((name) => sources[name as 'a' | 'b']);
  expect(told(both, 'git log').split('; ').sort()).toEqual(['and more', 'change x', 'connect *']);
});

test('what one engine knows of a program is not changed by what another adds to it', () => {
  const alone = at(0, git);
  const refined = [...alone, full(program('git', { commands: [command('log', { does: [does('change', 'x')] })] }), 1)];
  const before = told(alone, 'git log');
  expect(told(refined, 'git log')).toContain('change x');
  expect(told(alone, 'git log')).toBe(before);
  expect(before).not.toContain('change x');
});
