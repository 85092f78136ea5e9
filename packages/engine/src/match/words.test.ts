import { expect, test } from 'vitest';
import { commandPattern, runAct } from '../testing/notation.ts';
import { viewRun } from './run-view.ts';
import { type Tri, triAny } from './tri.ts';
import { compileCommand } from './words.ts';

const PLACES = { roots: ['/repo'], home: '/home/u' };
const view = (command: string) => viewRun(runAct(command), PLACES, new Set(['/bin', '/usr/bin']));

const covers = (pattern: string, command: string): boolean =>
  compileCommand(commandPattern(pattern)).some((matcher) => matcher.covers(view(command)));
const touches = (pattern: string, command: string): Tri =>
  triAny(compileCommand(commandPattern(pattern)).map((matcher) => matcher.touches(view(command))));
const equals = (pattern: string, command: string): Tri =>
  triAny(compileCommand(commandPattern(pattern)).map((matcher) => matcher.equals(view(command))));

test.for<[pattern: string, command: string, covered: boolean]>([
  ['git *', 'git status', true],
  ['git *', 'git push origin', false],
  ['git **', 'git', true],
  ['git **', 'git push origin', true],
  ['git (log|diff) [-p] **', 'git log', true],
  ['git (log|diff) [-p] **', 'git diff -p x', true],
  ['git (log|diff) [-p] **', 'git show', false],
  ['git ** --no-edit', 'git commit -m x --no-edit', true],
  ['npm run {lint,build}', 'npm run build', true],
  ['npm run {lint,build}', 'npm run deploy', false],
  ['npm run t*t', 'npm run test', true],
  ['**', 'anything at all', true],
  ['*', 'ls', true],
  ['*', 'ls -la', false],
  ['git status', 'GIT status', false],
  ['git status', './git status', false],
  ['git status', '/tmp/git status', false],
  ['git status', '/usr/bin/git status', true],
  ['git status', '$one status', false],
  ['./tools/build **', './tools/build x', true],
  ['node ./** **', 'node src/a.js --eval=x', true],
  ['node ./** **', 'node --eval=x', false], // no file, though `./--eval=x` could be one
  ['node ./** **', 'node --require=./a.js ./b.js', false],
  ['cat ./**', 'cat -n', false],
  ['deno run ./**', 'deno run https://host/x.ts', false],
  ['deno run ./**', 'deno run npm:x', false],
  ['deno run ./**', 'deno run ./https://host/x.ts', true],
  ['cat -- ./**', 'cat -- -n', true],
  ['./tools/build **', './tools/../tools/build', true],
  ['./tools/build **', 'tools/build', true],
  ['./tools/build **', 'build', false],
  ['tool --file=./mk/**', 'tool --file=./mk/a', true],
  ['tool --file=./mk/**', 'tool --file=mk/b/../a', true],
  ['tool --file=./mk/**', 'tool --file=./mk/../a', false],
  ['tool --file=./mk/**', 'tool --file=./mk/$one', false],
  ['tool --file=./mk/**', 'tool --file', false],
  ['tool --file=./**', 'tool --file=~/a', false], // the shell leaves it as it is, and the program may not
  ['tool ./**', 'tool ~/a', false],
  ['tool -f ./mk/**', 'tool -f ./mk/../a', false],
  ['cat ./src/**', 'cat src/a.ts', true],
  ['cat ./src/**', 'cat src/../../etc/passwd', false],
  ['cat ./src/**', 'cat src/$one', false],
  ['rm -r -f x', 'rm -rf x', false], // words as written: nobody described rm here
  ['git log $one', 'git log $one', false],
  ['git log **', 'git log $many', true],
  ['git log *', 'git log $one', true],
  ['git log *', 'git log $many', false],
  ['git log --grep=**', 'git log --grep=$one', true],
  ['git log a*', 'git log $one', false],
  ['ls *.ts', 'ls @glob.ts', false],
  ['ls **', 'ls @glob.ts', true],
  ['** x', 'a b x', true],
  ['** ** ** ** ** x', `${'a '.repeat(400)}`, false],
])('allow run %s covers %s: %s', ([pattern, command, covered]) => expect(covers(pattern, command)).toBe(covered));

test.for<[pattern: string, command: string, answer: Tri]>([
  ['rm -r -f', 'rm -rf x', 'yes'],
  ['rm -r -f', 'rm -fr x', 'yes'],
  ['rm -rf', 'rm -r -f x', 'yes'],
  ['rm -rf', 'rm -rfv x', 'yes'],
  ['rm -rf', 'rm x -rf', 'yes'],
  ['rm -rf', 'rm -- -rf', 'no'],
  ['rm -rf', 'rm -r x', 'no'],
  ['rm -rf', '/bin/rm -rf x', 'yes'],
  ['rm -rf', './rm -rf x', 'yes'],
  ['rm -rf /', 'RM -RF /', 'yes'],
  ['rm -rf', 'rm.exe -rf x', 'yes'],
  ['rm -rf /', 'rm -rf //', 'yes'],
  ['rm -rf /', 'rm -rf /home', 'no'],
  ['rm -rf /', 'rm -rf ./build /', 'yes'],
  ['rm', 'rmdir x', 'no'],
  ['rm *', 'rm a', 'yes'],
  ['git push', 'git push origin', 'yes'],
  ['git push', 'git -c foo=bar push', 'maybe'],
  ['git push', 'git --no-verify push', 'yes'],
  ['git push', 'git --a b --c d push', 'maybe'],
  ['git push', 'git checkout push', 'no'],
  ['git push', 'git log --grep push', 'no'],
  ['git push', 'git pushd', 'no'],
  ['git push', 'git $one', 'maybe'],
  ['git push', 'git $many', 'maybe'],
  ['git push', '$one push', 'maybe'],
  ['git push', 'git pu$one', 'maybe'],
  ['git push', 'git pull$one', 'no'],
  ['git push --force', 'git push origin --force', 'yes'],
  ['git push --force', 'git push origin $one', 'maybe'],
  ['git branch -D', 'git branch -d x', 'no'],
  ['/bin/rm', 'rm x', 'yes'],
  ['/bin/rm', '/bin/rm x', 'yes'],
  ['/opt/rm', 'rm x', 'no'],
  ['cat ./a', 'cat x/../a', 'yes'],
  ['cat ./a', 'cat ./A', 'maybe'], // on many systems, one file
  ['./tools/build', './TOOLS/Build', 'maybe'],
  ['cargo test --danger', 'cargo test x --danger', 'yes'],
  ['cargo test --danger', 'cargo --danger test', 'yes'],
  ['curl -X DELETE', 'curl -X DELETE https://x', 'yes'],
  ['curl --request=DELETE', 'curl --request=DELETE https://x', 'yes'],
  ['curl --request=DELETE', 'curl --request=GET https://x', 'no'],
  // Nobody described the program: each of these may be one and the same.
  ['curl --request=DELETE', 'curl --request DELETE https://x', 'maybe'],
  ['curl --request=DELETE', 'curl --request GET https://x/DELETE', 'no'],
  ['curl --request DELETE', 'curl --request=DELETE https://x', 'maybe'],
  ['curl --request DELETE', 'curl --req=DELETE https://x', 'maybe'],
  ['curl --request DELETE', 'curl -request DELETE https://x', 'maybe'],
  ['curl --request DELETE', 'curl --request-target=DELETE https://x', 'no'],
  ['curl -X DELETE', 'curl -XDELETE https://x', 'maybe'],
  ['curl -X DELETE', 'curl -sXDELETE https://x', 'maybe'],
  ['curl -X DELETE', 'curl -X=DELETE https://x', 'maybe'],
  ['curl -X DELETE', 'curl -XGET https://x', 'no'],
  ['curl -X DELETE', 'curl --XDELETE https://x', 'no'],
  ['tool --force', 'tool --forc', 'maybe'],
  ['tool --force', 'tool -force', 'maybe'],
  ['tool --force', 'tool -f', 'no'],
  ['tool --force', 'tool --force-all', 'no'],
  ['tool --force', 'tool --format', 'no'],
  ['tool --force', 'tool -- --forc', 'no'],
  ['tool -f', 'tool --f', 'maybe'],
  ['tool -f', 'tool -af./x', 'maybe'],
  ['tool -f', 'tool -vf=1', 'maybe'],
  ['tool -f', 'tool -o/f', 'no'],
  ['tool --cfg=./secret', 'tool --cfg ./x/../secret', 'maybe'],
  ['tool --cfg ./secret', 'tool --cfg=secret', 'maybe'],
  ['tool push --force', 'tool push --forc', 'maybe'],
  ['tool push --force', 'tool pull --forc', 'no'],
])('deny run %s touches %s: %s', ([pattern, command, answer]) => expect(touches(pattern, command)).toBe(answer));

test.for<[pattern: string, command: string, answer: Tri]>([
  ['git push', 'git push', 'yes'],
  ['git push', 'git push origin', 'no'],
  ['rm -r -f x', 'rm -fr x', 'yes'],
  ['git push', 'git push $many', 'maybe'],
])('deny run %s exactly, %s: %s', ([pattern, command, answer]) => expect(equals(pattern, command)).toBe(answer));
