import { compound } from './compound.ts';
import { isAtEnd, newline, type Scope, within } from './scope.ts';
import { simple } from './simple.ts';

/** One or more pipelines with what may stand between them. */
export function list(scope: Scope): string {
  const { random } = scope;
  let text = pipeline(scope);
  const more = isAtEnd(scope)
    ? 0
    : random.weighted([
        [6, 0],
        [4, 1],
        [2, 2],
        [1, 3],
      ]);
  for (let count = 0; count < more; count++) text += `${separator(scope)}${pipeline(scope)}`;
  return text;
}

/** A list that ends as it must before `}`, `then`, `done` and the like. */
export function closedList(scope: Scope): string {
  const end = scope.random.weighted<() => string>([
    [8, () => '; '],
    [4, () => newline(scope)],
    [1, () => ' & '],
    [0.3, () => ` # c15${newline(scope)}`],
    [0.1, () => ' '],
  ]);
  return `${list(scope)}${end()}`;
}

export function separator(scope: Scope): string {
  const { random } = scope;
  return random.weighted<() => string>([
    [6, () => random.pick(['; ', ';', ' ; '])],
    [5, () => newline(scope)],
    [2, () => ' & '],
    [4, () => random.pick([' && ', '&&', ' || ', '||', ' &&\\\n'])],
    [1, () => ` ${random.pick(['&&', '||', '|'])}${newline(scope)}`],
    [1, () => ` #${random.pick([' c16', "'", '"', '$(c17', '`', ' \\', '', '{', ' <<E'])}${newline(scope)}`],
    [0.5, () => `${newline(scope)}${newline(scope)}`],
    [0.2, () => ` ||${newline(scope)}# c18${newline(scope)}`],
    [0.2, () => random.pick([';;', '; ;', '&;', ';&', '& &&', '\\\n'])],
    [0.3, () => random.pick(['\r\n', ' \r\n', '\r'])],
  ])();
}

function pipeline(scope: Scope): string {
  const { random } = scope;
  const prefix = random.weighted([
    [40, ''],
    [2, '! '],
    [1, 'time '],
    [0.5, 'time -p '],
    [0.3, '! ! '],
    [0.2, 'time ! '],
    [0.1, '! time '],
    [0.1, 'time -p -- '],
  ]);
  let text = prefix + command(scope);
  while (random.chance(0.13))
    text += `${random.pick([' | ', '|', ' |& ', '|&'])}${random.chance(0.05) ? newline(scope) : ''}${command(scope)}`;
  return text;
}

function command(scope: Scope): string {
  return isAtEnd(scope) || scope.random.chance(0.7) ? simple(scope) : compound(within(scope));
}
