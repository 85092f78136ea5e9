import type { Act, Folders } from '../../act.ts';
import type { Dialect } from '../../request.ts';
import { knownText, type Span, type Word } from '../../word.ts';
import { valueCell } from './cell.ts';
import { mayExport, setsMode } from './environment.ts';
import { isHidden } from './local.ts';
import {
  type Call,
  collect,
  createShell,
  foldersOf,
  forgetAll,
  forgetVariables,
  hasFlag,
  isFedHere,
  isSure,
  opaque,
  raiseFlag,
  type Shell,
} from './shell.ts';
import { ANY } from './value.ts';

/** What a shell that a command starts is to run. */
interface Inner {
  readonly text: string;
  /** The word of the command that is this text. */
  readonly word: Word | 'stdin';
  /** Where it runs, if not here. */
  readonly base: Folders | undefined;
  readonly span: Span;
}

const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ['bash', 'bash'],
  ['rbash', 'bash'],
  ['zsh', 'zsh'],
]);
const PLAIN_SHELLS = new Set(['sh', 'dash', 'ash', 'ksh', 'mksh', 'busybox']);
const isShell = (program: string): boolean => PLAIN_SHELLS.has(program) || DIALECTS.has(program);

/** A new shell that reads the text: it sees exported variables, and the words behind the text are its parameters. */
export function runInnerShell(shell: Shell, call: Call, { text, word, base, span }: Inner): void {
  const program = (knownText(call.argv[0]) ?? '').split('/').pop() ?? '';
  const dialect = DIALECTS.get(program) ?? 'sh';
  const inner = createShell(shell.options, dialect, shell.budget, shell.walker, span, base ?? foldersOf(shell));
  inner.fed = isFedHere(shell);
  const acts = collect(inner, () => {
    inheritVariables(shell, inner, call, isShell(program));
    const index = word === 'stdin' ? call.argv.length : call.argv.indexOf(word);
    if (index > 0 && isShell(program)) {
      if (word !== 'stdin') setParameters(inner, call.argv.slice(index + 1));
      setOptions(inner, call.argv.slice(1, index), call);
    }
    if (program.endsWith('ksh') && !PLAIN_WORDS.test(text))
      opaque(inner, 'syntax', `\`${program}\` reads some of this in its own way`, span);
    if (base !== undefined || hasFlag(shell, '$PWD')) askForFolder(inner);
    inner.walker.text(inner, text, span);
  });
  for (const act of acts) shell.sink.push(act);
  if (word === 'stdin' && text.trimEnd().includes('\n') && (inner.reads || acts.some(mayReadInput)))
    opaque(shell, 'code', 'what it runs may read some of the commands behind it', span);
}

/** One command of plain words, which every shell reads alike; `test` compares numbers in its own way. */
const PLAIN_WORDS = /^(?!\s*test\b)[\w ./:@%,+-]+$/;

/** The first word is the name of the shell; where it may be several, so may the others. */
function setParameters(inner: Shell, [zero, ...words]: readonly Word[]): void {
  inner.store.set('positional', { kind: 'words', words: zero?.kind === 'many' ? undefined : words });
  if (zero !== undefined && zero.kind !== 'many' && inner.dialect !== 'zsh')
    inner.store.set('zero', { kind: 'words', words: [zero] });
}

/** The options in front of the text are those of `set` and `shopt`. What these report is not done by the line. */
function setOptions(inner: Shell, words: readonly Word[], call: Call): void {
  const run = (...texts: readonly [string, ...(Word | string)[]]): void => {
    const [name, ...rest] = texts.map(
      (one): Word => (typeof one === 'string' ? { kind: 'text', text: one, span: call.span } : one),
    );
    if (name === undefined) return;
    const acts = collect(inner, () =>
      inner.walker.call(inner, { argv: [name, ...rest], span: call.span, inShell: true, input: undefined }),
    );
    for (const act of acts) if (act.kind === 'opaque') inner.sink.push(act);
  };
  for (let at = 0; at < words.length; at++) {
    const option = knownText(words[at]) ?? '';
    const next = words[at + 1];
    if (option === '--posix') run('set', '-o', 'posix');
    else if (/^[-+]O$/.test(option) && next !== undefined) run('shopt', option === '-O' ? '-s' : '-u', next);
    else if (/^[-+][A-Za-z]+$/.test(option)) {
      const letters = option.replace(/[cilrsD]/g, '');
      if (letters.endsWith('o') && next !== undefined) run('set', letters, next);
      else if (letters.length > 1) run('set', letters);
      if (option.includes('i')) raiseFlag(inner, 'prompt');
    } else continue;
    if (/[oO]$/.test(option)) at++;
  }
}

/** `keeps`: what starts the shell gives it no variables of its own, as `split --filter` does. */
function inheritVariables(shell: Shell, inner: Shell, { changed, span }: Call, keeps: boolean): void {
  for (const key of shell.store.keys()) {
    const [, kind = '', name = ''] = /^(\$|exported |temporary )(.*)$/s.exec(key) ?? [];
    if (kind === '$' && (OWN.has(name) || (inner.dialect === 'zsh' && ZSH_OWN.has(name))))
      inner.store.set(key, valueCell(ANY));
    else if (kind === '$' && name !== 'IFS') {
      const cell = shell.store.get(key);
      const isSeen = cell?.kind === 'value' && !(cell.value.kind === 'unset' && isHidden(shell, name));
      const isKnown = isSeen && isExported(shell, name) && ((keeps && changed === undefined) || name === 'HOME');
      inner.store.set(key, isKnown ? cell : valueCell(ANY));
      if (hasFlag(shell, 'allexport')) mayExport(inner, name);
    } else if (kind === 'exported ' && isSure(shell, key)) raiseFlag(inner, key);
    else if (kind !== '$' && kind !== '' && hasFlag(shell, key)) mayExport(inner, name);
    else if (key === 'forgotten' || key === 'prompt') raiseFlag(inner, key);
  }
  for (const name of (changed ?? []).map(knownText)) {
    if (name === undefined) forgetVariables(inner);
    else {
      inner.store.set(`$${name}`, valueCell(ANY));
      raiseFlag(inner, `exported ${name}`);
    }
    if (name === 'PWD') askForFolder(inner);
    if (name === 'PS4') raiseFlag(inner, 'prompt');
  }
  if (inner.store.keys().some((key) => key.startsWith('exported ') && steersShell(key.slice(9)))) {
    opaque(inner, 'syntax', 'this shell gets its ways from its environment', span);
    forgetAll(inner);
  }
}

/** Variables that a shell which starts does not, or not always, take from its environment. */
const OWN = new Set(['OLDPWD', 'PS1', 'PS2', 'PS4', 'BASH_EXECUTION_STRING', 'COMP_WORDBREAKS']);

/** The same of zsh. */
// biome-ignore format: a table
const ZSH_OWN = new Set([
  'ARGC', 'CPUTYPE', 'EGID', 'ERRNO', 'GID', 'HISTCHARS', 'MODULE_PATH', 'TRY_BLOCK_ERROR', 'TTY', 'USERNAME', 'VENDOR', 'ZSH_ARGZERO',
  'ZSH_EVAL_CONTEXT', 'ZSH_NAME', 'ZSH_PATCHLEVEL', 'ZSH_SUBSHELL', 'ZSH_VERSION', 'argv', 'histchars', 'module_path', 'path', 'signals',
  'status',
]);

/** Variables by which a shell hands on its options, its mode and its functions. */
const steersShell = (name: string): boolean =>
  name === 'SHELLOPTS' || name === 'BASHOPTS' || name.startsWith('BASH_FUNC_') || setsMode(name);

/** Whether programs are sure to see the variable with its value: arrays are not exported, nor is what was unset before. */
function isExported(shell: Shell, name: string): boolean {
  if (hasFlag(shell, `array ${name}`)) return false;
  if (isSure(shell, `temporary ${name}`)) return true;
  const isGiven = Object.hasOwn(shell.options.env ?? {}, name) || name === 'HOME';
  return hasFlag(shell, `exported ${name}`) ? isSure(shell, `exported ${name}`) : isGiven;
}

/** Without a `PWD` that it can trust, a shell begins where the system says that it is, past all symbolic links. */
function askForFolder(inner: Shell): void {
  inner.store.set('$PWD', valueCell(ANY));
  raiseFlag(inner, 'physical');
}

/** Builtins and programs that leave their standard input alone, whatever their arguments. */
// biome-ignore format: a table
const NO_READERS = new Set([
  '.', ':', '[', 'alias', 'break', 'cd', 'command', 'continue', 'declare', 'echo', 'exit', 'export', 'false', 'getopts', 'hash', 'local',
  'popd', 'printf', 'pushd', 'pwd', 'readonly', 'return', 'set', 'shift', 'shopt', 'test', 'trap', 'true', 'type', 'typeset', 'umask',
  'unalias', 'unset', 'wait',
  'basename', 'chmod', 'chown', 'df', 'dirname', 'id', 'ls', 'mkdir', 'nproc', 'readlink', 'realpath', 'rmdir', 'seq', 'sleep',
  'stat', 'touch', 'uname', 'whoami',
]);

/** A program may take what the shell was going to run. */
const mayReadInput = (act: Act): boolean =>
  act.kind === 'run' && (!NO_READERS.has(knownText(act.argv[0]) ?? '') || act.consequences.some(mayReadInput));
