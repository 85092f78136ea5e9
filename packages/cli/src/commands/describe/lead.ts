import type { Does, EnvDescription, OperandItem, OptionDescription, Role } from '@writ/engine';

/** What an option or an operand leads to. `hazard`: an allow of the program's name does not cover it. */
export interface Lead {
  readonly leadsTo: readonly string[];
  readonly hazard: boolean;
}

const OF_ROLE: Readonly<Record<Role, string>> = {
  read: 'reads that file',
  write: 'writes that file',
  delete: 'deletes that file',
  'read-tree': 'reads that folder and all below',
  'write-tree': 'writes that folder and all below',
  'delete-tree': 'deletes that folder and all below',
  'write-into': 'writes that file or, in that folder, files of the same names',
  'write-tree-into': 'writes there, or in that folder under the same names, and all below',
  'write-contents-into': 'writes there, or in that folder under the same names, and all below',
  link: 'reads and writes that file or folder through the link',
  'write-numbered': 'writes that file',
  upload: 'sends that text, or with `@` that file',
  'named-read': 'reads that file, or that behind `name=`',
  'named-upload': 'sends that text, or the file behind `@`',
  database: 'reads that file, or writes it where it does more than read; an address is connected to',
  'glob-read': 'reads the files of these names below the folder',
  pathspec: 'reads the files that this pathspec names',
  'write-pathspec': 'writes the files that this pathspec names',
  'delete-pathspec': 'deletes the files that this pathspec names',
  look: 'looks at that file, not at what it holds',
  'look-tree': 'looks at that folder and all below, not at what the files hold',
  certificate: 'reads that file, and shows the certificates in it',
  revision: 'names a revision; a file in it or here is read',
  package: 'names a package; an address is connected to, a path is read',
  fetch: 'reads that file; an address is connected to',
  'fetch-tree': 'reads that folder and all below; an address is connected to',
  send: 'writes that file; an address is connected to',
  endpoint: 'connects where it is an address',
  address: 'names what the service knows; an address is connected to',
  remote: 'connects to that remote, or to an address that has no name',
  refspec: 'overwrites or deletes where it starts with `+` or `:`',
  repository: 'connects to that repository, or reads it where it is a path',
  cwd: 'moves where relative paths lie',
  project: 'runs the code that lies there; below the folder, that is ordinary',
  recipe: 'reads that file; where the command runs code, it says which',
  mount: 'lets a container change that folder, or read it',
  connect: 'connects there',
  env: 'sets that variable',
  run: 'runs that command',
  elsewhere: 'runs that command in another place, and gives it what comes in',
  'elsewhere-unfed': 'runs that command in another place',
  'elsewhere-shell': 'runs that command line in another place',
  'run-more': 'runs that command with more words from its input',
  module: 'can run programs, and what a program of that name does',
  replace: 'stands for a word that is not known',
  shell: 'runs that text in a shell',
  code: 'can run programs',
  user: 'acts as that user',
  print: 'shows that text, and any secret of the environment in it',
  'print-variable': 'shows that variable',
  sed: 'runs that sed program',
  awk: 'runs that awk program',
  jq: 'runs that jq program',
  sql: 'runs that SQL',
  fzf: 'does what these bindings of fzf say',
  folder: 'moves where the rest of the line takes place',
  variable: 'sets that variable to what is not known',
  assignment: 'sets that variable',
};

/** Never covered by the name of the program, whether marked or not (language.md §6). */
const ALWAYS: readonly string[] = ['run', 'run-more', 'module', 'shell', 'code', 'user', 'escalate'];
const isAlways = (act: string): boolean => ALWAYS.includes(act);

export function leadOfOption({ role, value, does, hazard }: OptionDescription): Lead {
  const roles = [role, value?.role].filter((one) => one !== undefined);
  const words = (value?.items ?? []).map(leadOfOperand);
  return {
    leadsTo: [...roles.map((one) => OF_ROLE[one]), ...words.flatMap(({ leadsTo }) => leadsTo), ...does.map(showDoes)],
    hazard:
      hazard === true ||
      [...roles, ...does.map(({ act }) => act)].some(isAlways) ||
      [...words, ...does].some((one) => one.hazard),
  };
}

export function leadOfOperand(item: OperandItem): Lead {
  if (item.kind === 'optional') return joinLeads(item.items.map(leadOfOperand));
  if (item.kind !== 'value' || item.role === undefined) return { leadsTo: [], hazard: false };
  return { leadsTo: [OF_ROLE[item.role]], hazard: item.hazard === true || isAlways(item.role) };
}

const joinLeads = (leads: readonly Lead[]): Lead => ({
  leadsTo: leads.flatMap(({ leadsTo }) => leadsTo),
  hazard: leads.some(({ hazard }) => hazard),
});

/** What a variable set in front of the program leads to. */
export const leadOfEnv = ({ role }: EnvDescription): Lead => ({
  leadsTo: role === undefined ? [] : [OF_ROLE[role]],
  hazard: role !== undefined && isAlways(role),
});

/** What a command does by itself; that it runs code is its ordinary business unless it is marked. */
export const leadOfDoes = (does: Does): Lead => ({
  leadsTo: [showDoes(does)],
  hazard: does.hazard === true || (does.act !== 'code' && isAlways(does.act)),
});

function showDoes({ act, target, withoutOperands }: Does): string {
  const what = target === undefined ? '' : ` \`${target}\``;
  return `${VERBS[act]}${what}${withoutOperands === true ? ' where no operand says otherwise' : ''}`;
}

const VERBS: Readonly<Record<Does['act'], string>> = {
  read: 'reads',
  write: 'writes',
  delete: 'deletes',
  'read-tree': 'reads all of',
  'write-tree': 'writes all of',
  'delete-tree': 'deletes all of',
  'write-into': 'writes files of the same names in',
  'write-tree-into': 'writes folders of the same names in',
  'write-contents-into': 'writes folders of the same names in',
  link: 'links to',
  'write-numbered': 'writes',
  upload: 'sends',
  'named-read': 'reads',
  'named-upload': 'sends',
  database: 'reads or writes',
  'glob-read': 'reads',
  pathspec: 'reads',
  'write-pathspec': 'writes',
  'delete-pathspec': 'deletes',
  look: 'looks at',
  'look-tree': 'looks at all of',
  certificate: 'reads',
  revision: 'reads',
  package: 'takes the package',
  fetch: 'reads or fetches',
  'fetch-tree': 'reads or fetches all of',
  send: 'writes or sends',
  endpoint: 'connects to',
  address: 'connects to',
  remote: 'connects to the remote',
  refspec: 'updates',
  repository: 'connects to the repository',
  cwd: 'works in',
  project: 'runs the code of',
  recipe: 'reads',
  mount: 'mounts',
  connect: 'connects to',
  env: 'sets',
  run: 'runs',
  shell: 'runs in a shell',
  code: 'can run programs',
  user: 'acts as',
  escalate: 'acts as',
  change: 'changes',
  sed: 'runs the sed program',
  awk: 'runs the awk program',
  jq: 'runs the jq program',
  sql: 'runs the SQL',
  fzf: 'does what bindings of fzf say',
};
