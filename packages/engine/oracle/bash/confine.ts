import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FOLDERS, HOME } from './driver.ts';

/** A folder that is the whole world of the scripts run in it: bash, its libraries, and no other program. */
export interface Confinement {
  /** The folder as the host sees it. */
  readonly root: string;
  /** The command that runs the driver inside. */
  readonly command: readonly [program: string, ...args: string[]];
  remove(): void;
}

/** Why scripts cannot be confined on this machine, as one sentence; `undefined` where they can. */
export function whyNoConfinement(): string | undefined {
  if (process.platform !== 'linux') return 'scripts can be confined on Linux only';
  if (spawnSync('bash', ['-c', '((BASH_VERSINFO[0] >= 5))']).status !== 0) return 'there is no bash 5 or later';
  const confinement = createConfinement();
  try {
    writeFileSync(join(confinement.root, FOLDERS.driver), 'builtin printf confined');
    const [program, ...args] = confinement.command;
    const { stdout } = spawnSync(program, args, { encoding: 'utf8' });
    return stdout === 'confined' ? undefined : 'neither root nor unprivileged user namespaces are to be had here';
  } finally {
    confinement.remove();
  }
}

/** Builds a world for one driver at a time. */
export function createConfinement(): Confinement {
  const root = mkdtempSync(join(tmpdir(), 'writ-oracle-'));
  chmodSync(root, 0o755);
  for (const folder of ['bin', 'proc', 'dev', FOLDERS.work, FOLDERS.log, FOLDERS.errors]) mkdirSync(join(root, folder));
  const bash = execFileSync('bash', ['-c', 'type -P bash'], { encoding: 'utf8' }).trim();
  copyFileSync(bash, join(root, FOLDERS.bash));
  for (const library of librariesOf(bash)) {
    mkdirSync(join(root, dirname(library)), { recursive: true });
    copyFileSync(library, join(root, library));
  }
  writeFileSync(join(root, 'dev/null'), ''); // the real one is mounted over it
  symlinkSync('/proc/self/fd', join(root, 'dev/fd'));
  return { root, command: commandFor(root), remove: () => rmSync(root, { recursive: true, force: true }) };
}

function librariesOf(program: string): readonly string[] {
  return execFileSync('ldd', [program], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
}

/**
 * Namespaces of its own for mounts, network and processes: nothing can be reached, and all that still runs
 * ends with the driver. As root, the scripts are run by nobody; otherwise by a root who is none outside.
 */
function commandFor(root: string): readonly [string, ...string[]] {
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? [] : ['--user', '--map-root-user'];
  const namespaces = [
    '--mount',
    '--net',
    '--ipc',
    '--uts',
    '--pid',
    '--fork',
    '--kill-child',
    `--mount-proc=${root}/proc`,
  ];
  const become = isRoot ? ['--userspec=65534:65534'] : [];
  const environment = ['-i', 'PATH=/none', `HOME=${HOME}`, 'LC_ALL=C.UTF-8', 'TERM=dumb'];
  const enter = 'mount --bind /dev/null "$1/dev/null" && shift && exec "$@"';
  const chroot = ['env', ...environment, 'chroot', ...become, root, FOLDERS.bash, FOLDERS.driver];
  return ['unshare', ...user, ...namespaces, 'sh', '-c', enter, 'sh', root, ...absolute(chroot)];
}

/** `env -i` takes the PATH away before the next program is looked for. */
function absolute(command: readonly string[]): readonly string[] {
  const chroot = execFileSync('sh', ['-c', 'command -v chroot'], { encoding: 'utf8' }).trim();
  return command.map((word) => (word === 'chroot' ? chroot : word));
}
