import type { ActVerdict } from '../decision.ts';
import { knownText } from '../word.ts';

/** The first program that is not allowed and that nobody described, by a name a policy can write down as it is. */
export function undescribedProgram(verdicts: readonly ActVerdict[]): string | undefined {
  for (const { act, effect, consequences } of verdicts) {
    const name = act.kind === 'run' && !act.described && effect !== 'allow' ? knownText(act.argv[0]) : undefined;
    const found = name !== undefined && PLAIN.test(name) ? name : undescribedProgram(consequences);
    if (found !== undefined) return found;
  }
  return undefined;
}

const PLAIN = /^[A-Za-z][A-Za-z0-9_.+-]*$/;

/** What somebody writes into a policy who knows such a program: what its words are, and that it may run. */
export const twoLinesFor = (program: string): readonly [describe: string, allow: string] => [
  `describe ${program} complete { options -h --help, --version; operands [<file:read>...] }`,
  `allow run ${program} **`,
];
