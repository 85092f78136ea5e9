import { createRandom, type Random, seedOf } from '../random.ts';
import { list } from './lists.ts';
import { mutate } from './mutate.ts';
import { createScope, newline, type Scope, VARIABLES } from './scope.ts';
import { story } from './story.ts';
import { odds } from './story-odd.ts';
import { placed } from './story-places.ts';
import { rares } from './story-rare.ts';
import { pieced } from './story-words.ts';

/** Scripts by number, from a seed and a stock of real lines that some of them start from. */
export function scriptOf(seed: number, index: number, stock: readonly string[]): string {
  const random = createRandom(seedOf(seed, index));
  for (;;) {
    const script = setting(random) + makeScript(random, stock);
    // NUL cannot be given to bash at all, and what is longer says nothing that shorter ones do not.
    if (!script.includes('\0') && script.length <= 2000) return script;
  }
}

/** What some scripts start with: variables that programs see, files that wildcards find, options that change what they find. */
function setting(random: Random): string {
  return random.weighted([
    [85, ''],
    [2, 'set -a\n'],
    [2, 'export x y z a\n'],
    [1, 'x=1 y=x; declare -xi x y\n'],
    [6, `${FILES}\n`],
    [1, `${FILES}; shopt -s dotglob nocaseglob\n`],
    [1, `${FILES}; shopt -s nullglob\n`],
    [1, `${FILES}; shopt -s extglob globstar\n`],
    [1, `${FILES}; GLOBIGNORE=ab\n`],
  ]);
}

const FILES = '>a >ab >b >a.ts >.c >c1 >"a b" >B';

function makeScript(random: Random, stock: readonly string[]): string {
  const fromStock = (): string => stock[random.below(stock.length)] ?? '';
  return random.weighted<() => string>([
    [8, () => fromGrammar(random)],
    [4, () => story(createScope(random))],
    [1.5, () => pieced(createScope(random))],
    [1, () => rares(createScope(random))],
    [1.5, () => odds(createScope(random))],
    [2, () => placed(createScope(random))],
    [0.7, () => mutate(random, story(createScope(random)), () => fromGrammar(random))],
    [4, () => mutate(random, fromGrammar(random), fromStock)],
    [2, () => mutate(random, fromStock(), () => fromGrammar(random))],
    [0.5, () => `${fromStock()}${random.pick(['; ', '\n', ' && '])}${fromGrammar(random)}`],
  ])();
}

function fromGrammar(random: Random): string {
  const scope = createScope(random);
  const text = (random.chance(0.5) ? prelude(scope) : '') + list(scope);
  return text + (scope.pending.length > 0 || random.chance(0.1) ? newline(scope) : '');
}

/** Values for the variables, so that what follows can be known. */
function prelude({ random }: Scope): string {
  const assignments = VARIABLES.filter(() => random.chance(0.7)).map((name) => `${name}=${random.pick(VALUES)}`);
  return assignments.length === 0 ? '' : assignments.join(random.pick([' ', '; '])) + random.pick(['; ', '\n']);
}

// biome-ignore format: a table
const VALUES = [
  '1', '2', '0', 'abc', 'b', "'a b'", '""', 'a.ts', '-n', '"x y"', "' a'", '*', '/a/b.c', '7', "'$y'", '~',
  '(1 2)', "('a b' c)", "'it'", 'é', '$x', "$'a\\nb'", '"a*"', "'a,b'",
] as const;
