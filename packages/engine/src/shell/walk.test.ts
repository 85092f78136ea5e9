import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

test.for<[command: string, acts: string]>([
  ['git status', 'run git status'],
  ['git \'sta\'"tus"', 'run git status'],
  ['git \\\n status', 'run git status'],
  ['ls && rm -rf /', 'run ls; run rm -rf /'],
  ['a | b |& c & d', 'run a; run b; run c; run d'],
  ['(a); { b; }', 'run a; run b'],
  ['ls # ; rm -rf /', 'run ls'],
  ['echo a > f', 'run echo a; write f'],
  ['a 2>&1 >/dev/null', 'run a'],
  ['a >&$((x))', 'run a; write -‹*›; opaque code'], // -1 is a name, 1 is not
  ['f=.env; cat "$f"', 'run cat .env'],
  ['echo "$x" $x', 'run echo ‹?› ‹…›'],
  ['echo $(rm x)', 'run echo ‹…›; run rm x'],
  ['f(){ rm "$1"; }; f y', 'run rm y'],
  ['cd src && make', 'run make @/w/src'],
  ['cd src; make', 'run make @/w/src,/w'],
  ['rm x; (', 'run rm x; opaque syntax'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
