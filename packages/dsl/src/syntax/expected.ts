/** What the grammar waits for at a place, as the key under which a parse error names it. */
export const EXPECTED = {
  subject: [
    'expected-subject',
    'a subject',
    'a rule judges `run`, `read`, `write`, `delete`, `edit`, `connect`, `change`, `env`, `escalate`, `tool`, `opaque` or `pure`',
  ],
  pattern: ['expected-pattern', 'a pattern', 'a keyword or bracket meant as text is quoted'],
  block: ['expected-block', '`{`', 'open a block with `{` and a blank or a newline'],
  clause: [
    'expected-clause',
    'a clause or the end of the statement',
    'clauses start with `except`, `when`, `because`, `instead`, `until`, `limit`, `locked`, `firm`, `unguarded`, `exactly` or `as`',
  ],
  text: ['expected-text', 'quoted text', 'write "…"'],
  name: ['expected-name', 'a name', 'names are small letters, digits and `-`, starting with a letter'],
  date: ['expected-date', 'a date', 'write `until 2027-01-31` or `until 2027-01-31T18:00Z`'],
  limit: ['expected-limit', 'a number and a time', 'write `limit 5 per hour`'],
  condition: [
    'expected-condition',
    'a condition',
    'conditions compare `args.…`, `option.…`, `operand.…`, `cwd`, `agent`, `mode`, `interactive`, `dialect`, `value`, `env.…` or `host.…`',
  ],
  comparison: [
    'expected-comparison',
    'a comparison',
    'compare with `is`, `is not`, `in (…)`, `matches`, `under`, `contains`, `exists`, `<`, `<=`, `>` or `>=`; join with `and` and `or`',
  ],
  value: ['expected-value', 'a value', 'a value is quoted text, a number, `true`, `false`, `null` or one name'],
  'left-paren': ['expected-bracket', '`(`', 'write `in (a, b)`'],
  'right-paren': ['expected-bracket', '`)`', undefined],
  'right-bracket': ['expected-bracket', '`]`', undefined],
  equals: ['expected-equals', '`=`', 'write `let NAME = pattern, …`'],
  word: ['expected-word', 'a word', undefined],
  option: ['expected-option', 'an option', 'options start with `-`, several are separated by `, `'],
  operand: ['expected-operand', 'an operand', 'operands are `<name>`, `<name:role>`, `[…]`, `(a|b)` or a literal word'],
  act: ['expected-act', 'what it does', 'for example `does read-tree .`, `does connect *` or `does change remote`'],
  end: ['expected-end', 'the end of the statement', undefined],
  'bind-form': ['expected-binding', 'a binding', 'write `bind tool NAME(argument) as ROLE`'],
  inherited: ['expected-option', '`option` or `options`', 'write `inherit option …`'],
  context: ['expected-context', 'what the tests run under', 'for example `with mode is plan, cwd is ./pkg {`'],
} as const satisfies Readonly<Record<string, readonly [code: string, what: string, help: string | undefined]>>;

export type Expected = keyof typeof EXPECTED;
