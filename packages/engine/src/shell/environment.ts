/** Variables that steer the shell itself or choose what programs run: setting one is an act wherever it happens. */
const STEERING = new Set([
  'PATH', 'IFS', 'HOME', 'PWD', 'OLDPWD', 'CDPATH', 'ENV', 'BASH_ENV', 'SHELLOPTS', 'BASHOPTS', 'GLOBIGNORE', 'EXECIGNORE', 'FIGNORE', 'PS0', 'PS1', 'PS2',
  'PS4', 'PROMPT_COMMAND', 'BASH_XTRACEFD', 'BASH_LOADABLES_PATH', 'BASH_COMPAT', 'POSIXLY_CORRECT', 'HISTFILE', 'INPUTRC', 'MAIL', 'MAILPATH', 'TMPDIR',
  'SHELL', 'USER', 'LOGNAME', 'TERM', 'TERMINFO', 'LANG', 'LANGUAGE', 'TZ', 'EDITOR', 'VISUAL', 'PAGER', 'BROWSER', 'DISPLAY', 'MANPATH', 'NLSPATH',
  'LOCPATH', 'GCONV_PATH', 'HOSTALIASES', 'RESOLV_HOST_CONF', 'CHILD_MAX', 'ZDOTDIR', 'FPATH', 'TEXTDOMAIN', 'TEXTDOMAINDIR',
]);

/** The same by how they begin. */
const STEERING_PREFIXES = [
  'LD_', 'DYLD_', 'LC_', 'BASH_FUNC_', 'GIT_', 'SSH_', 'NODE_', 'NPM_', 'npm_', 'PYTHON', 'PERL', 'RUBY', 'JAVA_', '_JAVA_', 'JDK_', 'MAVEN_', 'GRADLE_', 'CARGO_',
  'RUST', 'GO', 'LUA_', 'PHP', 'LESS', 'GREP_', 'TAR_', 'RSYNC_', 'CURL_', 'WGET', 'PIP_', 'VIRTUAL_ENV', 'CONDA', 'DOCKER_', 'KUBE', 'AWS_', 'AZURE_', 'GOOGLE_',
  'CLOUDSDK_', 'SUDO_', 'XDG_', 'MALLOC_', 'GLIBC_', 'OPENSSL_', 'SSL_', 'REQUESTS_', 'HTTP_', 'HTTPS_', 'http_', 'https_', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy',
  'MAKE', 'CC', 'CXX', 'PG', 'MYSQL', 'EXINIT', 'VIM', 'TMUX', 'GPG_', 'GNUPG', 'DBUS_',
];

/** Whether setting the variable matters to more than the line it stands in, even where nothing exports it. */
export const steers = (name: string): boolean => STEERING.has(name) || STEERING_PREFIXES.some((prefix) => name.startsWith(prefix));

/** Arrays through which bash finds programs and aliases. */
export const redirectsPrograms = (name: string): boolean => name === 'BASH_CMDS' || name === 'BASH_ALIASES';
