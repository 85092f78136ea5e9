import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '@writ/dsl';
import { type Act, compileEngine, type Effect } from '@writ/engine';
import { expect, test } from 'vitest';
import { pack } from './index.ts';

/** A line of the tests of this package, with the programs it runs. */
interface Line {
  readonly text: string;
  readonly effect: Effect;
  readonly programs: ReadonlySet<string>;
  /** Those that another program or a subshell runs. */
  readonly within: ReadonlySet<string>;
}

const FOLDER = fileURLToPath(new URL('../tests/', import.meta.url));
const PLACES = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };
const documents = pack('std') ?? [];
const { acts } = compileEngine({ layers: [{ name: 'builtin', documents }] });
const lines = readdirSync(FOLDER).flatMap(linesOf);
const described = documents.flatMap(({ descriptions }) => descriptions.map(({ programs }) => programs));

test('every description has five lines of tests, one that does not pass unasked and one inside of something', () => {
  const thin = described.flatMap((programs): readonly string[] => {
    const own = lines.filter((line) => programs.some((program) => line.programs.has(program)));
    const lacking = [
      ...(new Set(own.map(({ text }) => text)).size < 5 ? [`has ${own.length} lines`] : []),
      ...(own.every(({ effect }) => effect === 'allow') ? ['is never asked about'] : []),
      ...(own.some((line) => programs.some((program) => line.within.has(program))) ? [] : ['is never inside']),
    ];
    return lacking.length === 0 ? [] : [`${programs.join('|')} ${lacking.join(', ')}`];
  });
  expect(thin).toEqual([]);
});

test('every name that is described stands in a line', () => {
  const tested = new Set(lines.flatMap(({ programs }) => [...programs]));
  expect(described.flat().filter((program) => !tested.has(program))).toEqual([]);
  expect(described.length).toBeGreaterThan(400);
});

function linesOf(file: string): readonly Line[] {
  const result = compile(readFileSync(FOLDER + file, 'utf8'), { file, layer: 'user' });
  if (!result.ok) throw new Error(`${file} is no policy`);
  return result.document.tests.flatMap((block) =>
    block.lines.flatMap(({ text, request, expect: { effect } }): readonly Line[] => {
      if (request.kind !== 'shell') return [];
      const found = acts({ kind: 'shell', command: request.command, dialect: 'bash' }, PLACES);
      // What only steers the shell (`cd`, `:`) is no act; there the first word says it.
      const first = /^\(? ?(?:timeout 5 )?(\S+)/.exec(request.command)?.[1] ?? '';
      const programs = new Set([first, ...found.flatMap(programsOf)]);
      const opaque = /^\( |^timeout 5 /.test(request.command);
      const within = opaque ? programs : new Set(found.flatMap((act) => programsBelow(act)));
      return [{ text, effect, programs, within }];
    }),
  );
}

function programsOf(act: Act): readonly string[] {
  return [...(act.kind === 'run' && act.argv[0].kind === 'text' ? [act.argv[0].text] : []), ...programsBelow(act)];
}

function programsBelow(act: Act): readonly string[] {
  return 'consequences' in act ? act.consequences.flatMap(programsOf) : [];
}
