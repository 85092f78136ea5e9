const SHELLS = [
  'sh',
  'bash',
  'zsh',
  'dash',
  'ksh',
  'mksh',
  'fish',
  'csh',
  'tcsh',
  'ash',
  'busybox',
  'cmd',
  'powershell',
  'pwsh',
  'wsl',
];
const INTERPRETERS = [
  'python',
  'pypy',
  'node',
  'nodejs',
  'deno',
  'bun',
  'ruby',
  'perl',
  'php',
  'lua',
  'luajit',
  'tclsh',
  'expect',
  'osascript',
  'rscript',
  'awk',
  'gawk',
  'mawk',
  'cscript',
  'wscript',
  'mshta',
  'rundll32',
  'regsvr32',
  'msbuild',
  'certutil',
  'wmic',
  'installutil',
  'irb',
  'ipython',
  'tsx',
  'ts-node',
  'npx',
  'bunx',
  'pnpx',
  'uvx',
  'pipx',
];
const WRAPPERS = [
  'env',
  'timeout',
  'nice',
  'ionice',
  'nohup',
  'stdbuf',
  'setsid',
  'time',
  'chrt',
  'taskset',
  'xargs',
  'parallel',
  'watch',
  'script',
  'strace',
  'ltrace',
  'flock',
  'faketime',
  'command',
  'builtin',
  'exec',
  'eval',
  'source',
  '.',
  'ssh',
  'chroot',
  'unshare',
  'nsenter',
  'systemd-run',
];
const PRIVILEGE = ['sudo', 'doas', 'su', 'pkexec', 'run0', 'runuser', 'gsudo', 'runas'];

const RUNS_OTHERS = new Set([...SHELLS, ...INTERPRETERS, ...WRAPPERS, ...PRIVILEGE]);
const ESCALATES = new Set(PRIVILEGE);

/** Whether a program's business is to run whatever it is given: a shell, an interpreter, a wrapper, a privilege tool. */
export function runsOthers(program: string): boolean {
  return RUNS_OTHERS.has(bareName(program));
}

/** Whether a program acts as another user. */
export function escalates(program: string): boolean {
  return ESCALATES.has(bareName(program));
}

/** `/usr/bin/Python3.12.exe` and `python` are one interpreter. */
function bareName(program: string): string {
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1).toLowerCase();
  const stem = name.endsWith('.exe') ? name.slice(0, -4) : name;
  return RUNS_OTHERS.has(stem) ? stem : stem.replace(/[0-9][0-9.]*$/, '');
}
