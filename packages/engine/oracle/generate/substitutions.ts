import { list } from './lists.ts';
import { apart, newline, type Scope } from './scope.ts';
import { word } from './words.ts';

export function commandSubstitution(scope: Scope): string {
  const { random } = scope;
  if (random.chance(0.2)) return backquoted(scope);
  if (random.chance(0.05)) return `$(<${word(apart(scope))})`;
  return `$(${enclosed(scope)})`;
}

/** Backquotes: inside, a backslash before a backquote, a dollar or a backslash goes away first. */
export function backquoted(scope: Scope): string {
  const inner = enclosed(scope);
  const escaped = scope.random.chance(0.85)
    ? inner.replaceAll(/[\\`]/g, '\\$&').replaceAll('$', () => (scope.random.chance(0.1) ? '\\$' : '$'))
    : inner.replaceAll('`', '');
  return `\`${escaped}\``;
}

export function processSubstitution(scope: Scope): string {
  return `${scope.random.pick(['<', '>'])}(${enclosed(scope)})`;
}

/** A list between brackets, with all that may stand beside them. */
function enclosed(scope: Scope): string {
  const { random } = scope;
  const inner = apart(scope);
  const text = list(inner);
  const before = random.weighted([
    [9, ''],
    [2, ' '],
    [1, '\n'],
    [0.5, ' # )\n'],
    [0.3, '\\\n'],
  ]);
  // `$((` is arithmetic first: without the blank it is often read so, and sometimes that is wanted.
  const apartFromBracket = text.startsWith('(') && random.chance(0.7) ? ' ' : '';
  const after =
    inner.pending.length > 0 && random.chance(0.9)
      ? newline(inner)
      : random.weighted([
          [9, ''],
          [2, ' '],
          [1, '\n'],
          [1, ';'],
          [0.5, ' # (\n'],
        ]);
  return `${before}${apartFromBracket}${text}${after}`;
}
