import type { SeedRow } from './seed-file.ts';
import type { ShellCase } from './shell-rows.ts';

const range = (letter: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${letter}${String(from + at).padStart(3, '0')}`);

/**
 * C5: an allow of one command, and what others do in its name. C219 (`env git status`) is not: `env` that changes nothing is
 * the command itself, as W111 and W114 have it.
 */
function widened(rows: ReadonlyMap<string, SeedRow>): readonly ShellCase[] {
  const ids = range('C', 202, 230).filter((id) => id !== 'C219');
  return ids.map((id) => {
    const row = rows.get(id);
    const allowed = /`(.*)`/.exec(row?.setup ?? '')?.[1] ?? '';
    const wanted = row?.ours === 'same' ? row.upstream : (row?.ours ?? '');
    return { id, policy: `allow run ${allowed} **`, expect: wanted.startsWith('allow') ? 'allow' : 'not-allow' };
  });
}

/** C249–C257: whether a rule for one command is one for another. */
function matched(rows: ReadonlyMap<string, SeedRow>): readonly ShellCase[] {
  return range('C', 249, 257).map((id) => {
    const row = rows.get(id);
    const allowed = /`(.*)`/.exec(row?.setup ?? '')?.[1] ?? '';
    return { id, policy: `allow run ${allowed} **`, expect: row?.upstream === 'match' ? 'allow' : 'not-allow' };
  });
}

const ECHO = 'allow run echo **\nallow run cat **';

const row = (id: string, policy: string, expect: ShellCase['expect'], command?: string): ShellCase => ({
  id,
  policy,
  expect,
  ...(command !== undefined && { command }),
});

/**
 * W4: a command in a command is judged as itself. W088 (`cat <(echo foo)`) and W092 fail closed where they come from;
 * here the first is read, and the second is not: whatever PowerShell is given is opaque.
 */
const WRAPPED: readonly ShellCase[] = [
  ...['W078', 'W079', 'W080', 'W082', 'W083', 'W084', 'W085', 'W088', 'W095'].map((id) => row(id, ECHO, 'allow')),
  row('W081', ECHO, 'allow', 'bash -c "echo foo\necho bar"'),
  row('W086', ECHO, 'not-allow'),
  row('W087', ECHO, 'not-allow'),
  row('W089', ECHO, 'not-allow'),
  row('W090', 'allow run bash **', 'allow', 'bash -c'),
  ...['W091', 'W092', 'W093', 'W094', 'W096'].map((id) => row(id, ECHO, 'not-allow')),
  row('W097', 'allow run pwsh **', 'not-allow', 'pwsh -enc dABlAHMAdAA='),
  row('W098', 'allow run powershell **', 'not-allow'),
  row(
    'W133',
    'allow run cmd.exe **\nallow run findstr.exe **',
    'not-allow',
    'cmd.exe /d /s /c hostname.exe | findstr.exe h',
  ),
  row('W136', 'allow run cmd.exe **', 'not-allow', 'cmd.exe /d /s /c hostname%COMSPEC%.exe'),
  row('W137', 'allow run x.exe **', 'not-allow', "'\\\\server\\tools\\x.exe'"),
  row('W138', 'allow run cmd.exe **', 'not-allow', 'cmd.exe /d /s /c x.bat'),
  row('W139', 'allow run echo **', 'not-allow', 'echo a\0b'),
  row('W099', 'deny run git status\nallow run **', 'deny'),
  row('W100', 'allow run env', 'not-allow'),
  row('W101', 'deny run python\nallow run **', 'deny'),
  row('W102', 'deny run bash\nallow run **', 'deny'),
  row('W103', 'deny run python\nallow run **', 'deny'),
  row('W104', 'deny run echo\nallow run **', 'deny'),
  row('W105', 'deny run echo\nallow run **', 'deny'),
  row('W106', 'deny run git pull\nallow run **', 'deny'),
  row('W107', 'deny run cmd\nallow run **', 'deny'),
  row('W108', 'allow run **', 'not-allow'),
  row('W109', 'deny run git status\nallow run **', 'deny'),
  row('W110', 'allow run git **', 'not-allow'),
  row('W111', 'allow run git status', 'allow', 'env git status'),
  row('W112', 'allow run git status', 'not-allow', 'env FOO=bar git status'),
  row('W113', 'allow run git status', 'not-allow', 'env -i git status'),
  row('W114', 'allow run git status', 'allow', 'env -- git status'),
  row('W115', 'allow run git status', 'not-allow', 'env - git status'),
  ...['W121', 'W122', 'W123', 'W128', 'W132', 'W134', 'W135'].map((id) => row(id, 'allow run **', 'not-allow')),
  row(
    'W124',
    'allow run powershell **',
    'not-allow',
    'powershell -EncodedCommand RwBlAHQALQBDAGgAaQBsAGQASQB0AGUAbQA=',
  ),
  row('W125', 'allow run powershell **', 'not-allow', 'powershell -encodedc RwBlAHQA'),
  row('W126', 'allow run powershell **', 'not-allow', 'powershell -enc:RwBlAHQA'),
  row('W127', 'allow run powershell **', 'not-allow', 'powershell -EncodedCommand NOT_VALID!!!'),
  row('W129', 'deny run whoami\nallow run **', 'deny', "bash.exe -c 'whoami'; fish -c whoami; ash -c whoami"),
  row('W130', 'allow run echo **', 'allow'),
  row('W131', 'allow run echo **', 'allow'),
];

const PURE = 'allow pure';

/**
 * O017–O027: what may be let through for good; O028–O039: filters that only read their input. Not here: O019 (`bash -l`
 * reads start-up files that are the user's own and protected), O033 and O038 (a mistake in the arguments does nothing).
 */
const FILTERS: readonly ShellCase[] = [
  row('O017', 'allow run whoami', 'not-allow'),
  row('O018', 'allow run whoami\nallow run ls', 'allow'),
  row('O020', 'allow run whoami', 'not-allow'),
  row('O021', 'allow run sh **', 'not-allow'),
  row('O022', 'allow run whoami', 'allow'),
  row('O023', 'allow run busybox **', 'not-allow'),
  row('O024', 'allow run whoami', 'not-allow'),
  row('O025', 'allow run whoami', 'allow'),
  row('O026', 'allow run python3 **', 'not-allow'),
  row('O027', 'allow run find **', 'not-allow', "find . -exec rm {} ';'"),
  row('O028', PURE, 'allow'),
  row('O029', PURE, 'not-allow'),
  row('O030', PURE, 'not-allow'),
  row('O031', PURE, 'not-allow'),
  row('O032', PURE, 'allow'),
  row('O034', PURE, 'not-allow'),
  row('O035', PURE, 'allow'),
  row('O036', PURE, 'not-allow'),
  row('O037', PURE, 'not-allow', 'jq -f x'),
  row('O037', PURE, 'not-allow', 'jq -n env'),
  row('O037', PURE, 'not-allow', "jq -n '$ENV'"),
  row('O039', PURE, 'not-allow'),
];

export const optionCases = (rows: ReadonlyMap<string, SeedRow>): readonly ShellCase[] => [
  ...widened(rows),
  ...matched(rows),
  ...WRAPPED,
  ...FILTERS,
];

/** C6: the words by which a command is known; an offer for it never leaves one of them open. */
export const classified = (
  rows: ReadonlyMap<string, SeedRow>,
): readonly (readonly [command: string, words: string])[] =>
  range('C', 231, 248)
    .filter((id) => id !== 'C246')
    .map((id) => {
      const { input = '', upstream = '' } = rows.get(id) ?? {};
      // Two tables disagree about python where these rows come from; the module and the script are what is run.
      return [input, input.startsWith('python') ? input.replace(' runserver', '') : upstream] as const;
    });
