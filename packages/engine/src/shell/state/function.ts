import type { FunctionDefinition } from '../syntax/syntax.ts';
import type { Cell, Place } from './cell.ts';
import { uncover } from './local.ts';
import { type Call, deeper, hasFlag, opaque, placeOf, type Shell, unify } from './shell.ts';
import { alternatives } from './store.ts';

type FunctionCell = Extract<Cell, { kind: 'function' }>;

/** Flags: the function of this name, or whichever it is, takes no other definition. */
export const fixedFunction = (name: string): string => `fixed function ${name}`;
export const ANY_FIXED = 'fixed functions';

/** From here on the name means this function, or still the one it meant where that is read-only. */
export function defineFunction(shell: Shell, definition: FunctionDefinition): void {
  const key = `function ${definition.name}`;
  if (hasFlag(shell, 'allexport'))
    opaque(shell, 'command', 'a function is given to the shells that run from here on', definition.span);
  const before = shell.store.get(key);
  const stays = hasFlag(shell, fixedFunction(definition.name)) || hasFlag(shell, ANY_FIXED);
  const bodies = stays && before?.kind === 'function' ? before.bodies : [];
  shell.store.set(key, {
    kind: 'function',
    bodies: bodies.includes(definition) ? bodies : [...bodies, definition],
    maybeProgram: hasFlag(shell, 'forgotten'),
  });
}

/** A call of a function is what its body does, with the words of the call as its parameters. */
export function callFunction(
  shell: Shell,
  name: string,
  cell: FunctionCell,
  call: Call,
  asProgram: () => Place,
): Place {
  const bodies = cell.bodies.map((body) => () => runBody(shell, name, body, call));
  const [only] = bodies;
  if (only !== undefined && bodies.length === 1 && !cell.maybeProgram) only();
  else alternatives(shell.store, cell.maybeProgram ? [...bodies, () => void asProgram()] : bodies);
  return placeOf(shell);
}

function runBody(shell: Shell, name: string, body: FunctionDefinition, call: Call): void {
  if (shell.calls.includes(body)) return opaque(shell, 'limit', `the function \`${name}\` calls itself`, call.span);
  if (hasFlag(shell, '$FUNCNEST')) shell.store.leave('error'); // one call too deep ends the line
  deeper(shell, call.span, () => {
    const { jumps } = shell;
    const parameters = shell.store.get('positional');
    shell.store.set('positional', { kind: 'words', words: call.argv.slice(1) });
    shell.frames.push(new Set());
    shell.calls.push(body);
    shell.store.within('function', () => unify(shell, shell.walker.command(shell, body.body)));
    shell.jumps = jumps;
    shell.calls.pop();
    shell.store.set('positional', parameters);
    uncover(shell);
    shell.store.leave('error before');
  });
}
