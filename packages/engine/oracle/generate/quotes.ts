import { parameter } from './parameters.ts';
import { isAtEnd, type Scope, within } from './scope.ts';
import { backquoted, commandSubstitution } from './substitutions.ts';
import { arithmeticExpansion } from './words.ts';

/** Texts that are harmless inside quotes and do much outside, so that a quote read wrongly shows. */
// biome-ignore format: a table
const TRAPS = [
  '; c90', '$(c91)', '`c92`', '& c93', '| c94', '\nc95\n', '#', ' ', '  ', '"', '\\', '{a,b}', '*', '~', '!',
  '>f90', '<(c96)', ')', '(', '}', '$x', '${x}', '$((1', '))', ']]', ';;', 'esac', '$', "$'", '\t', '\r', '\\\n',
  'a b', '<<E', 'E', '\nE\n', '&&', '||', '[', ']', '`', '%', '/', 'é', '\u00a0', '',
] as const;

export function singleQuoted({ random }: Scope): string {
  const count = random.below(4);
  return `'${Array.from({ length: count }, () => random.pick(TRAPS)).join('')}'`;
}

/** `$'…'`, in which a backslash keeps a quote. */
export function ansiQuoted({ random }: Scope): string {
  // biome-ignore format: a table
  const escapes = [
    "\\'", '\\\\', '\\n', '\\t', '\\x41', '\\x', '\\u00e9', '\\u41', '\\U1F600', '\\101', '\\0', '\\c[', '\\e',
    '\\"', '\\?', '\\z', '\\x7g', '\\xC3\\xA9', '\\cA', '\\x{41}', '\\u', '\\x24(c97)', '\\x60c98\\x60',
  ] as const;
  const count = random.below(4);
  const pieces = Array.from({ length: count }, () => (random.chance(0.5) ? random.pick(escapes) : random.pick(TRAPS)));
  return `$'${pieces
    .join('')
    .replaceAll(/(?<!\\)((?:\\\\)*)'/g, "$1\\'")
    .replace(/(?<!\\)(\\\\)*\\$/, '')}'`;
}

export function doubleQuoted(scope: Scope): string {
  const marker = scope.random.chance(0.04) ? '$' : '';
  return `${marker}"${quotedPieces(scope)}"`;
}

/** What stands between double quotes. */
export function quotedPieces(scope: Scope): string {
  const { random } = scope;
  const count = random.weighted([
    [1, 0],
    [5, 1],
    [3, 2],
    [2, 3],
  ]);
  return Array.from({ length: count }, () => quotedPiece(scope)).join('');
}

function quotedPiece(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope)) return random.pick(['a', ' ', "'", 'b c']);
  const make = random.weighted<(inner: Scope) => string>([
    [6, () => random.pick(TRAPS).replaceAll(/["`\\]|\$\(|\$\{/g, '\\$&')],
    [
      3,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            'a', 'b c', "it's", '#', '{a,b}', '*', '~', '$', '!', '\\a', '\\\n', '\\\\', '\\"', '\\$', '\\`',
            '\\!', "\\'", '%s\\n',
          ],
        ),
    ],
    [5, parameter],
    [4, commandSubstitution],
    [2, backquoted],
    [1, arithmeticExpansion],
  ]);
  return make(within(scope));
}
