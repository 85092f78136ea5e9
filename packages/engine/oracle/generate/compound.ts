import { arithmetic } from './arithmetic.ts';
import { condition } from './conditions.ts';
import { closedList, list } from './lists.ts';
import { redirection } from './redirections.ts';
import { isAtEnd, newline, type Scope, VARIABLES, within } from './scope.ts';
import { simple } from './simple.ts';
import { plain, word } from './words.ts';

/** A compound command, a function definition or a coprocess, with its redirections. */
export function compound(scope: Scope): string {
  const { random } = scope;
  const make = random.weighted<(inner: Scope) => string>([
    [4, subshell],
    [4, group],
    [4, conditional],
    [2, whileLoop],
    [5, forLoop],
    [1.5, arithmeticFor],
    [5, caseOf],
    [0.5, select],
    [4, (inner) => `[[ ${condition(inner)} ]]`],
    [2, (inner) => `((${arithmetic(inner)}))`],
    [4, functionDefinition],
    [0.8, coprocess],
  ]);
  const text = make(within(scope));
  return random.chance(0.12) ? `${text}${random.pick([' ', ''])}${redirection(within(scope))}` : text;
}

function subshell(scope: Scope): string {
  return `(${scope.random.weighted([
    [5, ''],
    [2, ' '],
    [0.5, '\n'],
  ])}${list(scope)}${scope.pending.length > 0 ? newline(scope) : ''})`;
}

function group(scope: Scope): string {
  return `{${scope.random.weighted<() => string>([
    [8, () => ' '],
    [1, () => newline(scope)],
    [0.3, () => '\t'],
    [0.2, () => ''],
    [0.2, () => '\\\n'],
  ])()}${closedList(scope)}}`;
}

function conditional(scope: Scope): string {
  const { random } = scope;
  const then = (): string => `${keyword('then', scope)}${closedList(scope)}`;
  let text = `if ${closedList(scope)}${then()}`;
  while (random.chance(0.2)) text += `elif ${closedList(scope)}${then()}`;
  if (random.chance(0.35)) text += `${keyword('else', scope)}${closedList(scope)}`;
  return `${text}fi`;
}

function keyword(text: string, scope: Scope): string {
  return `${text}${scope.random.weighted<() => string>([
    [6, () => ' '],
    [3, () => newline(scope)],
    [0.3, () => ` # c14${newline(scope)}`],
  ])()}`;
}

/** Every loop ends: a command that fails, or a `break` at its end. */
function whileLoop(scope: Scope): string {
  const body = `${keyword('do', scope)}${closedList(scope)}break; done`;
  return `${scope.random.pick(['while', 'until'])} ${closedList(scope)}${body}`;
}

function forLoop(scope: Scope): string {
  const { random } = scope;
  const name = random.weighted([
    [9, random.pick(VARIABLES)],
    [0.3, 'in'],
    [0.3, 'do'],
    [0.1, '1x'],
    [0.1, 'x-y'],
    [0.1, '"x"'],
  ]);
  const count = random.below(4);
  const items = Array.from({ length: count }, () => ` ${word(within(scope))}`).join('');
  const head = random.weighted<() => string>([
    [9, () => ` in${items}${random.pick(['; ', ';', '\n', ' ;\n'])}`],
    [1, () => '; '],
    [1, () => ' '],
    [1, () => newline(scope)],
    [0.7, () => `${newline(scope)}in${items}; `],
    [0.2, () => ` # c13${newline(scope)}in${items}; `],
    [0.1, () => ` in${items} `],
  ])();
  return `for ${name}${head}${loopBody(scope)}`;
}

function loopBody(scope: Scope): string {
  if (scope.random.chance(0.06)) return `{ ${closedList(scope)}}`;
  return `${keyword('do', scope)}${closedList(scope)}done`;
}

function arithmeticFor(scope: Scope): string {
  const { random } = scope;
  const end = random.pick(['i<2', 'i<1', '0', 'i<$(p1 1)', '']);
  const body = end === '' ? `do ${closedList(scope)}break; done` : loopBody(scope);
  return `for ((${random.pick(['i=0', arithmetic(scope), ''])};${end};i++${random.chance(0.2) ? `,${arithmetic(scope)}` : ''}))${random.pick(['; ', ' ', '\n', ';\n'])}${body}`;
}

function select(scope: Scope): string {
  return `select ${scope.random.pick(VARIABLES)} in ${word(scope)}; do ${closedList(scope)}break; done${scope.random.pick([' <<<1', ''])}`;
}

function caseOf(scope: Scope): string {
  const { random } = scope;
  const count = random.below(4);
  const arms = Array.from({ length: count }, (_, index) => arm(scope, index === count - 1));
  const between = random.pick([' ', '\n', ' ', ' # c12\n']);
  return `case ${word(scope)}${random.weighted([
    [9, ' in '],
    [2, ' in\n'],
    [1, '\nin '],
  ])}${arms.join(between)}${between}esac`;
}

function arm(scope: Scope, isLast: boolean): string {
  const { random } = scope;
  const patterns = Array.from({ length: 1 + random.below(2) }, () => pattern(scope)).join(random.pick(['|', ' | ']));
  const body = random.chance(0.1) ? '' : list(scope) + (scope.pending.length > 0 ? newline(scope) : '');
  const end =
    isLast && random.chance(0.3)
      ? random.pick(['\n', '; '])
      : random.weighted([
          [8, ' ;;'],
          [3, ';;'],
          [1, ' ;&'],
          [1, ' ;;&'],
          [1, '\n;;'],
        ]);
  return `${random.weighted([
    [6, ''],
    [3, '('],
    [1, '( '],
  ])}${patterns}${random.pick([')', ') ', ' ) ', ')\n'])}${body}${end}`;
}

function pattern(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope) || random.chance(0.5))
    return random.pick(
      // biome-ignore format: a table
      [
        '*', 'a', '?', '[ab]', '"*"', 'a*', '1', 'in', 'if', 'done', 'esac', 'x y', "'a)'", '\\)', '$x', '"$x"',
        '#', '', '@(a|b)', '{', '}', '!', 'for', 'a\\ b', '~',
      ],
    );
  return word(within(scope));
}

/** Names that are called elsewhere too, so that a function comes in a program's way. */
function functionDefinition(scope: Scope): string {
  const { random } = scope;
  const name = random.weighted([
    [8, random.pick(['f', 'g', 'c1', 's1', 'c2', 'p1'])],
    [
      1,
      random.pick(
        // biome-ignore format: a table
        [
          'a-b', 'a.b', 'a:b', '1', '+', 'é', 'c1=', 'echo', 'cd', ':', 'x[0]', '"f"', '$x', 'in', 'if', 'time',
          '@', 'f()g', '~', '{', 'f*',
        ],
      ),
    ],
  ]);
  const body = isAtEnd(scope)
    ? '{ c11; }'
    : random.weighted<(inner: Scope) => string>([
        [8, group],
        [2, subshell],
        [0.5, conditional],
        [0.5, forLoop],
        [0.5, caseOf],
        [0.3, (inner) => `[[ ${condition(inner)} ]]`],
        [0.3, (inner) => `((${arithmetic(inner)}))`],
        [0.1, simple],
      ])(within(scope));
  const head = random.weighted([
    [8, `${name}()`],
    [2, `${name} ()`],
    [2, `function ${name}`],
    [1, `function ${name}()`],
    [0.5, `${name} ( )`],
    [0.2, `${name}(\\\n)`],
  ]);
  return `${head}${random.weighted([
    [8, ' '],
    [1, '\n'],
    [0.5, ' # c10\n'],
    [0.2, ''],
  ])}${body}${random.chance(0.5) ? `; ${name} ${plain(scope)}` : ''}`;
}

function coprocess(scope: Scope): string {
  const { random } = scope;
  if (random.chance(0.4)) return `coproc ${simple(scope)}`;
  return `coproc ${random.pick(['', 'N ', 'f '])}${random.pick([group, subshell, conditional, whileLoop])(scope)}`;
}
