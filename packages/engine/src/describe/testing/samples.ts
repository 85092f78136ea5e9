import type { Description } from '../../policy.ts';
import { command, does, flags, form, operands, option, program } from './build.ts';

/* Programs in miniature: enough of each to show every way in which words can be described. */

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
      operands: operands('[<remote:remote>] [<refspec:refspec>...]'),
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
    option('-iname <pattern>'),
    option('-type <letters>'),
    { names: ['-exec', '-ok'], does: [], value: { items: operands('<command:run>…(;|+)') } },
    { names: ['-execdir'], does: [does('cwd', '**')], value: { items: operands('<command:run>…(;|+)') } },
    option('-files0-from <list:read>', { does: [does('read-tree', '/', { hazard: true })] }),
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
    option('-f --file <archive:fetch>'),
    option('-C <dir:cwd>'),
    option('-o --output <archive:send>'),
    option('-d <dir:fetch-tree>'),
    option('--to-command <text:shell>'),
  ],
  operands: operands('[<file:write-tree>...]'),
});
const python = program('python', {
  style: 'posix',
  options: [{ names: ['-m'], does: [], value: { items: operands('<module:module>...') } }, ...flags('-u, -B')],
  operands: operands('[<script:code> [<argument>...]]'),
});
const tag = program('tag', {
  forms: [
    form({ complete: true, options: flags('-l --list'), operands: operands('[<pattern>...]'), with: ['-l'] }),
    form({ complete: true, options: [] }),
    form({ options: flags('-a, -f'), does: [does('write', './.git/**')], operands: operands('<name> [<object>]') }),
  ],
});
/** Forms that differ in what they read only. */
const state = program('state', {
  complete: true,
  options: flags('-u --unified, -n'),
  forms: [
    form({ operands: operands('[<path>...]'), without: ['-u'], does: [does('read-tree', '.git')] }),
    form({ operands: operands('[<path>...]'), with: ['-u'], does: [does('read-tree', '.')] }),
  ],
});
/** All of them. */
export const SAMPLES: readonly Description[] = [
  cat,
  cp,
  timeout,
  env,
  git,
  curl,
  find,
  grep,
  ls,
  seq,
  xargs,
  tar,
  python,
  tag,
  state,
];
