import type { Span } from '../../word.ts';
import { valueCell } from './cell.ts';
import {
  mayExport,
  otherSpelling,
  reachesPrograms,
  redirectsPrograms,
  reportEnvironment,
  setsMode,
} from './environment.ts';
import { isNeverKnown } from './initial-value.ts';
import { enterOtherMode, forgetAll, hasFlag, opaque, raiseFlag, type Shell } from './shell.ts';
import { ANY, type Value } from './value.ts';
import { isOdd } from './variable-cell.ts';

/** Arrays of zsh through which its functions, aliases and options are set. */
const ZSH_TABLES = new Set(
  [
    'functions',
    'aliases',
    'galiases',
    'saliases',
    'options',
    'commands',
    'builtins',
    'parameters',
    'nameddirs',
  ].flatMap((name) => [name, `dis_${name}`]),
);

/** Reports that a variable has this value now, or may have it from now on, where that matters to more than the line. */
export function reportStored(shell: Shell, name: string, value: Value, span: Span): void {
  if (redirectsPrograms(name)) opaque(shell, 'code', `\`${name}\` decides which program a name stands for`, span);
  checkPrompt(shell, name, value, span);
  const isKnown = !isOdd(shell, name) && !isNeverKnown(name);
  if (reachesPrograms(shell, name)) reportEnvironment(shell, name, isKnown ? value : ANY, span);
  if (hasFlag(shell, 'allexport')) mayExport(shell, name);
  if (setsMode(name)) enterOtherMode(shell, span);
  if (shell.dialect === 'zsh' && /_functions$|NULLCMD$/.test(name))
    opaque(shell, 'code', `the shell calls what \`${name}\` names by itself`, span);
  if (shell.dialect === 'zsh' && ZSH_TABLES.has(name)) {
    opaque(shell, 'code', `\`${name}\` is the shell itself to zsh`, span);
    forgetAll(shell);
  }
  const other = shell.dialect === 'zsh' ? otherSpelling(name) : undefined;
  if (other !== undefined) shell.store.set(`$${other}`, valueCell(ANY, true));
  if (shell.dialect === 'zsh' && name === 'argv') shell.store.set('positional', { kind: 'words', words: undefined });
  if (name === 'BASH_ARGV0') shell.store.set('zero', { kind: 'words', words: undefined });
}

/** `PS4` is expanded before every command while tracing is on. */
export function checkPrompt(shell: Shell, name: string, value: Value, span: Span): void {
  if (name !== 'PS4') return;
  if (value.kind === 'text' && !/[$`\\]/.test(value.text)) return;
  raiseFlag(shell, 'prompt');
  if (value.kind === 'text') shell.walker.prompt(shell, value.text, span);
  if (hasFlag(shell, 'xtrace')) opaque(shell, 'code', 'tracing expands `PS4` before every command', span);
}
