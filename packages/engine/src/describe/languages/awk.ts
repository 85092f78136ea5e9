import { isSecretName } from '../../secret-name.ts';
import { type AwkToken, awkTokens } from './awk-tokens.ts';
import type { LanguageAct } from './language.ts';

/**
 * What an awk program does besides reading its input and printing: `system`, pipes to and from commands, `getline <`,
 * `print >`. Names that reach further (ARGV, SYMTAB, `@load` …) are not understood. `$1 > 1` is a comparison, no redirection.
 */
export function analyseAwk(text: string): readonly LanguageAct[] {
  const tokens = awkTokens(text);
  if (tokens === undefined) return [{ act: 'code', reason: 'is not understood' }];
  const acts: LanguageAct[] = [];
  /** Parentheses open around the `print` of this statement; `undefined` outside of one. */
  let printing: number | undefined;
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === 'name') {
      if (token.text === 'print' || token.text === 'printf') printing = depth;
      acts.push(...actsOfName(tokens, at));
    }
    if (token.kind === 'end-of-line' && !goesOn(tokens[at - 1])) printing = undefined;
    if (token.kind !== 'mark') continue;
    if (token.text === '(' || token.text === '[') depth++;
    else if (token.text === ')' || token.text === 'condition)' || token.text === ']') depth--;
    else if (token.text === ';' || token.text === '{' || token.text === '}') printing = undefined;
    else if (token.text === '|' || token.text === '|&') acts.push(...actsOfPipe(tokens, at));
    else if (printing === depth && (token.text === '>' || token.text === '>>'))
      acts.push(...actsOfFile(tokens, at, 'write'));
  }
  return acts;
}

/** Whether a statement goes on in the line behind this token: an operand is missing yet. */
const goesOn = (token: AwkToken | undefined): boolean =>
  token?.kind === 'mark' && !isMark(token, ')', 'condition)', ']', '}', '++', '--', ';');

const isMark = (token: AwkToken | undefined, ...marks: readonly string[]): boolean =>
  token?.kind === 'mark' && marks.includes(token.text);
const isName = (token: AwkToken | undefined, name: string): boolean => token?.kind === 'name' && token.text === name;

/** Names that choose files, or functions by their names. */
const FAR_REACHING: ReadonlySet<string> = new Set([
  'ARGV',
  'ARGC',
  'SYMTAB',
  'FUNCTAB',
  'PROCINFO',
  'extension',
  'asort',
  'asorti',
]);

function actsOfName(tokens: readonly AwkToken[], at: number): readonly LanguageAct[] {
  const name = tokens[at]?.text ?? '';
  if (name === 'system') return [commandOf(tokens, at + 2, isMark(tokens[at + 1], '('), ')')];
  if (name === 'getline') return actsOfGetline(tokens, at);
  if (name === 'ENVIRON') return isOneVariable(tokens, at) ? [] : [{ act: 'environment' }];
  if (!FAR_REACHING.has(name)) return [];
  if ((name === 'asort' || name === 'asorti') && !isSortedBy(tokens, at)) return [];
  if (name === 'PROCINFO' && isOrder(tokens, at)) return [];
  return [{ act: 'code', reason: `uses \`${name}\`` }];
}

/** `ENVIRON["HOME"]`, which is not called like a secret. */
function isOneVariable(tokens: readonly AwkToken[], at: number): boolean {
  const [open, name, close] = tokens.slice(at + 1, at + 4);
  return isMark(open, '[') && name?.kind === 'string' && !isSecretName(name.text ?? 'SECRET') && isMark(close, ']');
}

/** `PROCINFO["sorted_in"] = "@ind_str_asc"`: one of gawk's own orders. */
function isOrder(tokens: readonly AwkToken[], at: number): boolean {
  const [open, key, close, equals, order] = tokens.slice(at + 1, at + 6);
  if (
    !isMark(open, '[') ||
    key?.kind !== 'string' ||
    key.text !== 'sorted_in' ||
    !isMark(close, ']') ||
    !isMark(equals, '=')
  )
    return false;
  return order?.kind === 'string' && order.text?.startsWith('@') === true && endsOperand(tokens[at + 6]);
}

/** Whether a third argument names the function that compares. */
function isSortedBy(tokens: readonly AwkToken[], at: number): boolean {
  let depth = 0;
  let commas = 0;
  for (const token of tokens.slice(at + 1)) {
    if (isMark(token, '(', '[')) depth++;
    else if (isMark(token, ')', 'condition)', ']')) depth--;
    else if (depth === 1 && isMark(token, ',')) commas++;
    if (depth === 0) break;
  }
  return commas > 1;
}

/* ---- commands ---- */

/** The command that one string alone spells out; `end` is the mark that must follow it. */
function commandOf(tokens: readonly AwkToken[], at: number, opened: boolean, end: string): LanguageAct {
  const command = tokens[at];
  if (
    !opened ||
    command?.kind !== 'string' ||
    command.text === undefined ||
    !isMark(tokens[at + 1], end, `condition${end}`)
  )
    return COMPUTED;
  return { act: 'shell', text: command.text };
}

const COMPUTED: LanguageAct = { act: 'code', reason: 'runs a command that it puts together' };

/** `print … | "command"` and `"command" | getline`. */
function actsOfPipe(tokens: readonly AwkToken[], at: number): readonly LanguageAct[] {
  const incoming = isName(tokens[at + 1], 'getline');
  const command = incoming ? tokens[at - 1] : tokens[at + 1];
  const alone = incoming ? startsOperand(tokens[at - 2]) : endsOperand(tokens[at + 2]);
  if (command?.kind !== 'string' || command.text === undefined || !alone) return [COMPUTED];
  // gawk's coprocesses also reach the network by special names.
  if (isMark(tokens[at], '|&') && command.text.startsWith('/inet'))
    return [{ act: 'code', reason: 'opens a network connection' }];
  return [{ act: 'shell', text: command.text }];
}

/** Whether nothing before an operand can be put together with it. */
const startsOperand = (token: AwkToken | undefined): boolean =>
  token === undefined ||
  token.kind === 'end-of-line' ||
  isMark(token, '(', '{', ';', '}', '&&', '||', '!', 'condition)');

/** Whether nothing behind an operand can be put together with it. */
const endsOperand = (token: AwkToken | undefined): boolean =>
  token === undefined || token.kind === 'end-of-line' || isMark(token, ')', 'condition)', ';', '}', '&&', '||');

/* ---- files ---- */

const STREAMS: readonly string[] = ['/dev/stdin', '/dev/stdout', '/dev/stderr'];

function actsOfFile(tokens: readonly AwkToken[], at: number, act: 'read' | 'write'): readonly LanguageAct[] {
  const file = tokens[at + 1];
  const more = act === 'read' && isMark(tokens[at + 2], '>', '<', '>=', '<=', '==', '!=');
  if (file?.kind !== 'string' || file.text === undefined || !(more || endsOperand(tokens[at + 2]))) {
    return [
      {
        act: 'code',
        reason:
          act === 'read' ? 'reads a file whose name it puts together' : 'writes a file whose name it puts together',
      },
    ];
  }
  if (STREAMS.includes(file.text)) return [];
  return file.text.startsWith('/inet')
    ? [{ act: 'code', reason: 'opens a network connection' }]
    : [{ act, path: file.text }];
}

/** `getline`, `getline x`, `getline x[i]`, `getline $1`, each perhaps from a file; further left sides are not understood. */
function actsOfGetline(tokens: readonly AwkToken[], at: number): readonly LanguageAct[] {
  let next = at + 1;
  if (isMark(tokens[next], '$')) {
    const field = tokens[next + 1];
    if (field?.kind !== 'name' && field?.kind !== 'number')
      return [{ act: 'code', reason: 'is not understood at `getline`' }];
    next += 2;
  } else if (tokens[next]?.kind === 'name') {
    next = isMark(tokens[next + 1], '[') ? closing(tokens, next + 1) + 1 : next + 1;
  }
  return isMark(tokens[next], '<') ? actsOfFile(tokens, next, 'read') : [];
}

function closing(tokens: readonly AwkToken[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (isMark(tokens[at], '[')) depth++;
    else if (isMark(tokens[at], ']')) depth--;
    if (depth === 0) return at;
  }
  return tokens.length;
}
