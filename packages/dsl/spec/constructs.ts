/** A construct of the language with an example. The example is compiled, printed, and compiled again. */
export interface Construct {
  /** The heading it belongs to. */
  readonly section:
    | 'File'
    | 'Rules'
    | 'Clauses'
    | 'Commands'
    | 'Paths'
    | 'Hosts and names'
    | 'Conditions'
    | 'Programs'
    | 'Tools'
    | 'Tests';
  readonly construct: string;
  readonly source: string;
  readonly note: string;
}

const FILE: readonly Construct[] = [
  {
    section: 'File',
    construct: 'version',
    source: 'writ 1',
    note: 'the version of the language; first, if it is there',
  },
  {
    section: 'File',
    construct: 'layer',
    source: 'layer project',
    note: 'the layer the host gave the file, or a lower one',
  },
  { section: 'File', construct: 'default', source: 'default deny', note: 'what holds where no rule speaks' },
  { section: 'File', construct: 'pack', source: 'use std/git', note: 'a pack that came with Writ or the host' },
  { section: 'File', construct: 'another file', source: 'use "./team.writ"', note: 'beside this file or below it' },
  {
    section: 'File',
    construct: 'list',
    source: 'let docs = ./docs/**, ./*.md\nallow edit $docs',
    note: 'patterns with a name, for paths, hosts, variables and tools',
  },
  {
    section: 'File',
    construct: 'comment',
    source: '# at the start of a word\ndeny run rm  # and behind one',
    note: '`#` and a blank',
  },
  {
    section: 'File',
    construct: 'one condition for many rules',
    source: 'when mode is plan {\n  deny write ./**\n  deny run git push\n}',
    note: 'the condition is added to each rule',
  },
  {
    section: 'File',
    construct: 'going on',
    source: 'ask run git push\n  because "a push is reviewed"',
    note: 'an indented line that starts with a clause',
  },
];

const RULES: readonly Construct[] = [
  { section: 'Rules', construct: 'program', source: 'allow run git status', note: 'a program with its arguments' },
  {
    section: 'Rules',
    construct: 'several commands',
    source: 'allow run {\n  git (status|log) **\n  npm test; npm run lint\n}',
    note: 'entries end with the line or `;`',
  },
  {
    section: 'Rules',
    construct: 'file',
    source: 'allow read|write ./src/**',
    note: '`read`, `write`, `delete`, joined with `|`',
  },
  { section: 'Rules', construct: 'edit', source: 'allow edit ./src/**', note: '`write|delete`' },
  {
    section: 'Rules',
    construct: 'network',
    source: 'allow connect *.example.org, localhost:*',
    note: 'a host, an address, a URL',
  },
  {
    section: 'Rules',
    construct: 'change',
    source: 'ask change remote, package',
    note: 'an effect outside files and the environment',
  },
  { section: 'Rules', construct: 'variable', source: 'allow env CI, NODE_ENV', note: 'a variable that is set' },
  { section: 'Rules', construct: 'other users', source: 'deny escalate root', note: 'acting as another user' },
  {
    section: 'Rules',
    construct: 'tool',
    source: 'deny tool github.delete_*',
    note: 'a tool call, `server.tool` or `tool`',
  },
  {
    section: 'Rules',
    construct: 'unknown',
    source: 'deny opaque code, syntax',
    note: 'what cannot be known before it runs',
  },
  {
    section: 'Rules',
    construct: 'nothing',
    source: 'allow pure',
    note: 'a completely described program that touches nothing',
  },
];

const CLAUSES: readonly Construct[] = [
  {
    section: 'Clauses',
    construct: 'except',
    source: 'allow edit ./src/** except ./src/generated/**',
    note: 'not these',
  },
  { section: 'Clauses', construct: 'when', source: 'deny run git push when mode is plan', note: 'only if' },
  {
    section: 'Clauses',
    construct: 'because',
    source: 'deny read ~/.ssh/** because "secrets stay secret"',
    note: 'the reason, for people and models',
  },
  {
    section: 'Clauses',
    construct: 'instead',
    source: 'deny run rm -r -f instead "use `trash`"',
    note: 'what to do instead',
  },
  {
    section: 'Clauses',
    construct: 'until a day',
    source: 'allow run git push until 2027-01-31',
    note: 'that day included, in UTC',
  },
  {
    section: 'Clauses',
    construct: 'until a time',
    source: 'allow run git push until 2027-01-31T18:00Z',
    note: 'to the minute or second, in UTC',
  },
  {
    section: 'Clauses',
    construct: 'limit',
    source: 'allow run git push limit 5 per hour',
    note: 'so many in a sliding window; `per 10 minutes` too',
  },
  {
    section: 'Clauses',
    construct: 'firm',
    source: 'ask edit ./.git/** firm',
    note: 'only a narrower rule of a higher layer loosens it',
  },
  { section: 'Clauses', construct: 'locked', source: 'deny read ~/.ssh/** locked', note: 'nothing loosens it' },
  { section: 'Clauses', construct: 'exactly', source: 'ask run git push exactly', note: 'nothing may follow' },
  {
    section: 'Clauses',
    construct: 'unguarded',
    source: 'allow run make ** unguarded',
    note: 'vouches for hazards too; always a warning',
  },
  { section: 'Clauses', construct: 'as', source: 'deny run rm as no-rm', note: 'a name that stays' },
];

const COMMANDS: readonly Construct[] = [
  { section: 'Commands', construct: 'any one argument', source: 'allow run npm run *', note: '`*` alone' },
  {
    section: 'Commands',
    construct: 'any arguments',
    source: 'allow run cat **',
    note: '`**` alone; at the start, any program',
  },
  {
    section: 'Commands',
    construct: 'inside an argument',
    source: 'allow run npm run lint?',
    note: '`*`, `?`, `{a,b}`',
  },
  {
    section: 'Commands',
    construct: 'alternatives',
    source: 'allow run git (status|log --oneline)',
    note: 'one of several sequences',
  },
  { section: 'Commands', construct: 'optional', source: 'allow run git log [-n *]', note: 'with or without' },
  {
    section: 'Commands',
    construct: 'quoted',
    source: 'deny run git commit -m "two words"',
    note: 'literal; also for keywords and brackets',
  },
  {
    section: 'Commands',
    construct: 'one file',
    source: 'allow run ./tools/build',
    note: 'that file, not a name found through PATH',
  },
];

const PATHS: readonly Construct[] = [
  {
    section: 'Paths',
    construct: 'in the workspace',
    source: 'allow read ./src/**, README.md',
    note: 'under any workspace root',
  },
  { section: 'Paths', construct: 'from the root', source: 'allow read /usr/include/**', note: 'an absolute path' },
  { section: 'Paths', construct: 'at home', source: 'deny read ~/.ssh/**', note: 'under the home folder' },
  { section: 'Paths', construct: 'anywhere', source: 'deny read **/.env*', note: 'in any folder' },
  {
    section: 'Paths',
    construct: 'quoted part',
    source: 'allow read ./"My Docs"/**',
    note: 'wildcards stay outside the quotes',
  },
  {
    section: 'Paths',
    construct: 'printed secret',
    source: 'deny read credential:github',
    note: 'no file: a secret that a program prints',
  },
];

const HOSTS: readonly Construct[] = [
  { section: 'Hosts and names', construct: 'host', source: 'allow connect example.org', note: 'ports 443 and 80' },
  {
    section: 'Hosts and names',
    construct: 'subdomains',
    source: 'allow connect *.example.org',
    note: 'not the domain itself',
  },
  {
    section: 'Hosts and names',
    construct: 'port',
    source: 'allow connect localhost:8080, localhost:*',
    note: 'this one, any',
  },
  {
    section: 'Hosts and names',
    construct: 'URL',
    source: 'allow connect https://example.org/api/**',
    note: 'without a path: the whole site',
  },
  {
    section: 'Hosts and names',
    construct: 'addresses',
    source: 'deny connect 10.0.0.0/8, 127.1, [::1]:80',
    note: 'any spelling is read as the one address',
  },
  {
    section: 'Hosts and names',
    construct: 'kinds of address',
    source: 'deny connect loopback, private',
    note: 'this machine, local networks',
  },
  { section: 'Hosts and names', construct: 'any', source: 'ask connect *', note: 'any target' },
];

const CONDITIONS: readonly Construct[] = [
  {
    section: 'Conditions',
    construct: 'equal',
    source: 'deny run rm when mode is plan and agent is not "reviewer"',
    note: '`is`, `is not`',
  },
  {
    section: 'Conditions',
    construct: 'one of',
    source: 'deny run rm when agent in (a, "b c")',
    note: '`in`, `not in`',
  },
  {
    section: 'Conditions',
    construct: 'pattern',
    source: 'deny run rm when agent matches "review-*"',
    note: 'wildcards inside the quotes; a backslash takes their meaning away',
  },
  {
    section: 'Conditions',
    construct: 'folder',
    source: 'deny run rm when cwd under ./packages/web',
    note: 'a path pattern',
  },
  {
    section: 'Conditions',
    construct: 'size',
    source: 'deny tool pay when args.amount > 100',
    note: '`<`, `<=`, `>`, `>=` with a number',
  },
  {
    section: 'Conditions',
    construct: 'list',
    source: 'deny tool mail when any args.to matches "*@example.org"',
    note: '`any`, `every`; `contains` for one element',
  },
  {
    section: 'Conditions',
    construct: 'value of a variable',
    source: 'allow env PAGER when value in ("", cat)',
    note: '`value`, in `env` rules: what the variable is set to',
  },
  { section: 'Conditions', construct: 'there at all', source: 'ask run deploy when env.CI exists', note: '`exists`' },
  {
    section: 'Conditions',
    construct: 'yes or no',
    source: 'ask run deploy when not interactive',
    note: 'a boolean stands alone',
  },
  {
    section: 'Conditions',
    construct: 'words of the command',
    source: 'deny run git push when option.force or operand.remote is upstream',
    note: 'in `run` rules, by the names of the description',
  },
  {
    section: 'Conditions',
    construct: 'grouping',
    source: 'deny run rm when (mode is plan or mode is ask) and not interactive',
    note: '`not` before `and` before `or`',
  },
];

const PROGRAMS: readonly Construct[] = [
  {
    section: 'Programs',
    construct: 'description',
    source: 'describe cat complete {\n  options -n --number, -s\n  operands <file:read>...\n}',
    note: '`complete`: this is all it does',
  },
  {
    section: 'Programs',
    construct: 'like another',
    source: 'describe (gawk|mawk) like awk',
    note: 'starts from that description',
  },
  {
    section: 'Programs',
    construct: 'values',
    source:
      'describe x {\n  option -o --output <file:write>!\n  option --color[=<when>]\n  option -X (GET|HEAD)\n  option -X <method> does change remote\n}',
    note: 'required, attached only, certain values; `!` is a hazard',
  },
  {
    section: 'Programs',
    construct: 'several values',
    source:
      'describe find style single-dash {\n  option -exec <command:run>...(;|+)\n  option -fprintf <file:write> <format>\n}',
    note: 'read like operands',
  },
  {
    section: 'Programs',
    construct: 'operands',
    source: 'describe x {\n  operands <script> [<revision>...] [-- <path:read>...] (on|off)\n}',
    note: 'values, optional ones, literal words, choices',
  },
  {
    section: 'Programs',
    construct: 'effects',
    source:
      'describe x {\n  does read-tree . without operands\n  does connect *\n  does change remote!\n  does code\n}',
    note: 'what it does by itself',
  },
  {
    section: 'Programs',
    construct: 'variables',
    source: 'describe git {\n  env GIT_PAGER:code, GIT_DIR:cwd\n}',
    note: 'what its environment means',
  },
  {
    section: 'Programs',
    construct: 'subcommands',
    source:
      'describe git {\n  option -C <dir:cwd>\n  command push alias pu {\n    does connect *\n  }\n  command (list-*|describe-*) complete\n}',
    note: 'levels of their own',
  },
  {
    section: 'Programs',
    construct: 'shapes',
    source:
      'describe sed {\n  option -e --expression <script:sed>\n  form without -e {\n    operands <script:sed> [<file:read>...]\n  }\n  form with -e {\n    operands [<file:read>...]\n  }\n}',
    note: 'every one that could fit counts',
  },
  {
    section: 'Programs',
    construct: 'flags of a level',
    source: 'describe x style go open verbs last {\n  inherit option -R --repo <repo>\n  first-word cluster\n}',
    note: '`style`, `open`, `verbs last`, `first-word cluster`, `inherit`',
  },
  {
    section: 'Programs',
    construct: 'standard input',
    source: 'describe sh {\n  does shell stdin without operands\n}',
    note: 'what comes in is a command line',
  },
];

const TOOLS: readonly Construct[] = [
  {
    section: 'Tools',
    construct: 'binding',
    source: 'bind tool fs.read_file(path) as read',
    note: 'the argument is judged like any act of its kind',
  },
  {
    section: 'Tools',
    construct: 'declaration',
    source: 'tool notes.add complete',
    note: 'it does nothing besides its bindings',
  },
  {
    section: 'Tools',
    construct: 'schema',
    source: 'tool pay from \'{"properties":{"amount":{"type":"number"}}}\'\ndeny tool pay when args.amount > 100',
    note: 'conditions are checked against it; mostly the path of a file',
  },
];

const TESTS: readonly Construct[] = [
  {
    section: 'Tests',
    construct: 'command line',
    source: 'deny run git push\ntest "pushes" {\n  git status && git push --force => deny\n}',
    note: 'raw text, up to the last ` => `',
  },
  {
    section: 'Tests',
    construct: 'acts',
    source:
      'test "acts" {\n  read ./.env => ask\n  connect example.org:443 => ask\n  tool fs.read {"path": "/etc/passwd"} => ask\n  $ read x => ask\n  shell "a\\nb" => ask\n}',
    note: '`$` in front makes anything a command line',
  },
  {
    section: 'Tests',
    construct: 'why',
    source: 'deny run rm as no-rm because "it hurts"\ntest "why" {\n  rm x => deny by no-rm because "it hurts"\n}',
    note: 'the rule and the reason',
  },
  {
    section: 'Tests',
    construct: 'context',
    source: 'test "plan" with mode is plan {\n  with cwd is ./pkg, interactive is false {\n    npm test => ask\n  }\n}',
    note: 'what the host would say',
  },
];

/** Every construct, in the order of docs/language.md. */
export const CONSTRUCTS: readonly Construct[] = [
  ...FILE,
  ...RULES,
  ...CLAUSES,
  ...COMMANDS,
  ...PATHS,
  ...HOSTS,
  ...CONDITIONS,
  ...PROGRAMS,
  ...TOOLS,
  ...TESTS,
];
