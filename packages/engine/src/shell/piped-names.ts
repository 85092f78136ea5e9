import type { Act } from '../act.ts';
import { knownText, type Parts } from '../word.ts';
import { feeds } from './redirect.ts';
import { isProgramName, type Shell } from './state/shell.ts';
import type { Command, SimpleCommand } from './syntax/syntax.ts';

/**
 * The names that a command puts into a pipe, each ended by a zero byte (`find src -print0`), when all of its output goes
 * there and nothing else does. `acts` are what it was found to do, and `given` what came in: `sort -z` only orders it.
 */
export function namesFrom(
  shell: Shell,
  command: Command,
  acts: readonly Act[],
  given: readonly Parts[] | undefined,
): readonly Parts[] | undefined {
  const [act, ...more] = acts;
  if (command.kind !== 'simple' || act?.kind !== 'run' || more.length > 0) return undefined;
  const name = knownText(act.argv[0]) ?? '';
  const isWritten = command.words[0]?.kind === 'word' && command.words[0].literal === name; // a function may run it otherwise
  if (
    !isWritten ||
    !isProgramName(shell, name) ||
    command.assignments.length > 0 ||
    !command.redirections.every(isSilenced)
  )
    return undefined;
  return ORDERS.test(act.argv.map(knownText).join(' ')) ? given : shell.options.knowledge.describe(act.argv)?.prints;
}

const ORDERS = /^(sort|shuf)( -[zurfV]+)*( -[urfV]*z[zurfV]*)( -[zurfV]+)*$/;

/** `2>/dev/null` takes nothing away from the names, and `2>&1` would mix messages into them. */
const isSilenced = ({ descriptor, operator, target, variable }: SimpleCommand['redirections'][number]): boolean =>
  descriptor === 2 && operator === '>' && target.literal === '/dev/null' && variable === undefined;

/** The names that the pipe brings to this command; only the first command behind it gets them. */
export function pipedInto(shell: Shell, { redirections }: SimpleCommand): readonly Parts[] | undefined {
  const { piped } = shell;
  shell.piped = undefined;
  return redirections.some(feeds) ? undefined : piped;
}
