import { expect, test } from 'vitest';
import { describeWith, shown, words } from './testing/build.ts';
import { SAMPLES } from './testing/samples.ts';

const told = (line: string): string => {
  const described = describeWith(SAMPLES, words(line));
  return [...shown(described), described?.complete === true ? 'complete' : 'and more'].join('; ');
};

test.for<[line: string, expected: string]>([
  ['cat a b', 'read a; read b; complete'],
  ['cat -nb a -- -x', 'read a; read -x; complete'],
  ['cat -', 'complete'],
  ['cat --help', 'complete'],
  ['cat --numb a', 'opaque! option; read a; complete'],
  ['cat --show a', 'read a; complete'],
  ['cat -nz a', 'opaque! option; read a; complete'],
  ['cp a b c', 'read a; read b; write c; complete'],
  ['timeout -s KILL 5 rm -rf x', 'run! rm -rf x; complete'],
  ['env A=1 B=2 ls -l', 'env A=1; env B=2; run! ls -l; complete'],
  ['env -C sub ls', 'run! ls in sub; complete'],
  ['env', 'complete'],
  ['git status', 'read ./**; complete'],
  ['git -C a -C b status -s x', 'read ./** in a/b; read x in a/b; complete'],
  ['git log --oneline -5', 'read ./**; complete'],
  ['git log --outp x', 'read ./**; write! x; complete'],
  ['git log --ext-diff main -- a b', 'read ./**; opaque! code; read a; read b; complete'],
  ['git pu origin', 'connect *; change remote; and more'],
  ['git frob -x', 'opaque! option; opaque! option; and more'],
  ['git -c a=b status', 'read ./**; opaque! code; complete'],
  ['git', 'and more'],
  ['curl -sLo out https://h/x', 'write out; connect https://h/x; complete'],
  ['curl -XGET https://h', 'connect https://h; complete'],
  ['curl -X DELETE https://h', 'change remote; connect https://h; complete'],
  ['curl -d @a.txt https://h', 'change remote; read a.txt; connect https://h; complete'],
  ['curl file:///etc/passwd', 'read /etc/passwd/**; complete'],
  ['find', 'read ./**; complete'],
  ['find src ! -name x -exec rm -f {} + -print', 'run! rm -f src/‹**›+; read src/**; complete'],
  ['find . -exec grep x {} ; -delete', 'run! grep x ./‹**›+; delete ./**; read ./**; complete'],
  ['find . -fprintf out %p', 'write out; read ./**; complete'],
  ['grep -n x a b', 'read a; read b; complete'],
  ['grep -e x a b', 'read a; read b; complete'],
  ['ls', 'read ./**; complete'],
  ['ls a', 'read a; complete'],
  ['xargs rm -f', 'run! rm -f ?*; complete'],
  ['xargs -I {} mv {} x/{}', 'run! mv ‹?› x/‹?›; complete'],
  ['tar xzf a.tar', 'read a.tar; complete'],
  ['tar -C out -xf a.tar', 'read a.tar in out; complete'],
  ['tag', 'complete'],
  ['tag v1', 'write ./.git/**; and more'],
  ['tag -l v*', 'complete'],
  ['tag a b c', 'write ./.git/**; opaque! option; and more'],
])('%s → %s', ([line, expected]) => expect(told(line)).toBe(expected));

test.for<[line: string, expected: string]>([
  // An unknown word may be any option, unless no option or operand has a consequence.
  ['cat "$x"', 'read ‹?›; opaque! option; complete'],
  ['cat $x', 'read ?*; opaque! option; complete'],
  ['cat -- "$x"', 'read ‹?›; complete'],
  ['cat "./$x"', 'read ./‹?›; complete'],
  ['seq 1 "$x"', 'complete'],
  ['seq "$x" -w', 'complete'],
  // The names a pathname glob finds may be options too, but only those that end as it does.
  ['cat *.txt', 'read ‹*›.txt+; complete'],
  ['cat src/*', 'read src/‹*›+; complete'],
  ['ls *', 'read ./**; read ‹*›+; complete'],
  ['ls * -l', 'read ./**; read ‹*›+; opaque! option; complete'],
  ['grep -n x *.md docs/*.md', 'read ‹*›.md+; read docs/‹*›.md+; read x; complete'],
  ['grep x *', 'read ‹*›+; read x; complete'],
  ['cp *.txt out', 'read ‹*›.txt+; write out; read out; write ‹*›.txt*/**; complete'],
  ['cp * out', 'read ‹*›+; write out; read out; opaque! option; complete'],
  ['tar cf a.tar *', 'read a.tar; write ‹*›+/**; opaque! option; complete'],
  ['git log *', 'read ./**; read ‹*›+; opaque! option; complete'],
  // A value of a known option is no option, whatever it is.
  ['curl -o "$x" https://h', 'write ‹?›; connect https://h; complete'],
  ['curl "--output=$x" https://h', 'write ‹?›; connect https://h; complete'],
  ['curl "-so$x" https://h', 'write ‹?›; connect https://h; complete'],
  ['curl "-s$x" https://h', 'connect https://h; opaque! option; complete'],
  ['curl "--out$x" https://h', 'connect https://h; opaque! option; complete'],
  ['curl -o $x https://h', 'write ?*; connect ?*; read ‹?›/**; connect https://h; opaque! option; complete'],
  ['curl -X "$x" https://h', 'change remote; connect https://h; complete'],
  ['curl "https://$x"', 'connect https://‹?›; complete'],
  ['curl -- "$x"', 'connect ‹?›; read ‹?›/**; complete'],
  ['grep --include=*.ts x a', 'read a; complete'],
  // Where a command starts must be known.
  ['timeout 5 rm "$x"', 'run! rm ‹?›; complete'],
  ['timeout 5 "$x" a', 'run! ‹?› a; complete'],
  ['timeout -- $x rm a', 'opaque! command; run! ?* rm a; complete'],
  ['env "$x" ls', 'env ‹?›=‹?›; opaque! command; run! ‹?› ls; opaque! option; complete'],
  ['env "A=$x" ls', 'env A=‹?›; run! ls; complete'],
  // A computed subcommand may be any.
  ['git "$x" -s', 'opaque! option; opaque! option; opaque! option; and more'],
  ['git -C "$x" status', 'read ./** in ‹?›; complete'],
  ['find . -name "$x"', 'read ./**; complete'],
  ['find . -exec rm "$x" ;', 'read ./**; run! rm ‹?›; read ./**; opaque! option; complete'],
  ['find "$x" -delete', 'read ./**; delete ./**; read ‹?›/**; opaque! option; complete'],
])('uncertain: %s → %s', ([line, expected]) => expect(told(line)).toBe(expected));
