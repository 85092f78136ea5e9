import { knownText, type Span, type Word } from '../../word.ts';
import { type Call, enterOtherMode, forgetAll, hasFlag, opaque, raiseFlag, type Shell } from '../state/shell.ts';

/** Options of `set -o` that only stop the line earlier, print more, or concern a terminal. */
const HARMLESS = new Set([
  'errexit',
  'nounset',
  'pipefail',
  'noglob',
  'xtrace',
  'verbose',
  'errtrace',
  'functrace',
  'noclobber',
  'monitor',
  'notify',
  'physical',
  'privileged',
  'allexport',
  'ignoreeof',
  'emacs',
  'vi',
  'history',
  'noexec',
  'hashall',
  'onecmd',
  'braceexpand',
  'interactive-comments',
  'nolog',
]);

/** `set`: options, then the positional parameters. */
export function setOptions(shell: Shell, call: Call): 'followed' | 'unsure' {
  const words = call.argv.slice(1);
  for (let at = 0; at < words.length; at++) {
    const text = knownText(words[at]);
    if (text === undefined)
      return isOpenOption(words[at]) ? anyOption(shell, call) : setPositional(shell, words.slice(at));
    if (text === '--') return setPositional(shell, words.slice(at + 1));
    if (text === '-') return words.length > at + 1 ? setPositional(shell, words.slice(at + 1)) : 'followed';
    if (!/^[-+]/.test(text)) return setPositional(shell, words.slice(at));
    if (/^-[A-Za-z]*H/.test(text)) expandHistory(shell, call);
    if (/^[-+][aefuxvbhmntBCEHPT]*o$/.test(text)) {
      const name = knownText(words[++at]);
      if (at < words.length && name === undefined) return anyOption(shell, call);
      if (name === 'histexpand' && text.startsWith('-')) expandHistory(shell, call);
      if (name === 'posix' && text.startsWith('-')) enterOtherMode(shell, call.span);
      else if (name !== undefined && !HARMLESS.has(name)) return unknownOption(shell);
      if (name !== undefined) noteOption(shell, name, call.span);
    } else if (!(shell.dialect === 'zsh' ? /^[-+][aefnuvx]+$/ : /^[-+][aefuxvbhmntBCEHPT]+$/).test(text))
      return unknownOption(shell);
    noteLetters(shell, text, call.span);
  }
  return 'followed';
}

/** An unknown first word may be an option; with a known beginning other than a dash it is a parameter. */
function isOpenOption(word: Word | undefined): boolean {
  const parts = word?.kind === 'one' ? word.parts : word?.kind === 'many' ? (word.first ?? word.each) : undefined;
  const first = parts?.[0];
  return typeof first !== 'string' || /^[-+]/.test(first);
}

/** `!!` and its like become what stood on earlier lines, wherever history is kept. */
function expandHistory(shell: Shell, call: Call): void {
  opaque(shell, 'syntax', 'history expansion changes the text before it is read', call.span);
}

/** It may be one that changes how the text is read. */
function anyOption(shell: Shell, call: Call): 'followed' {
  opaque(shell, 'syntax', 'an option may change how what follows is read', call.span);
  unknownOption(shell);
  return 'followed';
}

function unknownOption(shell: Shell): 'unsure' {
  forgetAll(shell);
  raiseFlag(shell, 'no braces');
  return 'unsure';
}

function setPositional(shell: Shell, words: readonly Word[]): 'followed' {
  shell.store.set('positional', { kind: 'words', words });
  return 'followed';
}

function noteLetters(shell: Shell, text: string, span: Span): void {
  if (text.startsWith('+') && text.includes('B')) leaveBraces(shell, span);
  if (!text.startsWith('-')) return;
  if (text.includes('a')) exportAll(shell, span);
  if (text.includes('T')) raiseFlag(shell, 'prints otherwise');
  if (text.includes('P')) lookPhysically(shell);
  if (text.includes('x')) startTracing(shell, span);
}

function noteOption(shell: Shell, name: string, span: Span): void {
  if (name === 'allexport') exportAll(shell, span);
  if (name === 'functrace') raiseFlag(shell, 'prints otherwise');
  if (name === 'physical') lookPhysically(shell);
  if (name === 'braceexpand') leaveBraces(shell, span);
  if (name === 'xtrace') startTracing(shell, span);
}

/** The text of a handler is expanded when it runs. */
function leaveBraces(shell: Shell, span: Span): void {
  raiseFlag(shell, 'no braces');
  if (hasFlag(shell, 'handler')) opaque(shell, 'syntax', 'a handler may be read otherwise', span);
}

/** `cd` and `pwd` speak of folders without symbolic links. */
function lookPhysically(shell: Shell): void {
  raiseFlag(shell, 'prints otherwise');
  raiseFlag(shell, 'physical');
}

function exportAll(shell: Shell, span: Span): void {
  raiseFlag(shell, 'allexport');
  if (hasFlag(shell, 'handler at any time') || hasFlag(shell, 'references'))
    opaque(shell, 'command', 'what is set elsewhere may be given to programs', span);
}

function startTracing(shell: Shell, span: Span): void {
  raiseFlag(shell, 'xtrace');
  if (hasFlag(shell, 'prompt')) opaque(shell, 'code', 'tracing expands `PS4` before every command', span);
}

/** Options of `shopt` that change nothing a word or command means, or no more than what counts as not known anyway. */
const HARMLESS_SHOPT = new Set([
  'checkhash',
  'checkjobs',
  'checkwinsize',
  'cmdhist',
  'direxpand',
  'dirspell',
  'execfail',
  'extquote',
  'force_fignore',
  'gnu_errfmt',
  'histappend',
  'histreedit',
  'histverify',
  'hostcomplete',
  'huponexit',
  'inherit_errexit',
  'interactive_comments',
  'lithist',
  'login_shell',
  'mailwarn',
  'no_empty_cmd_completion',
  'progcomp',
  'promptvars',
  'shift_verbose',
  'sourcepath',
  'nocasematch',
  'globasciiranges',
  'expand_aliases',
  'globskipdots',
]);
const FOLLOWED_SHOPT = new Set([
  'dotglob',
  'extglob',
  'failglob',
  'nullglob',
  'nocaseglob',
  'globstar',
  'lastpipe',
  'cdable_vars',
  'autocd',
  'localvar_inherit',
  'localvar_unset',
  'assoc_expand_once',
]);

/** `shopt -s NAME…` and its relatives. */
export function setShellOptions(shell: Shell, call: Call): 'followed' | 'unsure' {
  for (const word of call.argv.slice(1)) {
    const text = knownText(word);
    if (text === undefined) return unknownOption(shell);
    if (/^-[supq]*o/.test(text)) return anyOption(shell, call); // the options of `set`
    if (/^-[supq]+$/.test(text) || HARMLESS_SHOPT.has(text)) continue;
    if (text.startsWith('-') || !FOLLOWED_SHOPT.has(text)) return unknownOption(shell);
    raiseFlag(shell, text);
  }
  return 'followed';
}
