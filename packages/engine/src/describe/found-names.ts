import { type Hole, knownText, type Parts } from '../word.ts';
import type { FoundOption } from './scan.ts';
import { joinParts } from './word-parts.ts';

/**
 * What is known of the names that an action of find gets: one of these shapes; `any`, where nothing looks at names; `odd`,
 * where something does that is not followed here (another test than `-name`, or a word that is not known).
 */
export type Names = readonly Parts[] | 'any' | 'odd';

/** A list of tests in brackets: what is known so far of the chain that is read, and of those before an `-o`. */
interface Group {
  readonly negated: boolean;
  chain: Names;
  readonly others: Names[];
}

const OTHER_NAMES = new Set(
  '-iname -path -ipath -wholename -iwholename -regex -iregex -lname -ilname -samefile -inum'.split(' '),
);

/** Reads the expression from the left up to the action; only tests that must have held for it count. */
export function namesBefore(options: readonly FoundOption[], action: FoundOption): Names {
  const groups: Group[] = [{ negated: false, chain: 'any', others: [] }];
  let negated = false;
  for (const option of options) {
    if (option === action) return groups.map(({ chain }) => chain).reduceRight(both, 'any');
    const group = groups[groups.length - 1];
    if (group === undefined) return 'odd';
    const { name } = option;
    if (name === '!' || name === '-not') {
      negated = !negated;
      continue;
    }
    if (name === '(') groups.push({ negated, chain: 'any', others: [] });
    else if (name === ')') closeGroup(groups);
    else if (name === '-o' || name === '-or') {
      group.others.push(group.chain);
      group.chain = 'any';
    } else if (name === ',') group.chain = 'any';
    else if (!negated) group.chain = both(group.chain, namesOf(option));
    negated = false;
  }
  return 'odd';
}

function closeGroup(groups: Group[]): void {
  const group = groups.pop();
  const outer = groups[groups.length - 1];
  if (group === undefined || outer === undefined || group.negated) return;
  outer.chain = both(outer.chain, [...group.others, group.chain].reduce(either));
}

/** Of two that both held, one that says anything is enough. */
const both = (a: Names, b: Names): Names => (a === 'any' ? b : a);

function either(a: Names, b: Names): Names {
  if (a === 'odd' || b === 'odd') return 'odd';
  return a === 'any' || b === 'any' ? 'any' : [...a, ...b];
}

/** A `]` or `[` inside of brackets: `[[:lower:]]`, `[!]x]`. */
const ODD_BRACKETS = /\[[!^]?\]|\[[^\]]*\[/;

function namesOf({ name, value }: FoundOption): Names {
  if (OTHER_NAMES.has(name)) return 'odd';
  if (name !== '-name') return 'any';
  const pattern = knownText(value);
  if (pattern === undefined || pattern.includes('\\') || ODD_BRACKETS.test(pattern)) return 'odd';
  return pattern === '*' ? 'any' : [patternParts(pattern)];
}

/** Unlike the shell's, the wildcards of find also match a dot at the start. */
function patternParts(pattern: string): Parts {
  const pieces = pattern.split(/(\*|\?|\[\]?[^\]]*\])/).filter((piece) => piece !== '');
  return joinParts(
    pieces.map((piece, at): string | Hole => (/^[*?[]/.test(piece) ? { hole: at === 0 ? 'name' : 'segment' } : piece)),
  );
}
