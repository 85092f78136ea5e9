import type { Shell } from '../state/shell.ts';
import { NAME } from '../state/value.ts';
import type { Script } from '../syntax/syntax.ts';
import { lastCommands, type Printed } from './number-output.ts';

type Test = (words: readonly string[]) => 'one' | 'several' | undefined;

/** Plain names that a substitution leaves, as `$(git rev-parse HEAD)`, `$(docker ps -q)` and `$(date +%F)` do. */
export function printsNames(shell: Shell, script: Script): Printed | undefined {
  const [, last] = lastCommands(shell, script);
  const test = last !== undefined && Object.hasOwn(PRINTS, last.program) ? PRINTS[last.program] : undefined;
  const count = last && test?.(last.words);
  return count === undefined ? undefined : { hole: NAME, one: count === 'one' && last?.alone === true };
}

/** One commit. Where there is none of that name git prints the word itself, which then may be a file: none with an ending. */
const REVISION = /^([A-Z_]*HEAD|[A-Za-z0-9][A-Za-z0-9-]*)(@\{[0-9]+\})?([~^][0-9]*)*$/;
/** Whatever stands for a commit where git prints no other word than its name. */
const COMMIT = /^(?!.*\.\.)[A-Za-z0-9][\w./@{}~-]*$/;

const GIT: Readonly<Record<string, Test>> = {
  'rev-parse': (words) => {
    const [revision, ...more] = words.filter((word) => !/^(-q|--quiet|--verify|--short(=[0-9]+)?)$/.test(word));
    const test = words.includes('--verify') ? COMMIT : REVISION;
    return more.length === 0 && test.test(revision ?? '') ? 'one' : undefined;
  },
  'merge-base': (words) => (words.length === 2 && words.every((word) => COMMIT.test(word)) ? 'one' : undefined),
  'rev-list': (words) => {
    const [revision, ...more] = words.filter((word) => !/^(-1|-n1|--max-count=1|--all)$/.test(word));
    const one = words.some((word) => /^(-1|-n1|--max-count=1)$/.test(word));
    return one && more.length === 0 && COMMIT.test(revision ?? 'HEAD') ? 'one' : undefined;
  },
  log: (words) => {
    const [revision, ...more] = words.filter(
      (word) => !/^(-1|-n1|--(format|pretty)=(format:)?%(H|h|ct|at))$/.test(word),
    );
    const one = words.some((word) => /^-n?1$/.test(word)) && words.some((word) => /^--(format|pretty)=/.test(word));
    return one && more.length === 0 && COMMIT.test(revision ?? 'HEAD') ? 'one' : undefined;
  },
};

/** What a format makes of numbers, and signs that no shell heeds, is one word; names of days depend on the language. */
const DATE = /^\+(%[YmdHMSjuwsNF]|[A-Za-z0-9])(%[YmdHMSjuwsNF]|[\w.-])*$/;

function date(words: readonly string[]): 'one' | undefined {
  const options = words.slice(0, -1);
  const known = options.every((word, at) => /^(-u|--utc|-d|--date=.*)$/.test(word) || options[at - 1] === '-d');
  return known && DATE.test(words.at(-1) ?? '') && options.at(-1) !== '-d' ? 'one' : undefined;
}

const OF_CONTAINERS = /^(-[aql]+|--all|--quiet|--latest|--filter=.*|[^-].*)$/;

/** `docker ps -aq`; with another option than these, it may print something else. */
function containers([command = '', ...words]: readonly string[]): 'several' | undefined {
  if (command === 'compose' && words[0] === 'ps') return containers(words);
  const quiet = words.some((word) => /^(-[al]*q[al]*f?|--quiet)$/.test(word));
  const known = words.every(
    (word, at) => OF_CONTAINERS.test(word) || (/^(-[aql]*f|--filter)$/.test(word) && at + 1 < words.length),
  );
  return (command === 'ps' || command === 'images') && quiet && known ? 'several' : undefined;
}

const PRINTS: Readonly<Record<string, Test>> = {
  date,
  git: ([command = '', ...words]) => (Object.hasOwn(GIT, command) ? GIT[command]?.(words) : undefined),
  docker: containers,
  podman: containers,
};
