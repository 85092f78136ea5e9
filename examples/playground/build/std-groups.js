// The packs of std as a module that loads each group of programs only when it is asked for.
import { pack, packNames } from '@writ/std';

const NAME = 'virtual:writ-std';

/** @returns {import('vite').Plugin} */
export function stdGroups() {
  return {
    name: 'writ-std-groups',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? moduleText() : undefined),
  };
}

/** Which group describes a program, and how a group is fetched. */
function moduleText() {
  const groups = packNames.filter((name) => name !== 'std').map((name) => name.slice('std/'.length));
  const loaders = groups.map((group) => `  ${JSON.stringify(group)}: () => import('@writ/std/${group}'),`);
  const programs = groups.map((group) => `  ${JSON.stringify(group)}: ${JSON.stringify(programsOf(group).join(' '))},`);
  return `export const load = {\n${loaders.join('\n')}\n};\nexport const programs = {\n${programs.join('\n')}\n};\n`;
}

/** @param {string} group */
function programsOf(group) {
  const [document] = pack(`std/${group}`) ?? [];
  return (document?.descriptions ?? []).flatMap(({ programs }) => programs);
}
