import { expect, test } from 'vitest';
import type { Description } from '../policy.ts';
import { command, describeWith, does, flags, form, operands, option, program, shown, words } from './testing/build.ts';

const cat = program('cat', {
  complete: true,
  options: flags('-A --show-all, -b --number-nonblank, -n --number, -s, -u'),
  operands: operands('<file:read>...'),
});
const cp = program('cp', {
  complete: true,
  options: [...flags('-r -R --recursive, -f'), option('-t --target-directory <dir:write-tree>')],
  operands: operands('<src:read>... <dst:write>'),
});
const timeout = program('timeout', {
  complete: true,
  style: 'posix',
  options: [option('-s --signal <name>'), ...flags('--foreground')],
  operands: operands('<duration> <command:run>...'),
});
const env = program('env', {
  complete: true,
  style: 'posix',
  options: [
    ...flags('-i --ignore-environment'),
    option('-u --unset <name>'),
    option('-C --chdir <dir:cwd>'),
    option('-S --split-string <text:shell>'),
  ],
  operands: operands('<set:env>... <command:run>...'),
});
const git = program('git', {
  options: [option('-C <dir:cwd>'), option('-c <setting:code>'), ...flags('-p --paginate')],
  commands: [
    command('status', {
      complete: true,
      does: [does('read-tree', '.')],
      options: [...flags('-s --short'), option('-u --untracked-files[=<mode>]')],
      operands: operands('[<path:read>...]'),
    }),
    command('log|diff', {
      complete: true,
      does: [does('read-tree', '.')],
      options: [
        option('--output <file:write>!'),
        option('--ext-diff:code'),
        ...flags('-p --patch, --oneline, -#'),
        option('-n --max-count <n>'),
        option('--stat[=<w>]'),
      ],
      operands: operands('[<revision>...] [-- <path:read>...]'),
    }),
    command('push', {
      aliases: ['pu'],
      does: [does('connect', '*'), does('change', 'remote')],
      operands: operands('[<remote>] [<refspec>...]'),
    }),
  ],
});
const curl = program('curl', {
  complete: true,
  options: [
    option('-X --request (GET|HEAD|OPTIONS)'),
    option('-X --request <method>', { does: [does('change', 'remote')] }),
    option('-d --data <text:upload>', { does: [does('change', 'remote')] }),
    option('-o --output <file:write>'),
    ...flags('-s --silent, -L --location'),
  ],
  operands: operands('<url:connect>...'),
});
const find = program('find', {
  complete: true,
  style: 'single-dash',
  does: [does('read-tree', '.', { withoutOperands: true })],
  options: [
    ...flags('!, (, ), -o, -print'),
    option('-delete', { does: [does('delete', './**')] }),
    option('-name <pattern>'),
    { names: ['-exec', '-ok'], does: [], value: { items: operands('<command:run>…(;|+)') } },
    { names: ['-fprintf'], does: [], value: { items: operands('<file:write> <format>') } },
  ],
  operands: operands('[<path:read-tree>...]'),
});
const grep = program('grep', {
  complete: true,
  options: [
    ...flags('-n --line-number, -r, -i'),
    option('-e --regexp <pattern>'),
    option('-f --file <file:read>'),
    option('--include <glob>'),
  ],
  forms: [
    form({ without: ['-e', '-f'], operands: operands('<pattern> [<file:read>...]') }),
    form({ with: ['-e', '-f'], operands: operands('[<file:read>...]') }),
  ],
});
const ls = program('ls', {
  complete: true,
  options: [...flags('-l, -a --all'), option('-I --ignore <pattern>'), option('--color[=<when>]')],
  does: [does('read-tree', '.', { withoutOperands: true })],
  operands: operands('[<path:read>...]'),
});
const seq = program('seq', {
  complete: true,
  style: 'posix',
  options: [option('-s --separator <text>')],
  operands: operands('<number>...'),
});
const xargs = program('xargs', {
  complete: true,
  style: 'posix',
  options: [option('-I <mark:replace>'), option('-i[=<mark:replace>]'), option('-n <count>')],
  operands: operands('[<command:run-more>...]'),
});
const tar = program('tar', {
  complete: true,
  firstWord: 'cluster',
  options: [
    ...flags('-x, -c, -z, -v'),
    option('-f --file <archive:read>'),
    option('-C <dir:cwd>'),
    option('--to-command <text:shell>'),
  ],
  operands: operands('[<file:write-tree>...]'),
});
const tag = program('tag', {
  forms: [
    form({ complete: true, options: flags('-l --list'), operands: operands('[<pattern>...]'), with: ['-l'] }),
    form({ complete: true, options: [] }),
    form({ options: flags('-a, -f'), does: [does('write', './.git/**')], operands: operands('<name> [<object>]') }),
  ],
});
const all: readonly Description[] = [cat, cp, timeout, env, git, curl, find, grep, ls, seq, xargs, tar, tag];

const told = (line: string): string => {
  const described = describeWith(all, words(line));
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
  ['ls *', 'read ‹*›+; complete'],
  ['ls * -l', 'read ‹*›+; opaque! option; complete'],
  ['grep -n x *.md docs/*.md', 'read ‹*›.md+; read docs/‹*›.md+; read x; complete'],
  ['grep x *', 'read ‹*›+; read x; complete'],
  ['cp *.txt out', 'read ‹*›.txt+; write out; write ‹*›.txt*/**; complete'],
  ['cp * out', 'read ‹*›+; write out; opaque! option; complete'],
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
  ['find . -exec rm "$x" ;', 'run! rm ‹?›; read ./**; opaque! option; complete'],
  ['find "$x" -delete', 'delete ./**; read ‹?›/**; opaque! option; complete'],
])('uncertain: %s → %s', ([line, expected]) => expect(told(line)).toBe(expected));
