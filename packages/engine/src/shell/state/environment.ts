import type { Span, Word } from '../../word.ts';
import { MAYBE_FLAG } from './cell.ts';
import { emit, hasFlag, type Shell } from './shell.ts';
import { type Value, wordOf } from './value.ts';

/** Variables that steer the shell itself or choose what programs run: setting one is an act wherever it happens. */
const STEERING = new Set([
  'PATH',
  'IFS',
  'HOME',
  'PWD',
  'OLDPWD',
  'CDPATH',
  'ENV',
  'BASH_ENV',
  'SHELLOPTS',
  'BASHOPTS',
  'GLOBIGNORE',
  'EXECIGNORE',
  'FIGNORE',
  'PS0',
  'PS1',
  'PS2',
  'PS4',
  'PROMPT_COMMAND',
  'BASH_XTRACEFD',
  'BASH_LOADABLES_PATH',
  'BASH_COMPAT',
  'POSIXLY_CORRECT',
  'HISTFILE',
  'INPUTRC',
  'MAIL',
  'MAILPATH',
  'TMPDIR',
  'SHELL',
  'USER',
  'LOGNAME',
  'TERM',
  'TERMINFO',
  'LANG',
  'LANGUAGE',
  'TZ',
  'EDITOR',
  'VISUAL',
  'PAGER',
  'BROWSER',
  'DISPLAY',
  'MANPATH',
  'NLSPATH',
  'LOCPATH',
  'GCONV_PATH',
  'HOSTALIASES',
  'RESOLV_HOST_CONF',
  'CHILD_MAX',
  'ZDOTDIR',
  'FPATH',
  'LESS',
  'LESSOPEN',
  'LESSCLOSE',
  'LESSEDIT',
  'WGETRC',
  'EXINIT',
  'VIMINIT',
  'GNUPGHOME',
  'KUBECONFIG',
  'MAKEFLAGS',
  'MAKEFILES',
  'GOFLAGS',
  'GOPATH',
  'GOROOT',
  'GOPROXY',
  'GOENV',
  'CC',
  'CXX',
  'RUSTFLAGS',
  'CLASSPATH',
  'PGPASSFILE',
  'PGSERVICEFILE',
  'VIRTUAL_ENV',
  'TEXTDOMAIN',
  'TEXTDOMAINDIR',
]);

/** The same by how they begin. */
const STEERING_PREFIXES = [
  'LD_',
  'DYLD_',
  'LC_',
  'BASH_FUNC_',
  'GIT_',
  'SSH_',
  'NODE_',
  'NPM_',
  'npm_',
  'PYTHON',
  'PERL5',
  'RUBY',
  'JAVA_',
  '_JAVA_',
  'JDK_',
  'MAVEN_',
  'GRADLE_',
  'CARGO_',
  'RUSTC_',
  'RUSTUP_',
  'LUA_',
  'PHP_',
  'GREP_',
  'TAR_',
  'RSYNC_',
  'CURL_',
  'PIP_',
  'CONDA_',
  'DOCKER_',
  'KUBE_',
  'AWS_',
  'AZURE_',
  'GOOGLE_',
  'CLOUDSDK_',
  'SUDO_',
  'XDG_',
  'MALLOC_',
  'GLIBC_',
  'OPENSSL_',
  'SSL_',
  'GPG_',
  'DBUS_',
  'PSQL',
  'MYSQL_',
  'TMUX_',
];

/** Whether setting the variable matters to more than the line it stands in, even where nothing exports it. */
export const steers = (name: string): boolean =>
  STEERING.has(name) || STEERING_PREFIXES.some((prefix) => name.startsWith(prefix));

/** Variables that have bash read otherwise what follows. */
export const setsMode = (name: string): boolean =>
  name === 'POSIXLY_CORRECT' || name === 'BASH_COMPAT' || name === 'TEXTDOMAIN' || name === 'TEXTDOMAINDIR'; // `$"…"` is translated, and then expanded

/** Arrays through which bash finds programs and aliases. */
export const redirectsPrograms = (name: string): boolean => name === 'BASH_CMDS' || name === 'BASH_ALIASES';

/** Arrays of zsh that are another spelling of a variable of the environment, which has the same name in capitals. */
const TIED = new Set(['path', 'fpath', 'cdpath', 'manpath', 'mailpath', 'module_path', 'prompt', 'fignore', 'psvar']);
const HEEDED_BY_ZSH = new Set([...TIED, 'PROMPT', 'NULLCMD', 'READNULLCMD', 'STTY']);

/** The other spelling of a variable, where zsh has one. */
export function otherSpelling(name: string): string | undefined {
  const other = name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
  return TIED.has(name) || TIED.has(other) ? other : undefined;
}

/** Whether programs see the variable, or the shell heeds it. */
export function reachesPrograms(shell: Shell, name: string): boolean {
  const { env } = shell.options;
  return (
    steers(name) ||
    (shell.dialect === 'zsh' && HEEDED_BY_ZSH.has(name)) ||
    hasFlag(shell, `exported ${name}`) ||
    hasFlag(shell, `temporary ${name}`) ||
    hasFlag(shell, 'allexport') ||
    (env !== undefined && Object.hasOwn(env, name))
  );
}

/** Programs may see the variable from here on. */
export function mayExport(shell: Shell, name: string): void {
  if (!hasFlag(shell, `exported ${name}`)) shell.store.set(`exported ${name}`, MAYBE_FLAG);
}

export function reportEnvironment(shell: Shell, name: string, value: Value | undefined, span: Span): void {
  const text: Word = { kind: 'text', text: name, span };
  emit(
    shell,
    value === undefined
      ? { kind: 'env', name: text, span }
      : { kind: 'env', name: text, value: wordOf(value, span), span },
  );
}
