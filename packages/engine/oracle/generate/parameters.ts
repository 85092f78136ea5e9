import { arithmetic } from './arithmetic.ts';
import { doubleQuoted, quotedPieces } from './quotes.ts';
import { isAtEnd, type Scope, VARIABLES, wild, within } from './scope.ts';
import { commandSubstitution } from './substitutions.ts';
import { plain, word } from './words.ts';

const SPECIAL = ['@', '*', '#', '?', '-', '$', '!', '0', '1', '2', '10', '_'] as const;

/** `$x` and all forms of `${x…}`. */
export function parameter(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope) || random.chance(0.35)) return `$${random.chance(0.85) ? variable(scope) : random.pick(SPECIAL)}`;
  const inner = within(scope);
  const name = random.weighted([
    [8, variable(scope)],
    [2, random.pick(SPECIAL)],
    [3, element(inner)],
  ]);
  const prefix = random.weighted([
    [12, ''],
    [1, '#'],
    [1, '!'],
  ]);
  return `\${${prefix}${name}${operation(inner)}}`;
}

export function variable({ random }: Scope): string {
  return random.weighted([
    [9, random.pick(VARIABLES)],
    [
      1,
      random.pick(
        // biome-ignore format: a table
        [
          'HOME', 'PWD', 'OLDPWD', 'IFS', 'PATH', 'RANDOM', 'UNSET', 'LINENO', 'PS1', 'REPLY', 'BASH_VERSION',
        ],
      ),
    ],
  ]);
}

/** An element of an array, by any subscript. */
export function element(scope: Scope): string {
  return `${scope.random.pick(VARIABLES)}[${subscript(scope)}]`;
}

export function subscript(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope)) return random.pick(['0', '@', '*', '1', '-1', random.chance(scope.script.wildness) ? 'k' : '2']);
  return random.weighted<() => string>([
    [4, () => random.pick(['0', '1', '@', '*', '-1', '2'])],
    [wild(scope, 4), () => random.pick(['x', 'k', '"k"', "'k'", '$x', 'i++', 'a b', '#', ' 0 '])],
    [1, () => arithmetic(within(scope))],
    [0.1 + wild(scope, 1), () => commandSubstitution(scope)],
    [0.5, () => doubleQuoted(scope)],
    [0.3, () => element(within(scope))],
    [0.3, () => `'${commandSubstitution(within(scope)).replaceAll("'", '')}'`],
  ])();
}

function operation(scope: Scope): string {
  const { random } = scope;
  const value = (): string => operand(scope);
  return random.weighted<() => string>([
    [6, () => ''],
    [8, () => random.pick([':-', '-', ':=', '=', ':+', '+', ':?', '?']) + value()],
    [4, () => random.pick(['#', '##', '%', '%%']) + value()],
    [4, () => `${random.pick(['/', '//', '/#', '/%'])}${value()}${random.chance(0.8) ? `/${value()}` : ''}`],
    [
      3,
      () =>
        `:${random.chance(0.4) ? random.pick(['1', ' -1', '0', 'x']) : arithmetic(scope)}${random.chance(0.5) ? `:${arithmetic(scope)}` : ''}`,
    ],
    [2, () => random.pick(['^', '^^', ',', ',,', '~', '~~']) + (random.chance(0.4) ? value() : '')],
    [2, () => `@${random.pick(['Q', 'E', 'P', 'A', 'a', 'K', 'U', 'u', 'L', 'k', 'X'])}`],
    [1, () => random.pick(['*', '@', '[@]', '[*]'])],
    [
      0.4,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            '[$(c80)]:-a', '[0]#b', ':', '!', '[', '#', '%', '/', '//', '-', ' ', '\n', "'", '$x', '`c81`', '(',
            '|c82',
          ],
        ),
    ],
  ])();
}

/** The word of an operation, in which blanks are plain and quotes follow rules of their own. */
function operand(scope: Scope): string {
  const { random } = scope;
  return random.weighted<() => string>([
    [5, () => word(scope)],
    [2, () => plain(scope)],
    [1, () => ''],
    [2, () => `${word(scope)} ${word(scope)}`],
    [2, () => quotedPieces(scope)],
    [
      2,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            "'a'", '"a b"', "'}'", '"}"', '\\}', "'\\''", '$(c83)', '`c84`', "it's", '#', '<(c85)', '>f85', ';',
            '&', '|', '(', ')', '()', "$'}'", '{a}', '{', '"$x"', "'$(c86)'", '"\'$(c87)\'"', '*', '~', '~/a',
            '\n', '\\\n', '/', '\\/', '"/"', "'/'", '[', '@(a|b)', ' #', '\\$(c88)',
          ],
        ),
    ],
  ])();
}
