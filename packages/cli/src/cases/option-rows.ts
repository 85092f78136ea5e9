import type { SeedRow } from './seed-file.ts';
import { EXCUSES, ids } from './seed-groups.ts';
import type { ShellCase } from './shell-rows.ts';

/** C5: an allow of one command, and what others do in its name. */
function widened(rows: ReadonlyMap<string, SeedRow>): readonly ShellCase[] {
  const told = ids('C', 202, 230).filter((id) => !EXCUSES.has(id));
  return told.map((id) => {
    const row = rows.get(id);
    const allowed = /`(.*)`/.exec(row?.setup ?? '')?.[1] ?? '';
    const wanted = row?.ours === 'same' ? row.upstream : (row?.ours ?? '');
    return { id, policy: `allow run ${allowed} **`, expect: wanted.startsWith('allow') ? 'allow' : 'not-allow' };
  });
}

/** C249–C257: whether a rule for one command is one for another. */
function matched(rows: ReadonlyMap<string, SeedRow>): readonly ShellCase[] {
  return ids('C', 249, 257).map((id) => {
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
  ...['-e dABl', '-ec dABl', '-en dABl', '-enc dABl', '-en:dABl', '-en=dABl', '"-en" dABl'].map((given) =>
    row('W097', 'allow run pwsh **', 'not-allow', `pwsh ${given}`),
  ),
  row('W098', 'allow run powershell **', 'not-allow'),
  row(
    'W133',
    'allow run cmd.exe **\nallow run findstr.exe **',
    'not-allow',
    'cmd.exe /d /s /c hostname.exe | findstr.exe h',
  ),
  ...[
    'hostname%COMSPEC%.exe',
    'hostname.exe ^& x',
    '"(hostname.exe)"',
    "'\"hostname.exe'",
    "'hostname.exe \\'",
    '@hostname.exe',
  ].map((given) => row('W136', 'allow run cmd.exe **', 'not-allow', `cmd.exe /d /s /c ${given}`)),
  row('W137', 'allow run x.exe **', 'not-allow', "'\\\\server\\tools\\x.exe'"),
  row('W137', 'allow run x.exe **', 'not-allow', "'\\\\127.0.0.1\\c$\\x.exe'"),
  ...['js', 'vbs', 'bat', 'cmd', 'com', 'msc'].map((end) =>
    row('W138', 'allow run cmd.exe **', 'not-allow', `cmd.exe /d /s /c x.${end}`),
  ),
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
  ...['-e', '-enc', '-encodedc', '-encodedcommand'].map((option) =>
    row('W125', 'allow run powershell **', 'not-allow', `powershell ${option} RwBlAHQA`),
  ),
  row('W126', 'allow run powershell **', 'not-allow', 'powershell -enc:RwBlAHQA'),
  row('W126', 'allow run powershell **', 'not-allow', 'powershell -enc=RwBlAHQA'),
  row('W127', 'allow run powershell **', 'not-allow', 'powershell -EncodedCommand NOT_VALID!!!'),
  ...['bash.exe', 'zsh', 'dash', 'ash', 'ksh', 'fish'].map((shell) =>
    row('W129', 'deny run whoami\nallow run **', 'deny', `${shell} -c whoami`),
  ),
  row('W130', 'allow run echo **', 'allow'),
  row('W131', 'allow run echo **', 'allow'),
];

const PURE = 'allow pure';

/** O017–O027: what may be let through for good; O028–O039: filters that only read their input. */
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

/** O2: which program a name means. */
const NAMED: readonly ShellCase[] = [
  row('O040', 'allow run *', 'allow', 'rg'),
  row('O041', 'allow run rg **', 'allow', 'rg x src'),
  row('O042', 'allow run rg **', 'not-allow', './rg x src'),
];

export const optionCases = (rows: ReadonlyMap<string, SeedRow>): readonly ShellCase[] => [
  ...widened(rows),
  ...matched(rows),
  ...WRAPPED,
  ...FILTERS,
  ...NAMED,
];

/** C6: the words by which a command is known; an offer for it never leaves one of them open. An empty line has none. */
export const classified = (
  rows: ReadonlyMap<string, SeedRow>,
): readonly (readonly [id: string, command: string, words: string])[] =>
  ids('C', 231, 248).map((id) => {
    const { input = '', upstream = '' } = rows.get(id) ?? {};
    if (id === 'C246') return [id, '', ''];
    // Two tables disagree about python where these rows come from; the module and the script are what is run.
    return [id, input, input.startsWith('python') ? input.replace(' runserver', '') : upstream];
  });

/** W116–W120: what is offered for a command that is asked about. */
export const OFFERED: readonly (readonly [id: string, command: string, offered: readonly string[]])[] = [
  ['W116', 'foo hello', ['run foo hello']],
  ['W117', 'bash -c "echo foo && echo bar"', ['run bash -c "echo foo && echo bar"']],
  ['W118', 'bash -c "echo $(id)"', []],
  ['W119', 'bash -c "echo $HOME"', ['run bash -c "echo /home/u"']],
  ['W120', 'pwsh -enc dABlAHMAdAA=', []],
];
