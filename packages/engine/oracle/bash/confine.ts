import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ENVIRONMENT, FOLDERS } from './driver.ts';

/** A folder that is the whole world of the scripts run in it: bash, its libraries, and no other program. */
export interface Confinement {
  /** The folder as the host sees it. */
  readonly root: string;
  /** The command that runs the driver inside. */
  readonly command: readonly [program: string, ...args: string[]];
  remove(): void;
}

/**
 * `namespaces`: mounts, network and processes of its own, as root or with unprivileged user namespaces; nothing can be
 * reached, and all that still runs ends with the driver. `folder`: only another root folder, for root in a container.
 */
type Kind = 'namespaces' | 'folder';

let known: Kind | string | undefined;

/** Why scripts cannot be confined on this machine, as one sentence; `undefined` where they can. */
export function whyNoConfinement(): string | undefined {
  known ??= findKind();
  return isKind(known) ? undefined : known;
}

/** Builds a world for one driver at a time. Throws where there can be none: ask `whyNoConfinement` first. */
export function createConfinement(): Confinement {
  known ??= findKind();
  if (!isKind(known)) throw new Error(known);
  return confinementOf(known);
}

function isKind(found: string): found is Kind {
  return found === 'namespaces' || found === 'folder';
}

function findKind(): Kind | string {
  if (process.platform !== 'linux') return 'scripts can be confined on Linux only';
  if (spawnSync('bash', ['-c', '((BASH_VERSINFO[0] >= 5))']).status !== 0) return 'there is no bash 5 or later';
  if (works('namespaces')) return 'namespaces';
  if (isRoot() && works('folder')) return 'folder';
  return 'neither root nor unprivileged user namespaces are to be had here';
}

function works(kind: Kind): boolean {
  const confinement = confinementOf(kind);
  try {
    writeFileSync(join(confinement.root, FOLDERS.driver), 'builtin printf confined </dev/null');
    const [program, ...args] = confinement.command;
    return spawnSync(program, args, { encoding: 'utf8' }).stdout === 'confined';
  } finally {
    confinement.remove();
  }
}

function confinementOf(kind: Kind): Confinement {
  const root = mkdtempSync(join(tmpdir(), 'writ-oracle-'));
  chmodSync(root, 0o755);
  for (const folder of ['bin', 'proc', 'dev', FOLDERS.work, FOLDERS.log, FOLDERS.errors]) mkdirSync(join(root, folder));
  const bash = execFileSync('bash', ['-c', 'type -P bash'], { encoding: 'utf8' }).trim();
  copyFileSync(bash, join(root, FOLDERS.bash));
  for (const library of librariesOf(bash)) {
    mkdirSync(join(root, dirname(library)), { recursive: true });
    copyFileSync(library, join(root, library));
  }
  if (kind === 'namespaces')
    writeFileSync(join(root, 'dev/null'), ''); // the real one is mounted over it
  else execFileSync('mknod', ['-m', '666', join(root, 'dev/null'), 'c', '1', '3']);
  symlinkSync('/proc/self/fd', join(root, 'dev/fd'));
  return { root, command: commandOf(kind, root), remove: () => rmSync(root, { recursive: true, force: true }) };
}

function librariesOf(program: string): readonly string[] {
  return execFileSync('ldd', [program], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Users that hardly anybody is, one for each process that runs scripts: the limit on processes counts all of a user's. */
const NOBODY = 20_000 + (process.pid % 40_000);

/** As root, the scripts are run by nobody; otherwise by a root who is none outside. */
function commandOf(kind: Kind, root: string): readonly [string, ...string[]] {
  const environment = ['-i', ...Object.entries(ENVIRONMENT).map(([name, value]) => `${name}=${value}`)];
  // Its full path, since `env -i` takes the PATH away before the next program is looked for.
  const chroot = execFileSync('sh', ['-c', 'command -v chroot'], { encoding: 'utf8' }).trim();
  const become = isRoot() ? [`--userspec=${NOBODY}:${NOBODY}`] : [];
  const inside = [...environment, chroot, ...become, root, FOLDERS.bash, FOLDERS.driver];
  if (kind === 'folder') return ['env', ...inside];
  const user = isRoot() ? [] : ['--user', '--map-root-user'];
  const own = ['--mount', '--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child'];
  const enter = 'mount --bind /dev/null "$1/dev/null" && shift && exec "$@"';
  // With the process that asked for them they end too, however that ends.
  return [
    'setpriv',
    '--pdeathsig',
    'KILL',
    'unshare',
    ...user,
    ...own,
    `--mount-proc=${root}/proc`,
    'sh',
    '-c',
    enter,
    'sh',
    root,
    'env',
    ...inside,
  ];
}
