import { element, parameter } from './parameters.ts';
import { doubleQuoted } from './quotes.ts';
import { isAtEnd, type Scope, VARIABLES, wild, within } from './scope.ts';
import { commandSubstitution } from './substitutions.ts';

/** An arithmetic expression, with every place in which a command can hide. */
export function arithmetic(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope)) return random.pick(['1', '2', '3+4', '0', random.chance(scope.script.wildness) ? 'x' : '5']);
  const inner = within(scope);
  return random.weighted<() => string>([
    [5, () => String(random.below(20))],
    [wild(scope, 5), () => random.pick(VARIABLES)],
    [
      5,
      () =>
        `${arithmetic(inner)}${random.pick(['+', '-', '*', '<', '>', '<<', '==', '&&', '||', '&', '|', ' + ', ',', '%', '<=', '^', '**'])}${arithmetic(inner)}`,
    ],
    [2, () => `(${arithmetic(inner)})`],
    [2, () => `${random.pick(['!', '-', '~', '++', '--', '+'])}${arithmetic(inner)}`],
    [1.5, () => `${random.pick(VARIABLES)}=${arithmetic(inner)}`],
    [
      wild(scope, 2),
      () => `${random.pick(VARIABLES)}${random.pick(['+=', '++', '--', '<<=', '|='])}${arithmetic(inner)}`,
    ],
    [1, () => `${arithmetic(inner)}?${arithmetic(inner)}:${arithmetic(inner)}`],
    [wild(scope, 2), () => parameter(inner)],
    [0.2 + wild(scope, 2), () => commandSubstitution(inner)],
    [wild(scope, 2), () => element(inner)],
    [wild(scope, 0.7), () => doubleQuoted(inner)],
    [
      wild(scope, 0.7),
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            '16#ff', '010', '0x1F', '', ' ', '1 2', "'a'", '"1"', '#', '1#', '\\\n1', '\n1\n', '$', '{', '}', ';',
            '))', '1)', '(1', '\\$(c70)', "'$(c71)'", '`c72`', 'a[$(c73)]', 'a["$(c74)"]', "a['$(c75)']", '<(c76)',
            ']', '[1]', '$x', '1+', '"', "'",
          ],
        ),
    ],
  ])();
}
