import { knownText, type Span } from '../../word.ts';
import { followAnyTime } from '../state/any-time.ts';
import { reportProgram } from '../state/run.ts';
import { type Call, deeper, forgetAll, inSubshell, maybe, opaque, raiseFlag, type Shell } from '../state/shell.ts';
import { isReserved } from '../syntax/reserved.ts';
import { isDescribed, nest, type Outcome, operands, texts } from './builtin-call.ts';

/* The builtins that run their arguments, now or later. */

/** `trap text signals`: the text runs at some other time, and any number of times unless it waits for the end. */
export function setTrap(shell: Shell, call: Call): Outcome {
  const [first, ...rest] = operands(call);
  const words = knownText(first) === '--' ? rest : operands(call);
  const text = knownText(words[0]);
  if (text === '-' || text === '' || words.length === 0) return 'followed';
  if ((text === '-p' || text === '-l') && words.length === operands(call).length) return 'followed';
  if (words.length === 1 && text !== undefined) return 'followed';
  const endsFunction = shell.dialect === 'zsh' && shell.frames.length > 0; // where `EXIT` means that of the function
  const onExit = !endsFunction && words.slice(1).every((word) => ['EXIT', '0'].includes(knownText(word) ?? ''));
  if (text === undefined) {
    if (!onExit) forgetAll(shell);
    return 'unsure';
  }
  raiseFlag(shell, 'handler');
  // With `set -E`, what it prints takes the place of what a command in a substitution prints that fails.
  if (words.slice(1).some((word) => (knownText(word) ?? 'ERR') === 'ERR')) raiseFlag(shell, 'prints otherwise');
  if (!onExit) raiseFlag(shell, 'handler at any time');
  nest(shell, call, () =>
    followAnyTime(shell, !onExit, () => deeper(shell, call.span, () => shell.walker.text(shell, text, call.span))),
  );
  return 'followed';
}

export function evaluateText(shell: Shell, call: Call): Outcome {
  if (isDescribed(shell, call)) return 'unsure';
  const known = texts(operands(call));
  if (known === undefined) {
    forgetAll(shell);
    return 'unsure';
  }
  const text = known[0] === '--' ? known.slice(1) : known;
  nest(shell, call, () => deeper(shell, call.span, () => shell.walker.text(shell, text.join(' '), call.span)));
  if (shell.dialect === 'bash' ? text !== known || !/^-./.test(known[0] ?? '') : !/^-/.test(known[0] ?? ''))
    return 'followed';
  forgetAll(shell); // an option to bash, which ends with an error
  return 'unsure';
}

/** `alias name=text`: from the next line on, if this shell expands aliases at all. */
export function setAlias(shell: Shell, call: Call): Outcome {
  for (const word of operands(call)) {
    const text = knownText(word);
    const equals = text?.indexOf('=') ?? -1;
    if (text === undefined) opaque(shell, 'code', 'the alias it makes is not known', word.span);
    if (text === undefined || equals <= 0) continue;
    if (!/^[\w.+-]+$/.test(text.slice(0, equals)) || isReserved(text.slice(0, equals)))
      opaque(shell, 'syntax', 'an alias changes the words of the language', word.span);
    nest(shell, call, () => deeper(shell, word.span, () => followAlias(shell, text.slice(equals + 1), word.span)));
    const key = `alias ${text.slice(0, equals)}`;
    const before = shell.store.get(key);
    shell.store.set(key, {
      kind: 'alias',
      texts: [...(before?.kind === 'alias' ? before.texts : []), text.slice(equals + 1)],
    });
  }
  return operands(call).every((word) => knownText(word) === '-p') ? 'followed' : 'unsure';
}

/** What an alias would run, reported where it is defined as well. */
function followAlias(shell: Shell, text: string, span: Span): void {
  shell.store.mark();
  shell.walker.text(shell, text, span);
  shell.store.rollback();
}

/** `command`, `builtin` and `exec` run the rest of their words; without a description, as far as that is plain. */
export function runCommand(shell: Shell, call: Call): Outcome {
  const program = knownText(call.argv[0]);
  const [first, ...rest] = operands(call);
  if (first === undefined) return 'followed';
  const option = knownText(first) ?? '';
  if (program === 'command' && /^-p?[vV]$/.test(option)) return 'followed';
  if (isDescribed(shell, call)) return 'unsure';
  const argv = option === '--' || option === '-p' ? rest : [first, ...rest];
  const [name, ...others] = argv;
  if (name === undefined || (knownText(name) ?? '').startsWith('-')) {
    forgetAll(shell);
    return 'unsure';
  }
  const nested: Call = { ...call, argv: [name, ...others], inShell: program !== 'exec' };
  const here = (): void => void shell.walker.call(shell, nested);
  const run = (): void => {
    if (!nested.inShell) inSubshell(shell, () => reportProgram(shell, nested));
    else if (shell.dialect === 'zsh' && program === 'command')
      maybe(shell, here); // it runs programs only
    else here();
  };
  nest(shell, call, () => deeper(shell, call.span, run));
  return 'followed';
}
