import type { Span } from '../word.ts';
import { evaluateWord } from './arithmetic.ts';
import { reachesPrograms, redirectsPrograms, reportEnvironment, wordOf } from './environment.ts';
import { hasFlag, opaque, raiseFlag, type Shell, setVariable } from './shell.ts';
import { INTEGER, type Value } from './value.ts';

/** Gives a variable its value, whatever way it was set, and reports it where that matters to more than the line. */
export function store(shell: Shell, name: string, value: Value, span: Span): void {
  const integer = hasFlag(shell, `integer ${name}`);
  if (integer) evaluateWord(shell, wordOf(value, span), span);
  setVariable(shell, name, integer ? INTEGER : value);
  if (redirectsPrograms(name)) opaque(shell, 'code', `\`${name}\` decides which program a name stands for`, span);
  checkPrompt(shell, name, value, span);
  if (reachesPrograms(shell, name)) reportEnvironment(shell, name, value, span);
}

/** `PS4` is expanded before every command while tracing is on. */
function checkPrompt(shell: Shell, name: string, value: Value, span: Span): void {
  if (name !== 'PS4') return;
  if (value.kind === 'text' && !/[$`\\]/.test(value.text)) return;
  raiseFlag(shell, 'prompt');
  if (value.kind === 'text') shell.walker.prompt(shell, value.text, span);
  if (hasFlag(shell, 'xtrace')) opaque(shell, 'code', 'tracing expands `PS4` before every command', span);
}
