import type { FileAct } from '../act.ts';
import { ANY_TEXT, holdsSecret, type Parts, partsOf, type Span, type Word } from '../word.ts';
import { expandQuoted, expandWhole, expandWord } from './expand/expand.ts';
import { elementName } from './expand/variable-name.ts';
import { type Place, unitePlaces } from './state/cell.ts';
import { reportStored } from './state/reported.ts';
import { emit, foldersOf, hasFlag, maybe, opaque, placeOf, type Shell, setPlace } from './state/shell.ts';
import { ANY, INTEGER, NUMBER } from './state/value.ts';
import { setArray, setVariable } from './state/variable-cell.ts';
import { isDigits } from './syntax/characters.ts';
import type { Redirection } from './syntax/syntax.ts';

/** What a command reads from its standard input, where the line itself provides it. */
export type Input = Word | undefined;

/** Reports what redirections read and write, and returns the text they give to standard input. */
export function redirect(shell: Shell, redirections: readonly Redirection[]): Input {
  let input: Input;
  let isSure = true; // behind one that fails, none is expanded
  for (const one of redirections) {
    const open = (): void => {
      const given = follow(shell, one);
      if (one.variable !== undefined) setDescriptor(shell, one.variable, one.span);
      if (feeds(one)) input = given;
    };
    if (isSure) open();
    else maybe(shell, open);
    isSure &&= !mayFail(one);
  }
  return input;
}

/** `a &>f` is `a &` and `>f` where a shell does not know `&>`: the same only if `a` leaves nothing in the shell. */
export function checkAmpersand(shell: Shell, redirections: readonly Redirection[], leavesNothing: boolean): void {
  const both = shell.dialect === 'sh' ? redirections.find(({ operator }) => operator.startsWith('&>')) : undefined;
  if (both !== undefined && !leavesNothing)
    opaque(shell, 'syntax', `not every sh reads \`${both.operator}\` the same way`, both.span);
}

/** Whether it changes what a command reads from its standard input: `0>&3` does. */
export const feeds = ({ descriptor, operator, variable }: Redirection): boolean =>
  variable === undefined &&
  (operator === '>&' ? descriptor === 0 : operator.startsWith('<') && (descriptor ?? 0) === 0);

/** Whether a command so redirected is fed by the line, where it `was` or was not without that. */
export function isFed(redirections: readonly Redirection[], was: boolean): boolean {
  const last = redirections.filter(feeds).at(-1);
  if (last === undefined) return was;
  return last.target.literal !== '/dev/null' && !(last.operator.endsWith('&') && last.target.literal === '-');
}

/** Nothing is set where the file cannot be opened, nor by what closes a descriptor. */
function setDescriptor(shell: Shell, name: string, span: Span): void {
  const array = elementName(name)?.array;
  maybe(shell, () => {
    if (array === undefined) setVariable(shell, name, INTEGER);
    else setArray(shell, array, ANY);
    reportStored(shell, array ?? name, array === undefined ? INTEGER : ANY, span);
  });
}

/**
 * Follows what runs only if all its redirections succeed. Only here-documents and `/dev/null` always do: a file may be
 * out of reach and a descriptor closed, and then nothing of the command happens.
 */
export function ifRedirected(shell: Shell, redirections: readonly Redirection[], run: () => Place): Place {
  if (redirections.length === 0 || !(hasFlag(shell, 'limited') || redirections.some(mayFail))) return run();
  const before = placeOf(shell);
  shell.store.mark();
  const failed = run();
  const after = placeOf(shell);
  shell.store.settle();
  setPlace(shell, after);
  return unitePlaces(before, failed);
}

function mayFail({ operator, target, descriptor, variable }: Redirection): boolean {
  if (variable !== undefined || (descriptor ?? 0) > 9) return true; // it may be read-only, or there are not so many
  if (operator === '<&' || (operator === '>&' && descriptor !== undefined)) return true;
  return !operator.startsWith('<<') && target.literal !== '/dev/null';
}

function follow(shell: Shell, one: Redirection): Input {
  switch (one.operator) {
    case '<<':
    case '<<-':
      return handedOver(shell, expandQuoted(shell, one.document?.parts ?? [], one.span));
    case '<<<':
      return handedOver(shell, expandWhole(shell, one.target));
    case '<':
      for (const path of expandTargets(shell, one)) files(shell, ['read'], path, one.span);
      return undefined;
    case '<>':
      for (const path of expandTargets(shell, one)) files(shell, ['read', 'write'], path, one.span);
      return undefined;
    case '<&':
      expandTargets(shell, one);
      return undefined;
    case '>&':
      for (const path of expandTargets(shell, one)) {
        if (isNumber(path)) files(shell, ['write'], negative(one.span), one.span);
        else if (!isDescriptor(path, one.target.bare)) filesExpandedTwice(shell, path, one.span);
      }
      return undefined;
    default:
      for (const path of expandTargets(shell, one)) files(shell, ['write'], path, one.span);
      return undefined;
  }
}

/** A secret in a text that is handed to a program is shown to it, as by `echo` in front of a pipe. */
function handedOver(shell: Shell, text: Word): Word {
  if (holdsSecret(text)) emit(shell, { kind: 'credential', access: 'read', name: 'environment', span: text.span });
  return text;
}

/** The target is one word; where it would become several, bash refuses, `sh` does not cut it at all, and zsh takes each of them. */
function expandTargets(shell: Shell, one: Redirection): readonly Word[] {
  if (shell.dialect === 'sh') return [asOne(expandWhole(shell, one.target))];
  const words = expandWord(shell, one.target);
  return shell.dialect === 'zsh' ? words : words.map(asOne);
}

/** What is known of the one argument that any number of them turn out to be. */
function asOne(word: Word): Word {
  if (word.kind !== 'many') return word;
  const { first, last, each, span } = word;
  const joined = first !== undefined && last !== undefined ? [...first, ...last.slice(1)] : (first ?? last);
  return { kind: 'one', parts: each ?? joined ?? ANY_TEXT, span };
}

/** A number, `-`, or a number with `-` behind it, unless quotes make it a name, moves a descriptor and touches no file. */
function isDescriptor(target: Word, bare: boolean): boolean {
  if (target.kind !== 'text') return false;
  const { text } = target;
  return text === '-' || isDigits(text) || (bare && text.endsWith('-') && isDigits(text.slice(0, -1)));
}

const isNumber = (target: Word): boolean =>
  target.kind === 'one' && target.parts.length === 1 && target.parts[0] === NUMBER;

/** A number below zero is no descriptor but the name of a file. */
const negative = (span: Span): Word => ({ kind: 'one', parts: ['-', NUMBER], span });

/** `>&file` is expanded, found to be no number, and expanded once more: `>&'$(rm x)'` runs `rm`. */
function filesExpandedTwice(shell: Shell, path: Word, span: Span): void {
  if (path.kind !== 'text' || /[\s$`\\'"*?[\]~{}<>()!|&;]|^$/.test(path.text)) {
    opaque(shell, 'code', 'the target of `>&` is expanded twice', span);
    if (path.kind === 'text') shell.walker.prompt(shell, path.text, span);
  }
  files(shell, ['write'], path.kind === 'text' ? path : { kind: 'one', parts: ANY_TEXT, span: path.span }, span);
}

const STREAMS = new Set(['/dev/null', '/dev/stdin', '/dev/stdout', '/dev/stderr']);

function files(shell: Shell, kinds: readonly FileAct['kind'][], path: Word, span: Span): void {
  const parts = partsOf(path);
  const network = networkTarget(path, parts);
  if (network !== undefined) emit(shell, { kind: 'connect', target: network, span });
  if (isStream(parts) || isNetwork(parts)) return;
  for (const kind of kinds) emit(shell, { kind, path, folders: foldersOf(shell), tree: false, span });
}

function isStream(parts: Parts): boolean {
  const [first, second] = parts;
  if (typeof first !== 'string') return false;
  if (parts.length === 1) return STREAMS.has(first) || (first.startsWith('/dev/fd/') && isDigits(first.slice(8)));
  return parts.length === 2 && first === '/dev/fd/' && second === NUMBER;
}

const isNetwork = ([first]: Parts): boolean => typeof first === 'string' && /^\/dev\/(tcp|udp)\//.test(first);

/** `/dev/tcp/HOST/PORT` opens a connection; so may a path whose beginning is not known. */
function networkTarget(path: Word, parts: Parts): Word | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  if (typeof first !== 'string')
    return first.hole === 'text' ? { kind: 'text', text: '*', span: path.span } : undefined;
  const rest = /^\/dev\/(?:tcp|udp)\/(.*)$/s.exec(first)?.[1];
  if (rest === undefined)
    return parts.length > 1 && '/dev/tcp/'.startsWith(first) ? { kind: 'text', text: '*', span: path.span } : undefined;
  const [host, port, more] = rest.split('/');
  const known = parts.length === 1 && host !== undefined && host !== '' && port !== undefined && more === undefined;
  return known
    ? { kind: 'text', text: `${host}:${port}`, span: path.span }
    : { kind: 'text', text: '*', span: path.span };
}
