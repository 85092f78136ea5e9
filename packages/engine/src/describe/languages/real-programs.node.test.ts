import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from './analyse.ts';

/* The real programs are the judges: what they would do besides computing must not stay unsaid. */

/** Runs a bash loop over the texts (NUL-separated on standard input) in a folder of its own; one line comes back for each. */
function judge(texts: readonly string[], loop: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'));
  try {
    const script = `while IFS= read -r -d '' text; do ${loop}; done`;
    const run = spawnSync('bash', ['-c', script], {
      cwd: folder,
      input: texts.map((text) => `${text}\0`).join(''),
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return run.stdout.split('\n').slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const has = (program: string): boolean => spawnSync('bash', ['-c', `command -v ${program}`]).status === 0;

const pieces = (fragments: readonly string[], most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: most }).map((chosen) => chosen.join(''));

const SED = [
  'p',
  'd',
  ';',
  ';',
  '\n',
  '{',
  '}',
  '}',
  '1',
  '$',
  '!',
  '/a/',
  '/[/]/',
  '\\,a,',
  '0~2',
  '2,3',
  ',+2',
  ' ',
  'I',
  's/a/b/',
  's/a/b/g',
  's/[/]/b/',
  's|a|w|',
  's,\\,,e,',
  's/a/b/e',
  's/a/b/w f',
  's/a',
  '/b/',
  'y/ab/ba/',
  'w f',
  '1wf',
  'r f',
  'R f',
  'W f',
  'e',
  'e true',
  'a x',
  'a\\',
  'i\\\n',
  'c x',
  '\\',
  '#',
  ':a',
  'ba',
  'tb',
  'n',
  'l 3',
  'q',
  '=',
  'N',
  '[^w]',
  'M3',
];

test('a sed script that GNU sed refuses in its sandbox has an act', { timeout: 120_000 }, () => {
  expect(spawnSync('sed', ['--sandbox', 'p'], { input: '' }).status, 'this test needs GNU sed').toBe(0);
  const scripts = fc.sample(pieces(SED, 7), { numRuns: 2000, seed: 1 });
  const verdicts = judge(
    scripts,
    'if ! sed -n "$text" </dev/null >/dev/null 2>&1; then echo invalid; elif sed --sandbox -n "$text" </dev/null >/dev/null 2>&1; then echo harmless; else echo acts; fi',
  );
  expect(verdicts).toHaveLength(scripts.length);
  const said = scripts.map((script) => analyse('sed', script));
  const silent = scripts.filter((_, at) => verdicts[at] === 'acts' && said[at]?.length === 0);
  expect(silent).toEqual([]);
  const wrong = scripts.filter((_, at) => verdicts[at] === 'harmless' && said[at]?.some(({ act }) => act !== 'code'));
  expect(wrong).toEqual([]);
  const harmless = scripts.filter((_, at) => verdicts[at] === 'harmless');
  const understood = scripts.filter((_, at) => verdicts[at] === 'harmless' && said[at]?.length === 0);
  expect(verdicts.filter((verdict) => verdict === 'acts').length).toBeGreaterThan(50);
  expect(understood.length / harmless.length).toBeGreaterThan(0.9);
});

const AWK = [
  'BEGIN',
  '{',
  '}',
  '(',
  ')',
  ';',
  '\n',
  ' ',
  'if (1) ',
  'while (0) ',
  'print ',
  'x',
  '=',
  '1',
  '/',
  '/',
  '"',
  '"',
  '/"/',
  '/[/]/',
  '"/"',
  'x/1',
  '#',
  '\\',
  ',',
  '>',
  '>"hit"',
  '>>"hit"',
  '|',
  '|"touch hit"',
  '"touch hit"|getline',
  ' system("touch hit")',
  'system(x)',
  ' x="touch hit"',
  ' close("hit")',
  '++',
  '$1',
  '!',
  '~',
  'in ',
  'return ',
  'getline ',
  '<"hit"',
  '?',
  ':',
];

/** Whole statements whose quotes, slashes and comments may hide what stands behind them. */
const STATEMENTS = [
  'x = 1',
  'x = 4/2',
  'if (1) /"/',
  'y = "/" "x"',
  '# "',
  'x = "a\\"b"',
  'y = /a/ ~ /b/',
  'print 1 > "/dev/null"',
  'print(1)/2 > "/dev/null"',
  'x++',
  'x = 8 /2/ 1',
  'while (0) /"/',
  'do x++; while (x < 2)',
  'a["/"] = 1',
  'x = a["/"]/1',
  'z = !/"/',
  'y = /x"/',
  'if (x) ; else /"/',
  'x = (1)/2',
  'for (;0;) /"/',
  'x = /\\//',
  'x = length /1',
  'sub(/"/, "/")',
  'y = 1 ? /"/ : "/"',
  'y = (x > 2)',
  'x /= 2',
  'y = "\\\\"',
  'y = 1 \\\n/2',
];
const ACTS = [
  'system("touch hit")',
  'print "x" > "hit"',
  '"touch hit" | getline',
  'print "x" | "touch hit"',
  'print 1,\n2 > "hit"',
  'print (1)(2) > "hit"',
  'printf("x") >> "hit"',
  'y = "touch hit"; system(y)',
  '"touch " "hit" | getline',
  'if (1) print "x" > "hi" "t"',
  'x = 3; print x /1 > "hit"',
];

const awkProgram = fc
  .tuple(
    fc.array(fc.constantFrom(...STATEMENTS), { maxLength: 3 }),
    fc.constantFrom(...ACTS),
    fc.array(fc.constantFrom(...STATEMENTS), { maxLength: 2 }),
    fc.constantFrom('\n', ';', ' ; '),
  )
  .map(([before, act, after, glue]) => `BEGIN {${[...before, act, ...after].join(glue)}\n}`);

test.for(['gawk', 'mawk', 'busybox awk'])('a program with which %s acts has an act', { timeout: 120_000 }, (awk) => {
  const [program = ''] = awk.split(' ');
  if (!has(program)) {
    console.warn(`not shown for ${awk}: it is not installed`);
    return;
  }
  const programs = fc.sample(
    fc.oneof(
      awkProgram,
      pieces(AWK, 9).map((text) => `BEGIN{${text}}`),
    ),
    { numRuns: 800, seed: 2 },
  );
  const verdicts = judge(
    programs,
    `rm -f hit; timeout 2 ${awk} "$text" </dev/null >/dev/null 2>&1; if [ -e hit ]; then echo acts; else echo nothing; fi`,
  );
  expect(verdicts).toHaveLength(programs.length);
  const silent = programs.filter((text, at) => verdicts[at] === 'acts' && analyse('awk', text).length === 0);
  expect(silent).toEqual([]);
  expect(verdicts.filter((verdict) => verdict === 'acts').length).toBeGreaterThan(100);
});
