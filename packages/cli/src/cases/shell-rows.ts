import type { SeedRow } from './seed-file.ts';
import { EXCUSES, ids } from './seed-groups.ts';

/** What has to come out for a row about how shell text is read. */
export interface ShellCase {
  readonly id: string;
  /** The rules under which its command is judged, over the standard library. */
  readonly policy: string;
  readonly expect: 'allow' | 'deny' | 'not-allow' | 'not-deny';
  /** Instead of the row's own input, where that is not a command alone. */
  readonly command?: string;
}

const id = (letter: string, number: number): string => `${letter}${String(number).padStart(3, '0')}`;

/** What only the running tells, or another machine's or system's shell reads: asked, whatever rule allows all commands. */
const ASKED = ['C070', 'C073', 'C074', 'C080', 'C081', 'C082', 'C083', 'C085', 'C086'];
/** Rows that say `not denied`, or are about text that only looks like the command. */
const HARMLESS = [...ids('C', 116, 142), 'C144', 'C155'];

/** C1, C2 and C3: one denied prefix, in every spelling. */
export function denials(rows: ReadonlyMap<string, SeedRow>): readonly ShellCase[] {
  return ids('C', 1, 159)
    .filter((one) => !EXCUSES.has(one))
    .flatMap((one): readonly ShellCase[] => {
      const denied = deniedPrefix(rows.get(one));
      const policy = `${denied.map((prefix) => `deny run ${prefix}`).join('\n')}\nallow run **`;
      const expect = ASKED.includes(one) ? 'not-allow' : HARMLESS.includes(one) ? 'not-deny' : 'deny';
      return [{ id: one, policy, expect }];
    });
}

/** `deny git push, Never`, ``deny `rm` ``, `taskset (deny git push)`; the first two groups deny `rm -rf /` without saying so. */
function deniedPrefix(row: SeedRow | undefined): readonly string[] {
  const said = /\(?deny (.*?)(?:,|;|\)|$)/.exec(row?.setup ?? '')?.[1];
  return said === undefined ? ['rm -rf /'] : said.split(' + ').map((prefix) => prefix.replaceAll('`', '').trim());
}

const READERS = ['echo', 'ls', 'cat', 'jq', '/usr/bin/echo'].map((program) => `allow run ${program} **`).join('\n');
const read = (number: number, expect: ShellCase['expect'], command?: string): ShellCase => ({
  id: id('O', number),
  policy: READERS,
  expect,
  ...(command !== undefined && { command }),
});

/** O1: what an allow for the programs that are named lets through. */
const ANALYSED: readonly ShellCase[] = [
  read(1, 'allow'),
  read(2, 'not-allow'),
  read(3, 'allow'),
  read(4, 'not-allow'),
  read(5, 'allow'),
  read(6, 'not-allow'),
  read(7, 'allow'), // both commands are allowed by name (docs/decisions/0010)
  read(8, 'allow'),
  read(9, 'not-allow'),
  read(10, 'not-allow', 'ls\nid'),
  read(11, 'allow'), // likewise
  read(12, 'allow'),
  read(13, 'not-allow'),
  read(14, 'allow'),
  read(15, 'not-allow', 'cat <<EOF\n'),
  read(16, 'allow'),
];

const hardened = (number: number, policy: string, expect: ShellCase['expect'], command?: string): ShellCase => ({
  id: id('X', number),
  policy,
  expect,
  ...(command !== undefined && { command }),
});

/** The rows of X1 that are about shell text. */
const HARDENED: readonly ShellCase[] = [
  hardened(1, 'allow run git log **', 'not-allow'),
  hardened(2, 'allow run echo **', 'not-allow'),
  hardened(3, 'allow run echo **', 'not-allow'),
  hardened(4, 'allow run echo **\nallow run date **', 'allow'),
  hardened(5, 'allow run ls', 'allow'),
  hardened(6, 'allow run ls', 'not-allow'),
  hardened(7, 'deny run id\nallow run **', 'deny'),
  hardened(21, 'allow run **', 'not-allow', `${'('.repeat(1000)}ls${')'.repeat(1000)}`),
  hardened(21, 'allow run **', 'not-allow', `echo ${'a'.repeat(100_000)}`),
  hardened(22, 'allow run **', 'not-allow', "echo 'a"),
  hardened(23, 'allow run **', 'not-allow', 'echo a\0b'),
  hardened(31, 'deny run rm -rf /\nallow run **', 'deny'),
  hardened(32, 'allow run echo **', 'allow'),
  hardened(33, 'allow run ls', 'allow'),
  hardened(34, 'allow run git status', 'allow'),
  hardened(35, 'deny run rm -rf /\nallow run **', 'deny'),
  hardened(36, 'deny run rm -rf /\nallow run **', 'deny'),
  hardened(37, 'allow run **', 'not-allow'),
  hardened(38, 'allow run git **', 'not-allow'),
  hardened(38, 'deny run git\nallow run **', 'deny'),
];

export const shellCases = (rows: ReadonlyMap<string, SeedRow>): readonly ShellCase[] => [
  ...denials(rows),
  ...ANALYSED,
  ...HARDENED,
];
