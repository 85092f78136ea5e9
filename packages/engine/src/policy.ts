/**
 * The compiled form of a policy: plain, readonly JSON (language.md §10). An engine loads it without the parser.
 * Positions live in `source`, apart from the meaning, so that formatting changes no revision.
 */
export interface PolicyDocument {
  readonly version: 1;
  readonly layer: string;
  readonly default?: Effect;
  /** Packs (`std/git`) and files (`./team.writ`) named by `use`, as written; a loader brings their documents. */
  readonly uses: readonly string[];
  /** `let` lists that rules do not inline but the engine reads: `program-folders`, `shown-folders`, `steering-variables` (builtin layer only). */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly Rule[];
  readonly descriptions: readonly Description[];
  readonly bindings: readonly Binding[];
  readonly tools: readonly ToolDeclaration[];
  readonly tests: readonly TestBlock[];
  readonly source: SourceMap;
  /** SHA-256 (hex) of the canonical JSON of everything above but `source`. */
  readonly revision: string;
}

export type Effect = 'allow' | 'ask' | 'deny';
export const EFFECTS: readonly Effect[] = ['allow', 'ask', 'deny'];

export type FileSubject = 'read' | 'write' | 'delete';
export type NameSubject = 'change' | 'env' | 'escalate' | 'tool';

/** Where each thing of the document stands in its file; arrays run parallel to those of the document. */
export interface SourceMap {
  readonly file: string;
  readonly rules: readonly SourceRange[];
  readonly descriptions: readonly SourceRange[];
  readonly bindings: readonly SourceRange[];
  readonly tests: readonly SourceRange[];
}

/** Lines and columns count from 1, columns in UTF-16 code units; `text` is the statement as written. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

export interface Rule {
  readonly effect: Effect;
  readonly target: Target;
  /** Given by `as NAME`; without it the engine names the rule by file, line and a hash of its text. */
  readonly name?: string;
  readonly when?: Condition;
  readonly because?: string;
  readonly instead?: string;
  /** The first instant at which the rule no longer holds, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly until?: string;
  /** Allow only: so many acts in a sliding window of this many seconds. */
  readonly limit?: { readonly count: number; readonly seconds: number };
  readonly strength?: 'firm' | 'locked';
  readonly unguarded?: true;
}

export type Target =
  | {
      readonly kind: 'run';
      readonly commands: readonly CommandPattern[];
      readonly except: readonly CommandPattern[];
      /** Ask and deny only: nothing may follow. */
      readonly exactly?: true;
    }
  | {
      readonly kind: 'file';
      readonly subjects: readonly FileSubject[];
      readonly paths: readonly PathPattern[];
      readonly except: readonly PathPattern[];
    }
  | { readonly kind: 'connect'; readonly hosts: readonly HostPattern[]; readonly except: readonly HostPattern[] }
  | {
      readonly kind: 'name';
      readonly subjects: readonly NameSubject[];
      readonly names: readonly TextPattern[];
      readonly except: readonly TextPattern[];
    }
  | { readonly kind: 'opaque'; readonly whys: readonly ('code' | 'command' | 'option' | 'syntax' | 'limit' | '*')[] }
  | { readonly kind: 'pure' };

/** One word as a pattern: literal text, wildcards, and alternatives. Neighbours are never both strings. */
export type TextPattern = readonly TextPart[];
export type TextPart =
  | string
  /** `?` is one character, `*` any number, `**` any number (in paths and hosts: also across separators). */
  | { readonly wild: '?' | '*' | '**' }
  | { readonly oneOf: readonly TextPattern[] };

/** A sequence of items that match arguments; the first item matches the program word. */
export type CommandPattern = readonly CommandItem[];
export type CommandItem =
  | { readonly kind: 'word'; readonly word: TextPattern }
  /** `**` alone: any number of arguments, options included. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'oneOf'; readonly options: readonly CommandPattern[] }
  | { readonly kind: 'optional'; readonly items: CommandPattern };

/**
 * Where a path pattern starts. `workspace`: under any root (`./x`, `x/y`, bare `name`); `root`: `/x`; `home`: `~/x`;
 * `any`: at any depth anywhere (two stars, a slash, a name); `credential`: `credential:NAME`, no path at all. `path` is what follows the anchor,
 * without a leading slash; the empty pattern is the anchor itself.
 */
export interface PathPattern {
  readonly anchor: 'workspace' | 'root' | 'home' | 'any' | 'credential';
  readonly path: TextPattern;
}

export type HostPattern =
  /** `name` in lower case without a trailing dot; `port` absent means 443 and 80. */
  | { readonly kind: 'name'; readonly name: TextPattern; readonly port?: number | '*' }
  /** `scheme://host[:port]/path`; `path` with its leading slash. */
  | {
      readonly kind: 'url';
      readonly scheme: string;
      readonly name: TextPattern;
      readonly port?: number | '*';
      readonly path: TextPattern;
    }
  /** Canonical address text and prefix length; a single address has 32 or 128 bits. */
  | { readonly kind: 'cidr'; readonly address: string; readonly bits: number; readonly port?: number | '*' }
  | { readonly kind: 'loopback'; readonly port?: number | '*' }
  | { readonly kind: 'private'; readonly port?: number | '*' }
  /** `*`: any target. */
  | { readonly kind: 'any' };

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | Comparison;

export type Comparison =
  /** A left side alone: it is the boolean `true`. */
  | { readonly kind: 'is-true' | 'exists'; readonly left: LeftSide }
  | { readonly kind: 'is' | 'is-not' | 'contains'; readonly left: LeftSide; readonly right: Scalar }
  | { readonly kind: 'in' | 'not-in'; readonly left: LeftSide; readonly right: readonly Scalar[] }
  | { readonly kind: 'matches'; readonly left: LeftSide; readonly right: TextPattern }
  | { readonly kind: 'under'; readonly left: LeftSide; readonly right: PathPattern }
  | { readonly kind: '<' | '<=' | '>' | '>='; readonly left: LeftSide; readonly right: number };

export type Scalar = string | number | boolean | null;

export type LeftSide =
  | { readonly from: 'args'; readonly path: readonly string[]; readonly each?: 'any' | 'every' }
  | { readonly from: 'option' | 'operand' | 'env' | 'host'; readonly name: string }
  | { readonly from: 'cwd' | 'agent' | 'mode' | 'interactive' | 'dialect' | 'value' };

/* ---- descriptions (language.md §6) ---- */

export const STYLES = ['gnu', 'posix', 'single-dash', 'go'] as const;
export type Style = (typeof STYLES)[number];

/** What a value is for (language.md §6); the last group steers the shell itself and is for its builtins. */
export const ROLES = [
  'read',
  'write',
  'delete',
  'read-tree',
  'write-tree',
  'delete-tree',
  'write-into', // at this path or, where it is a folder, in it under the names of what is read, moved or fetched (cp)
  'write-tree-into',
  'write-contents-into', // of a source with a slash at its end, the contents go there (rsync)
  'link', // what a symbolic link leads to: a path seen from the folder that gets the link (ln -s)
  'write-numbered', // a file; `#1` in its name stands for a part of an address (curl -o)
  'upload',
  'named-read', // a file, or `name=file` (kubectl create --from-file)
  'named-upload', // what is sent, or `name@file` (curl --data-urlencode)
  'database', // a file or an address that is read where nothing else is done to it, and else written (sqlite3)
  'glob-read', // a glob: files so called below the folder are read (rg -g)
  'look', // a file of which only the name, the kind, the size and the dates are shown (ls, stat)
  'look-tree',
  'certificate', // a file of which only the certificates are shown (openssl x509)
  'pathspec', // files of a repository that are read, by a path, a glob or a word of magic (git diff -- ':!x')
  'write-pathspec',
  'delete-pathspec',
  'revision', // of a repository, a file in it, or a file (git show)
  'package', // the name of one, or where its code comes from (npm install)
  'fetch', // a file that is read, or an address it is fetched from (kubectl apply -f)
  'fetch-tree',
  'send', // a file that is written, or an address it is sent to (tar -cf)
  'endpoint', // a name or path of an API, or an address instead (gh api)
  'address', // a name that the service knows, or an address of any host (gh --repo)
  'remote', // the name of a remote, or an address nobody named (git push)
  'refspec', // `+main` and `:main` force and delete (git push)
  'repository', // its address, or the name of a remote (git push)
  'cwd',
  'project', // a file or folder whose code is run (ninja -C, npm --prefix)
  'recipe', // a file that is read and says what the command does, where it runs code (docker compose -f)
  'mount', // `FOLDER:PLACE`, a folder that a container gets (docker run -v)
  'connect',
  'env',
  'run',
  'elsewhere', // these words are a command that another machine or a container runs (docker exec -i): what it is fed may be code
  'elsewhere-unfed', // the same, and nothing is fed to it (docker exec)
  'elsewhere-shell', // this text is a command line for a shell on another machine (ssh)
  'run-more', // these words are a command, and unknown words follow (xargs)
  'module', // python -m: any code, and where a program of that name is known, these words as a command
  'replace', // xargs -I: this text, wherever it stands in the words of a `run-more`, is replaced by something unknown
  'shell',
  'code',
  'user',
  'print', // text that is shown: nothing, unless a secret of the environment stands in it (echo)
  'print-variable', // the name of a variable whose value is shown (printenv)
  'sed',
  'awk',
  'jq',
  'sql',
  'fzf',
  'folder', // cd: moves where the rest of the line takes place
  'variable', // read, printf -v: a variable that gets an unknown value
  'assignment', // export, declare: NAME or NAME=VALUE
] as const;
export type Role = (typeof ROLES)[number];

/** What a program or one of its subcommands takes and does. */
export interface Level {
  /** `gnu` if absent. `single-dash` and `go` hold for the subcommands too, unless they name their own; `posix` does not. */
  readonly style?: Style;
  readonly complete?: true;
  readonly open?: true;
  /** The verb ends a group path (gcloud, az). */
  readonly verbs?: 'last';
  readonly options: readonly OptionDescription[];
  readonly operands?: readonly OperandItem[];
  readonly does: readonly Does[];
  readonly env: readonly EnvDescription[];
  readonly commands: readonly CommandDescription[];
  /** Alternative shapes of this command; every one that could fit counts. */
  readonly forms: readonly Form[];
  /**
   * The first word needs no dash to be a cluster of short options (`tar xf a.tar`, `ps aux`); their values are the
   * words that follow it, in order.
   */
  readonly firstWord?: 'cluster';
}

/** One shape of a command. It can fit where every option given is its own or the command's, and its operands take every operand given. */
export interface Form extends Level {
  /** It fits only where one of these options is given (`sed -e`: then no operand is the script). */
  readonly with?: readonly string[];
  /** And only where one of these is given too (`sed -i -e`): `form with -i with -e, -f`. */
  readonly also?: readonly string[];
  /** It fits only where none of these options is given. */
  readonly without?: readonly string[];
}

export interface Description extends Level {
  /** `describe NAME` or `describe (a|b)`. */
  readonly programs: readonly string[];
  /** `like OTHER`: starts from that program's description. */
  readonly like?: string;
}

export interface CommandDescription extends Level {
  /** `command NAME`, `command (a|b)`, `command (describe-*|list-*)`. */
  readonly names: readonly TextPattern[];
  readonly aliases: readonly string[];
}

export interface OptionDescription {
  /**
   * With their dashes: `['-o', '--output']`. `-#` stands for a dash and a number (`head -5`); a name may also start
   * with `+` (`dig +short`); in a single-dash level it may have no dash at all (`dd if=x`, find's `!`), and a name that
   * ends in `,`, `:` or `://`, or is a mark alone, has its value attached (`-Wl,x`, `@file`);
   * `@` alone, and what ends in `://`, may be a name at any level.
   */
  readonly names: readonly string[];
  readonly value?: ValueDescription;
  /** `--ext-diff:code`: a role without a value. */
  readonly role?: Role;
  /** Valid at every level below. */
  readonly inherit?: true;
  readonly hazard?: true;
  readonly does: readonly Does[];
}

export interface ValueDescription {
  readonly name?: string;
  readonly role?: Role;
  /** `(GET|HEAD)`: this entry is for these values only; another entry of the same names may take the others. */
  readonly choices?: readonly string[];
  /** `--x[=<v>]`: only attached. */
  readonly optional?: true;
  /**
   * The option takes several words, read like operands: `-exec <command:run>…(;|+)`, `-fprintf <file:write> <format>`,
   * `--arg <name> <value>`. Then `name`, `role`, `choices` and `optional` are absent.
   */
  readonly items?: readonly OperandItem[];
}

export type OperandItem =
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly role?: Role;
      readonly hazard?: true;
      readonly repeat?: true;
      /** `…(;|+)`: repetition ends at one of these words. */
      readonly until?: readonly string[];
    }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'optional'; readonly items: readonly OperandItem[]; readonly repeat?: true }
  | { readonly kind: 'choice'; readonly texts: readonly string[] };

/** `does read-tree .`, `does connect *`, `does change remote`, `does code`. */
export interface Does {
  readonly act:
    | Exclude<
        Role,
        | 'folder'
        | 'variable'
        | 'assignment'
        | 'elsewhere'
        | 'elsewhere-unfed'
        | 'elsewhere-shell'
        | 'run-more'
        | 'module'
        | 'replace'
        | 'print'
        | 'print-variable'
      >
    | 'change'
    | 'escalate';
  /**
   * As written; absent for `code`. `does shell stdin`: the program's standard input is a command line; `does code stdin`:
   * what the line feeds to its standard input is code.
   */
  readonly target?: string;
  readonly hazard?: true;
  /** Only when no operand says otherwise. */
  readonly withoutOperands?: true;
}

export interface EnvDescription {
  readonly name: TextPattern;
  readonly role?: Role;
}

/** `bind tool fs.read_file(path) as read`. */
export interface Binding {
  readonly tool: TextPattern;
  /** The argument's path: `path`, `edits.file`. */
  readonly argument: readonly string[];
  readonly as: Role | 'change';
}

/** `tool NAME [from "schema.json"] [complete]`. */
export interface ToolDeclaration {
  readonly tool: TextPattern;
  readonly complete?: true;
  /** The file's JSON Schema as loaded, if one was named. */
  readonly schema?: unknown;
}

/* ---- tests (language.md §8) ---- */

export interface TestBlock {
  readonly name: string;
  readonly lines: readonly TestLine[];
}

export interface TestLine {
  /** Line number in the file, from 1. */
  readonly line: number;
  /** The left side as written. */
  readonly text: string;
  readonly request: TestRequest;
  readonly expect: { readonly effect: Effect; readonly by?: string; readonly because?: string };
  /** From `with …`: `mode`, `agent`, `cwd`, `interactive`, `dialect`, `env.X`, `host.X`. */
  readonly context: Readonly<Record<string, Scalar>>;
}

export type TestRequest =
  | { readonly kind: 'shell'; readonly command: string }
  | { readonly kind: 'read' | 'write' | 'delete' | 'connect'; readonly target: string }
  | { readonly kind: 'tool'; readonly tool: string; readonly args: import('./act.ts').Json };
