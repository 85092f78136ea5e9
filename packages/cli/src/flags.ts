/** What a flag takes: nothing, one value, a value each time it is given, or a number. */
export type FlagKind = 'switch' | 'text' | 'list' | 'number';

/** One flag of the command line. */
export interface Flag {
  readonly kind: FlagKind;
  /** What its value is called; `FILE` and `DIR` are completed as such. */
  readonly value?: string;
  readonly summary: string;
  readonly short?: string;
}

/** Every flag there is. A command names those it takes; a flag means the same wherever it is taken. */
export const FLAGS = {
  policy: { kind: 'list', value: 'FILE', summary: 'a policy of the user layer; may be given several times' },
  against: { kind: 'list', value: 'FILE', summary: 'the policy to compare with; without it, what was recorded' },
  layer: {
    kind: 'list',
    value: 'NAME=FILE',
    summary: 'a policy of another layer: builtin, agent, project, user, managed',
  },
  'no-std': { kind: 'switch', summary: 'without the standard library' },
  workspace: { kind: 'text', value: 'DIR', summary: 'the workspace root (default: `--cwd`)' },
  cwd: { kind: 'text', value: 'DIR', summary: 'the folder commands run in (default: this one)' },
  home: { kind: 'text', value: 'DIR', summary: 'the home folder' },
  dialect: { kind: 'text', value: 'NAME', summary: 'the shell that will run it (default: bash)' },
  'exit-code': { kind: 'switch', summary: 'exit with 0 for allow, 3 for ask, 4 for deny' },
  format: { kind: 'text', value: 'NAME', summary: 'how it is reported (default: text)' },
  coverage: { kind: 'switch', summary: 'say which rules and which of their parts no test tried' },
  lcov: { kind: 'text', value: 'FILE', summary: 'write that as an lcov trace file' },
  threshold: { kind: 'number', value: 'PERCENT', summary: 'fail where fewer rules than this decided something' },
  batch: { kind: 'switch', summary: 'read requests as JSON Lines, write one answer a line' },
  json: { kind: 'switch', summary: 'answer in JSON' },
  force: { kind: 'switch', summary: 'replace an existing file' },
  store: {
    kind: 'text',
    value: 'DIR',
    summary: 'where answers are kept (default: $WRIT_STORE, else below the state folder)',
  },
  audit: {
    kind: 'text',
    value: 'FILE',
    summary: 'the record of decisions (default: $WRIT_AUDIT, else beside the store)',
  },
  agent: { kind: 'text', value: 'NAME', summary: 'for this agent only' },
  id: { kind: 'text', value: 'ID', summary: 'the one with this id' },
  expires: {
    kind: 'text',
    value: 'TIME',
    summary: 'ends after so long (30m, 12h, 90d) or on a date (2027-01-31)',
  },
  uses: { kind: 'text', value: 'N', summary: 'for so many uses' },
  unused: { kind: 'text', value: 'TIME', summary: 'not used for so long (90d)' },
  expired: { kind: 'switch', summary: 'whose time is over' },
  widen: { kind: 'switch', summary: 'yes, it may be broad, or hold in every workspace' },
  from: { kind: 'text', value: 'FORMAT', summary: 'the format of the file (default: told by its content)' },
  actor: { kind: 'text', value: 'NAME', summary: 'who answers, for the record (default: $USER)' },
  reason: { kind: 'text', value: 'TEXT', summary: 'why, for the record and for the agent' },
  remember: { kind: 'text', value: 'OFFER', summary: 'also remember it: an offer that `show` lists' },
  yes: { kind: 'switch', summary: 'do not ask once more' },
  all: { kind: 'switch', summary: 'what is over as well' },
  'all-stale': { kind: 'switch', summary: 'all whose time is over' },
  watch: { kind: 'switch', summary: 'go on, and tell of every change, until stopped' },
  'max-warnings': {
    kind: 'number',
    value: 'N',
    summary: 'end with 0 if there are no more warnings than this (default: 0)',
  },
  check: { kind: 'switch', summary: 'write nothing, and say which files are not laid out' },
  diff: { kind: 'switch', summary: 'write nothing, and show what would change' },
  help: { kind: 'switch', short: 'h', summary: 'this text' },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof FLAGS;

/** The flags that were given, by name. */
export type Values = {
  readonly [name in FlagName]?: (typeof FLAGS)[name]['kind'] extends 'list'
    ? readonly string[]
    : (typeof FLAGS)[name]['kind'] extends 'text'
      ? string
      : (typeof FLAGS)[name]['kind'] extends 'number'
        ? number
        : boolean;
};

/** Which flags a command takes. */
export interface Takes {
  readonly name: string;
  readonly flags: readonly FlagName[];
  /** The values a flag may have here, where they are few. */
  readonly choices?: Partial<Readonly<Record<FlagName, readonly string[]>>>;
}

/** A flag's description, whatever its name. */
export const flagOf = (name: FlagName): Flag => FLAGS[name];

/** What it takes to judge a command. */
export const ENGINE_FLAGS = ['policy', 'layer', 'no-std', 'workspace', 'cwd', 'home', 'dialect', 'json'] as const;

/** A flag as it is typed, with what it takes: `-h, --help`, `--policy FILE`. */
export function spelled(name: FlagName): string {
  const { short, value } = flagOf(name);
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}
