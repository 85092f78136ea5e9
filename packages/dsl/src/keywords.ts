import { CLAUSES, ROLES, STYLES } from '@writ/engine';

/** The words a statement may start with. */
export const STATEMENTS = [
  'writ',
  'layer',
  'default',
  'use',
  'let',
  'allow',
  'ask',
  'deny',
  'when',
  'describe',
  'bind',
  'tool',
  'test',
] as const;

export const FILE_SUBJECTS = ['read', 'write', 'delete'] as const;
export const NAME_SUBJECTS = ['change', 'env', 'escalate', 'tool'] as const;

/** What a rule may judge; `edit` is `write|delete`. */
export const SUBJECTS = ['run', ...FILE_SUBJECTS, 'edit', 'connect', ...NAME_SUBJECTS, 'opaque', 'pure'] as const;

/** What an entry of a description may start with. */
export const ENTRIES = [
  'option',
  'options',
  'inherit',
  'operands',
  'does',
  'env',
  'command',
  'form',
  'style',
  'complete',
  'open',
  'verbs',
  'first-word',
] as const;

export const OPAQUE = ['code', 'command', 'option', 'syntax', 'limit', '*'] as const;

/** What `does` may name: every role that makes sense without a value, and two acts that are no roles. */
export const ACTS = [
  ...ROLES.filter(
    (role) =>
      ![
        ...[
          'folder',
          'variable',
          'assignment',
          'elsewhere',
          'elsewhere-unfed',
          'elsewhere-shell',
          'run-more',
          'module',
          'replace',
        ],
        ...['print', 'print-variable'],
      ].includes(role),
  ),
  'change',
  'escalate',
];

/** What `bind … as` may name. */
export const BOUND = [...ROLES, 'change'];

/** Left sides of conditions that stand alone, and those that take a name after a dot. */
export const PLAIN_SIDES = ['cwd', 'agent', 'mode', 'interactive', 'dialect', 'value'] as const;
export const DOTTED_SIDES = ['args', 'option', 'operand', 'env', 'host'] as const;

/** From the lowest to the highest, where a host names no layers of its own. */
export const LAYERS: readonly string[] = ['builtin', 'agent', 'project', 'user', 'managed'];

/** On a following indented line, `CLAUSES` continue the rule. */
export { CLAUSES, ROLES, STYLES };

/** Whether a text is one of a fixed list, for the type checker too. */
export function isOneOf<T extends string>(text: string, list: readonly T[]): text is T {
  return (list as readonly string[]).includes(text);
}
