import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS, NAMES } from './driver.ts';

/** Why no scripts can be run in dash on this machine, as one sentence; `undefined` where they can. */
export function whyNoDash(): string | undefined {
  return pathOf('dash') === undefined ? 'there is no dash' : undefined;
}

/**
 * Puts dash into a confinement, and programs for it to run: it asks no handler for a command that it does not find. Each
 * program is the same script, and writes down what the handler of bash does.
 */
export function addDash(root: string): void {
  copyFileSync(pathOf('dash') ?? 'dash', join(root, FOLDERS.dash));
  mkdirSync(join(root, FOLDERS.programs));
  const recorder = join(root, FOLDERS.programs, 'c0');
  writeFileSync(recorder, RECORDER);
  chmodSync(recorder, 0o755);
  for (const name of PROGRAMS) linkSync(recorder, join(root, FOLDERS.programs, name));
}

const NUMBERED = Array.from({ length: 99 }, (_, at) => ['c', 's', 'p'].map((kind) => `${kind}${at + 1}`)).flat();
/** Those of the generators, and words that become a command where a shell reads otherwise than another. */
const PROGRAMS = [...NUMBERED, 'user@host', 'x', 'a', 'b', 'f', 'g', 'y', 'z', '1', '2'];

const RECORDER = `#!${FOLDERS.bash}
v=()
for n in ${NAMES}; do [[ ! -v $n ]] || v+=("$n x \${!n}"); done
printf '%s\\0' $(($# + 1)) "\${#v[@]}" "$PWD" "\${0##*/}" "\${@//$'\\n'/$'\\x1e'}" "\${v[@]//$'\\n'/$'\\x1e'}" >>${FOLDERS.log}/$WRIT_LOG
case \${0##*/} in s*) exit 0;; p*) printf '%s ' "$@"; exit 0;; esac
exit 127
`;

function pathOf(program: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
