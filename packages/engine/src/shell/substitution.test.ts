import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

test.for<[command: string, acts: string]>([
  ['echo $(a) "$(b)" `c` "`d`"', 'run echo ‹…› ‹?› ‹…› ‹?›; run a; run b; run c; run d'],
  ['echo "$(echo "$(a "b")")"', 'run echo ‹?›; run echo ‹?›; run a b'],
  ['echo `a \\`b\\`` "`echo \\"c\\"`"', 'run echo ‹…› c; run b; run a ‹…›; run echo c'],
  ['echo $(case x in x) a;; esac) $(# )\\nb\\n) $( (c) )', 'run echo ‹…› ‹…›; run a; opaque syntax'],
  ['echo $((a); b) $(((c)))', 'run echo ‹…› ‹*›; run a; run b; opaque code'],
  ['x=$(a) y="$(b)" c', 'env x=‹?›; run c; run a; env y=‹?›; run b'],
  ['x=(a $(b) [1]=$(c)); x[$(d)]=$(e)', 'run b; run c; opaque code; run d; run e'],
  [
    'echo ${x:-$(a)} "${y:=`b`}" ${z/$(c)/$(d)} ${!w:-$(e)}',
    'run echo ‹…› ‹?› ‹…› ‹…›; run a; run b; run c; run d; opaque code; run e',
  ],
  ["echo \"${x:-'$(a)'}\" \"${x#'$(b)'}\" ${x:-'$(c)'}", 'run echo ‹?› ‹?› ‹…›; opaque syntax; run a'],
  [
    'echo $((1 + $(a))) $((b[$(c)])) ${x:$(d)}',
    'run echo ‹*› ‹*› ‹…›; opaque code; run a; opaque code; run c; opaque code; run d',
  ],
  ['echo @(a|$(b)).ts', 'run echo ‹…‹?›.ts›+; opaque syntax; run b'],
  ['shopt -s extglob\necho @(a|$(b)).ts', 'run shopt -s extglob; run echo ‹…‹?›.ts›+; run b'],
  ['[[ a == @(b|$(c)) ]]; [[ a == $(d @(e)) ]]', 'run c; run d ‹…›; opaque syntax'],
  ['cat < $(a) > "$(b)"', 'run cat; connect *; read ‹?›; run a; connect *; write ‹?›; run b'],
  ['[[ $(a) == $(b) ]] && c', 'run a; run b; run c'],
  ['for x in $(a); do b; done; case $(c) in $(d)) e;; esac', 'run a; run b; run c; run d; run e'],
  ['echo ${ a; } ${| b; }', 'run echo ‹…› ‹…›; opaque syntax; run a; opaque syntax; run b'],
  ['diff <(a <(b)) >(c)', 'run diff /dev/fd/‹*› /dev/fd/‹*›; run a /dev/fd/‹*›; run b; run c'],
  ['echo $(a # )\n)', 'run echo ‹…›; run a'],
  ['echo "$(cat <<\'E\'\n" ) $(x)\nE\n)"', 'run echo ‹?›; run cat'],
  ['echo \'$(a)\' "\\$(b)" \\`c\\`', 'run echo $(a) $(b) `c`'],
  [
    `echo "\${x:-'a b'}" "\${x:+'$(b)'}" "\${x:-"it's"}"; y=1; echo "\${y:+'a'"b'c"}"`,
    "run echo ‹?› ‹?› ‹?›; opaque syntax; run b; run echo \"'a'b'c\"",
  ],
  ['x=$(>f ! c); (>f ! c); x=`>f ! c`', 'write f; run ! c; opaque syntax; write f; run ! c; write f; run ! c'],
  ['a $((b); c) $((d) && (e)); f', 'run a ‹…› ‹…›; run b; run c; run d; run e; run f'],
  ['a $((b)\ncase s in s)n\nesac)$((1))', 'run a ‹…›; opaque syntax; run b; run n'],
  ['a $((b) <<E\n)\nE\n) d', 'run a ‹…› d; opaque syntax; run b'],
  ['a $((b); c[)]=2) d', 'run a ‹…› d; opaque syntax; run b'],
  ['a <<E\n`b \\"c\\" "d"`\nE', 'run a; run b "\\"c\\"" d'],
  [
    'a "`b \\"c\\"`" `b \\"c\\"` "$(b `c \\"d\\"`)"',
    'run a ‹?› ‹…› ‹?›; run b c; run b "\\"c\\""; run b ‹…›; run c "\\"d\\""',
  ],
  ['a "${x-`b \\"c\\"`}"; ((`b \\"c\\"`))', 'run a ‹?›; opaque syntax; run b c; opaque syntax; run b c; opaque code'],
  ['a "${x-"{b,c}"}"', 'run a ‹?›; opaque syntax'],
  ['a "${x-"$(b {c,d})"}" "${x-{b,c}}"', 'run a ‹?› ‹?›}; run b c d'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));

test.for<[command: string, acts: string]>([
  ['cat $(echo a)', 'run cat a; run echo a'],
  ['cat "$(echo a b)" $(echo a b)', 'run cat "a b" a b; run echo a b; run echo a b'],
  ["cat $(echo 'a  b' c)", 'run cat a b c; run echo "a  b" c'],
  ['cat $(echo)x "$(echo)"', 'run cat x ""; run echo; run echo'],
  ["cat $(echo '*')", 'run cat ‹…‹*››+; run echo *'],
  ["cat $(echo 'a\\nb') $(echo -n a)", 'run cat ‹…› ‹…›; run echo a\\nb; run echo -n a'],
  ['cat $(echo a; b) $(echo a | c)', 'run cat ‹…› ‹…›; run echo a; run b; run echo a; run c'],
  ['cat $(echo $x) $(x=1 echo a)', 'run cat ‹…› ‹…›; run echo ‹…›; env x=1; run echo a'],
  ['echo() { b; }; cat $(echo a)', 'run b; run cat ‹…›'],
  ['set -T; cat $(echo a)', 'run set -T; run cat ‹…›; run echo a'],
  ['$(echo a) b', 'opaque command; run ‹…› b; run b; run echo a'],
  ['cat $(pwd)/a', 'run cat /w/a; run pwd'],
  ['cd x; cat $(pwd)/a', 'run cat ‹…‹?›/a›+ @/w/x,/w; run pwd @/w/x,/w'],
  ['cd /x && cat $(pwd)/a $(pwd -P)', 'run cd /x; run cat /x/a ‹…› @/x; run pwd @/x; run pwd -P @/x'],
  ['set -P; cat $(pwd)/a', 'run set -P; run cat ‹…‹?›/a›+; run pwd'],
  ['(( x = $(echo 1) )); (( x = $(echo "a[0]") ))', 'run echo 1; opaque code; run echo a[0]'],
])('what a command prints is read where it is written out: %s → %s', ([command, acts]) =>
  expect(actsOf(command)).toBe(acts),
);

test.for<[command: string, acts: string]>([
  ['a -j$(nproc)', 'run a -j‹*›; run nproc'],
  ['a $(nproc) $(id -u):$(id -g)', 'run a ‹…‹*›› ‹*›:‹*›; run nproc; run id -u; run id -g'],
  ['a f$(date +%Y%m%d).log $(date)', 'run a f‹*›.log ‹…›; run date +%Y%m%d; run date'],
  ['a -j$(seq 1 3) -n$(wc -l)', 'run a ‹-j‹?›…›+ ‹-n‹?›…›+; run seq 1 3; run wc -l'],
  ['a -j$(nproc)$x', 'run a ‹-j‹*›‹?›…›+; run nproc'],
  ['IFS=1; a -j$(nproc)', 'env IFS=1; run a ‹-j‹?›…›+; run nproc'],
  ['nproc() { b; }; a -j$(nproc)', 'run b; run a ‹-j‹?›…›+'],
  ['a "$(nproc)" "$(seq 1 3)"; x=$(nproc); a $x', 'run a ‹*› ‹?›; run nproc; run seq 1 3; run nproc; run a ‹…‹*››'],
])('a number is one argument: %s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));

test.for<[command: string, evaluates: string]>([
  ['n=$(wc -l <f); [ $n -gt 3 ]', 'numbers'],
  ['a & n=$!; [ $n -gt 3 ]; kill $n; wait $n', 'numbers'],
  ['n=$(ls | wc -l); [ $n -gt 3 ] && a $((n + 1))', 'numbers'],
  ['n=0; if a; then n=$(wc -l <f); fi; [ $n -gt 3 ]', 'numbers'],
  ['n=$(grep -c x f); ((n > 3))', 'numbers'],
  ['n=$(b | grep -ic x); ((n > 3))', 'numbers'],
  ['n=$(grep -c x f g); ((n > 3))', 'anything'], // each file's name is printed too
  ['n=$(grep -c x *.ts); ((n > 3))', 'anything'],
  ['n=$(grep -rc x f); ((n > 3))', 'anything'],
  ['n=$(grep -ch x f -H); ((n > 3))', 'anything'],
  ['n=$(grep x f); ((n > 3))', 'anything'],
  ['n=$(b | tr -d " "); ((n > 3))', 'anything'],
  ['n=$(wc -l f |& tr -d " "); ((n > 3))', 'anything'],
  ['n=$(git rev-list HEAD); ((n > 3))', 'anything'],
  ['IFS=1; n=$(wc -l <f); [ $n -gt 3 ]', 'anything'],
  ['n=$(stat -c %s a"$x"); ((n > 3))', 'numbers'],
  ['n=$(stat -c %s a"$@"); ((n > 3))', 'anything'],
  ['n=$(wc -l <f); n="$n$x"; [ $n -gt 3 ]', 'anything'],
])('%s evaluates %s', ([command, evaluates]) =>
  expect(/opaque code/.test(actsOf(command)) ? 'anything' : 'numbers').toBe(evaluates),
);

test.for<[command: string, known: boolean]>([
  ['a $(date +%F)', true],
  ['PATH=x:$PATH; a $(date +%F)', false], // it may be another date
  ['a $(date -u +%Y-%m-%dT%H%M%SZ)', true],
  ['a $(date -d yesterday +log_%Y%m%d.%H)', true],
  ['a $(date -u +%s)', true],
  ['a $(date +%T)', false], // has colons
  ['a $(date +/%F)', false],
  ['a $(date +%x)', false], // as the language has it
  ['a $(date -d "$x" +%F)', false],
  ['a $(date -f list +%F)', false],
  ['a $(git rev-parse HEAD)', true],
  ['a $(git rev-parse --short=8 HEAD~1)', true],
  ['a $(git rev-parse --verify origin/main)', true],
  ['a $(git rev-parse origin/main)', false], // printed as it is where there is no such branch
  ['a $(git rev-parse ORIG_HEAD^)', true],
  ['a $(git rev-parse server.pem)', false],
  ['a $(git rev-parse id_rsa)', false],
  ['a $(git rev-parse --verify v1.0)', true],
  ['a $(git rev-parse HEAD^@)', false],
  ['a $(git rev-parse a..b)', false],
  ['a $(git rev-parse --git-dir)', false],
  ['a $(git rev-parse "$x")', false],
  ['a $(git merge-base origin/main HEAD)', true],
  ['a $(git merge-base --all a b)', false],
  ['a $(git rev-list --count HEAD)', true],
  ['a $(git log -1 --format=%H)', true],
  ['a $(git log -1 --format=%s)', false],
  ['a $(git branch --show-current)', false],
  ['a $(docker ps -aq --filter name=x)', true],
  ['a $(docker ps -a)', false],
  ['a $(docker ps -q --format x)', false],
  ['a $(git rev-parse HEAD; b)', false],
  ['a $(./git rev-parse HEAD)', false],
  ['git() { b; }; a $(git rev-parse HEAD)', false],
])('plain names are no options: %s %s', ([command, known]) =>
  expect(actsOf(command).includes('run a ‹…‹*››')).toBe(known),
);
