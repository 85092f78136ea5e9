import { assertNever } from '../assert-never.ts';
import { knownText, type Parts, partsOf, type Word } from '../word.ts';
import { evaluate, evaluateWord } from './expand/arithmetic.ts';
import { expander, expandWhole, expandWords } from './expand/expand.ts';
import { store as assignValue } from './expand/set-variable.ts';
import { checkName } from './expand/variable-name.ts';
import { checkAmpersand, ifRedirected, isFed, redirect } from './redirect.ts';
import type { Place } from './state/cell.ts';
import { afterwards, loop } from './state/loop.ts';
import {
  hasFlag,
  inSubshell,
  isFedHere,
  jumpsIn,
  maybe,
  opaque,
  placeOf,
  positional,
  type Shell,
  setPlace,
  unify,
  whileFed,
} from './state/shell.ts';
import { alternatives, type Changes, joinOutcomes } from './state/store.ts';
import { ANY, DIGITS, INTEGER, isWhole, shapeOfAny, type Value, valueOf } from './state/value.ts';
import type { CaseClause, Compound, CompoundCommand, ConditionalToken, Script } from './syntax/syntax.ts';

/** Follows a compound command; returns the folders the shell is in if it fails. */
export function walkCompound(shell: Shell, command: CompoundCommand): Place {
  checkAmpersand(shell, command.redirections, false);
  if (command.body.kind !== 'subshell') return walkRedirected(shell, command);
  inSubshell(shell, () => walkRedirected(shell, command));
  return placeOf(shell);
}

function walkRedirected(shell: Shell, command: CompoundCommand): Place {
  redirect(shell, command.redirections);
  const fed = isFed(command.redirections, isFedHere(shell));
  return whileFed(shell, fed, () => ifRedirected(shell, command.redirections, () => walkBody(shell, command)));
}

function walkBody(shell: Shell, command: CompoundCommand): Place {
  const { body } = command;
  switch (body.kind) {
    case 'group':
    case 'subshell':
      return walkScript(shell, body.script);
    case 'if':
      walkIf(shell, body);
      break;
    case 'while':
      walkWhile(shell, body, command);
      break;
    case 'for':
    case 'select':
      walkFor(shell, body, command);
      break;
    case 'for-arithmetic':
      walkArithmeticFor(shell, body, command);
      break;
    case 'case':
      walkCase(shell, body);
      break;
    case 'arithmetic':
      evaluate(shell, body.text, expander);
      break;
    case 'conditional':
      walkConditional(shell, body.tokens);
      break;
    default:
      return assertNever(body);
  }
  return placeOf(shell);
}

const walkScript = (shell: Shell, script: Script): Place => shell.walker.script(shell, script);
/** Commands of which nobody asks whether they failed. */
const runScript = (shell: Shell, script: Script): void => unify(shell, walkScript(shell, script));

/** Each `then` is one outcome; the tests of later branches may not run at all. */
function walkIf(shell: Shell, body: Extract<Compound, { kind: 'if' }>): void {
  const { store } = shell;
  const outcomes: Changes[] = [];
  body.branches.forEach(({ test, then }, at) => {
    if (at > 0) store.mark();
    const failed = walkScript(shell, test);
    outcomes.push(outcomeOf(shell, then));
    setPlace(shell, failed);
  });
  outcomes.push(outcomeOf(shell, body.otherwise));
  for (let at = 1; at < body.branches.length; at++) store.settle();
  joinOutcomes(store, outcomes);
}

/** What a branch changes. Where the shell is belongs to it, since the test decided that as well. */
function outcomeOf(shell: Shell, branch: Script | undefined): Changes {
  shell.store.mark();
  if (branch !== undefined) runScript(shell, branch);
  const place = placeOf(shell);
  return new Map(shell.store.rollback()).set('folders', place);
}

/** A loop ends with a test, unless its body was left before. */
function walkWhile(shell: Shell, body: Extract<Compound, { kind: 'while' }>, command: CompoundCommand): void {
  const test = (): void => runScript(shell, body.test);
  const leaves = jumpsIn(shell, () =>
    loop(shell, command.span, () => {
      test();
      runScript(shell, body.body);
    }),
  );
  const last = (): void => afterwards(shell, test);
  if (leaves) maybe(shell, last);
  else last();
}

type ForLoop = Extract<Compound, { kind: 'for' | 'select' }>;

function walkFor(shell: Shell, body: ForLoop, command: CompoundCommand): void {
  const words = body.words === undefined ? positional(shell) : expandWords(shell, body.words);
  if (body.kind === 'select') {
    shell.reads = true;
    assignValue(shell, 'REPLY', ANY, command.span);
  }
  if (words?.length === 0) return;
  if (hasFlag(shell, `reference ${body.name}`))
    opaque(shell, 'code', `\`${body.name}\` stands for each of these names in turn`, command.span);
  const turn = (value: Value) => (): void => {
    assignValue(shell, body.name, value, command.span);
    runScript(shell, body.body);
  };
  if (body.kind === 'select') return loop(shell, command.span, turn(ANY)); // an answer that fits no word leaves it empty
  loop(
    shell,
    command.span,
    turn(valueOfSome(words)),
    words?.map((word) => turn(valueOfSome([word]))),
  );
}

/** What is known of one of these words. */
function valueOfSome(words: readonly Word[] | undefined): Value {
  const [first, ...rest] = words ?? [];
  if (words === undefined || first === undefined) return ANY;
  const texts = words.map(knownText);
  if (texts.every((text) => text !== undefined)) {
    if (texts.length === 1) return { kind: 'text', text: texts[0] as string };
    if (texts.every((text) => /^-?[0-9]{1,18}$/.test(text)))
      return texts.every((text) => isWhole({ kind: 'text', text }))
        ? INTEGER
        : { kind: 'shape', parts: [DIGITS], solid: true };
    const parts = shapeOfAny(texts);
    if (parts.every((part) => typeof part === 'string')) return { kind: 'text', text: texts[0] as string };
    return texts.every((text) => /^[A-Za-z0-9_./:@%+,=-]+$/.test(text))
      ? { kind: 'shape', parts, solid: true }
      : { kind: 'shape', parts };
  }
  if (rest.length > 0) return ANY;
  if (first.kind === 'many') return first.each === undefined ? ANY : shapeValue(partsOf(first));
  return valueOf(first);
}

const shapeValue = (parts: Parts): Value => valueOf({ kind: 'one', parts, span: { start: 0, end: 0 } });

function walkArithmeticFor(
  shell: Shell,
  body: Extract<Compound, { kind: 'for-arithmetic' }>,
  command: CompoundCommand,
): void {
  const [first, ...rest] = body.parts;
  if (first !== undefined) evaluate(shell, first, expander);
  const [test, step] = rest;
  if (test !== undefined) evaluate(shell, test, expander);
  const next = (): void => {
    if (step !== undefined) evaluate(shell, step, expander);
    if (test !== undefined) evaluate(shell, test, expander);
  };
  loop(shell, command.span, () => {
    if (jumpsIn(shell, () => runScript(shell, body.body))) maybe(shell, next);
    else next();
  });
}

function walkCase(shell: Shell, body: Extract<Compound, { kind: 'case' }>): void {
  expandWhole(shell, body.word);
  const fallsThrough = body.clauses.some((clause) => clause.fallsThrough);
  for (const { patterns, script } of body.clauses) {
    for (const pattern of patterns) maybe(shell, () => expandWhole(shell, pattern));
    if (fallsThrough) maybe(shell, () => runScript(shell, script)); // its `;;&` may come before the next pattern
  }
  if (fallsThrough) return;
  const runs = body.clauses.map((clause) => () => runScript(shell, clause.script));
  alternatives(shell.store, body.clauses.some(matchesAll) ? runs : [...runs, () => undefined]);
}

const matchesAll = (clause: CaseClause): boolean =>
  clause.patterns.some(
    ({ parts }) => parts.length === 1 && parts[0]?.kind === 'text' && !parts[0].quoted && parts[0].text === '*',
  );

const ARITHMETIC = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge']);

/** What stands behind the first `&&` or `||` of `[[ … ]]` may not be looked at. */
function walkConditional(shell: Shell, tokens: readonly ConditionalToken[]): void {
  const end = tokens.findIndex((token) => token.kind === 'operator' && (token.text === '&&' || token.text === '||'));
  if (end === -1) return walkTests(shell, tokens);
  walkTests(shell, tokens.slice(0, end));
  maybe(shell, () => walkTests(shell, tokens.slice(end + 1)));
}

/** Number comparisons evaluate their operands, `-v` the subscript of a name. */
function walkTests(shell: Shell, tokens: readonly ConditionalToken[]): void {
  const words = tokens.map((token) => (token.kind === 'operand' ? expandWhole(shell, token.word) : undefined));
  tokens.forEach((token, at) => {
    const word = words[at];
    if (token.kind !== 'operand' || word === undefined) return;
    const literal = token.word.literal ?? '';
    if (!token.word.bare) return;
    if (ARITHMETIC.has(literal))
      for (const operand of [words[at - 1], words[at + 1]])
        if (operand !== undefined) evaluateWord(shell, operand, operand.span);
    const next = words[at + 1];
    if ((literal === '-v' || literal === '-R') && next !== undefined) checkName(shell, next);
  });
}
