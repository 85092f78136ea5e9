import { quotedPieces } from './quotes.ts';
import { isAtEnd, type Scope, within } from './scope.ts';
import { processSubstitution } from './substitutions.ts';
import { word } from './words.ts';

export function redirection(scope: Scope): string {
  const { random } = scope;
  return random.weighted<() => string>([
    [8, () => `${number(scope)}${random.pick(['>', '>>', '<', '>|', '<>'])}${gap(scope)}${target(scope)}`],
    [2, () => `${random.pick(['&>', '&>>', '>&'])}${gap(scope)}${target(scope)}`],
    [
      3,
      () => `${number(scope)}${random.pick(['>&', '<&'])}${random.pick(['1', '2', '-', '1-', '3', '$x', ' 2', ' -'])}`,
    ],
    [3, () => `${number(scope)}<<<${gap(scope)}${word(within(scope))}`],
    [4, () => hereDocument(scope)],
    [
      1,
      () =>
        `{${random.pick(['fd', 'x', 'a[0]', 'a[$(c60)]', '1', ''])}}${random.pick(['>', '<', '>&', '<>'])}${random.pick(['f1', '-', '1'])}`,
    ],
    [1, () => `${random.pick(['<', '>'])} ${processSubstitution(within(scope))}`],
  ])();
}

function number({ random }: Scope): string {
  return random.weighted([
    [12, ''],
    [2, '2'],
    [1, '1'],
    [1, '3'],
    [0.3, '10'],
    [0.2, '0'],
    [0.1, '999'],
  ]);
}

function gap({ random }: Scope): string {
  return random.weighted([
    [6, ''],
    [5, ' '],
    [0.3, '\\\n'],
    [0.2, '  '],
    [0.05, '\n'],
  ]);
}

/** Plain names nearly always; nothing outside the folder can be written anyway. */
function target(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope) || random.chance(0.7))
    return random.pick(
      // biome-ignore format: a table
      [
        'f1', 'f2', '/dev/null', 'f3.txt', "'f 4'", '"f5"', 'f\\ 6', '$x', '/dev/stderr', '~/f', 'f7#a', 'f{8,9}',
        './f10', '$(p1 f11)',
      ],
    );
  return word(within(scope));
}

// biome-ignore format: a table
const DELIMITERS = [
  'E', 'EOF', "'E'", '"E"', '\\E', "E'O'F", '$E', '"E F"', 'E\\ F', "''", '`E`', '$(E)', '${E}', 'E"', '-E',
  "$'E'", '$"E"', '*', '}', ')', 'done', 'E\\\nF', '"$x"', '#E', '~',
] as const;

export function hereDocument(scope: Scope): string {
  const { random } = scope;
  const tabs = random.chance(0.25);
  const written = random.chance(0.7)
    ? `${random.pick(['E', "'E'", '"E"', '\\E', 'EOF'])}`.replace('E', `E${++scope.script.hereDocuments}`)
    : random.pick(DELIMITERS);
  const plainDelimiter = written.replaceAll(/^\$(?=['"])|['"\\]|\\\n/g, '');
  const isQuoted = /['"\\]/.test(written);
  const count = random.below(4);
  const lines = Array.from({ length: count }, () => hereLine(scope, plainDelimiter, isQuoted));
  const end = random.weighted([
    [30, `${plainDelimiter}\n`],
    [1, `${plainDelimiter} \n`],
    [1, ` ${plainDelimiter}\n`],
    [1, ''],
    [0.5, plainDelimiter],
    [0.5, `${plainDelimiter}\r\n`],
  ]);
  scope.pending.push(
    lines.map((line) => `${tabs && random.chance(0.5) ? '\t' : ''}${line}\n`).join('') + (tabs ? '\t' : '') + end,
  );
  return `${number(scope)}<<${tabs ? '-' : ''}${random.weighted([
    [6, ''],
    [3, ' '],
  ])}${written}`;
}

function hereLine(scope: Scope, delimiter: string, isQuoted: boolean): string {
  const { random } = scope;
  if (isAtEnd(scope)) return 'text';
  return random.weighted<() => string>([
    [4, () => quotedPieces({ ...within(scope), pending: [] }).replaceAll('\n', isQuoted ? '' : '\n')],
    [
      2,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            'text', "it's", '"', '\\', 'a\\', '\\$(c50)', '`c51`', '$(c52', ')', '$x', '"$(c53)"', "'$(c54)'",
            '# $(c55)', '${x:-$(c56)}', '$((a[$(c57)]))', '\\`c58\\`', `${delimiter}x`, `x${delimiter}`,
            ` ${delimiter}`, `\\${delimiter}`, '<(c59)', '', 'c49', '; c48', "$'a'", "${x:-'}'}", '${x:-"}"}',
            "${x#'$(c47)'}", '\\\\$(c46)', '$\\(c45)',
          ],
        ),
    ],
    [0.5, () => `\\\n${delimiter}`],
  ])();
}
