import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scratch } from '../testing/scratch.ts';
import { SHELLS } from './shells.ts';

/* Each script in its real shell. A shell that is not there is said, loudly; CI installs them. */

const place = scratch();
afterAll(place.end);
const isThere = (shell: string): boolean => spawnSync('sh', ['-c', `command -v ${shell}`]).status === 0;
const missing = SHELLS.filter((shell) => !isThere(shell));
beforeAll(() => {
  for (const shell of SHELLS) {
    const { code, out } = place.run(`writ completion ${shell}`);
    expect(code).toBe(0);
    writeFileSync(join(place.folder, `writ.${shell}`), out);
  }
  if (missing.length > 0)
    console.error(
      `\nNOT RUN: completion in ${missing.join(', ')}: not installed here (apt-get install ${missing.join(' ')})\n`,
    );
});

/** What each shell would offer after these words, the last one begun. */
const OFFERED: Readonly<Record<(typeof SHELLS)[number], (line: string) => readonly string[]>> = {
  bash: (line) => {
    const words = line.split(' ').map((word) => `'${word}'`);
    const script = `source ./writ.bash; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _writ; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return linesOf(place.run(script).out);
  },
  fish: (line) => linesOf(place.run(`fish --no-config -c 'source ./writ.fish; complete -C "${line}"'`).out),
  zsh: (line) => zshOffers(line),
};

const linesOf = (out: string): readonly string[] =>
  out
    .split('\n')
    .map((one) => one.split('\t')[0]?.trim() ?? '')
    .filter((one) => one !== '');

/** A real zsh on a terminal of its own: the line is typed with a tab, and then what stands in the editor is printed. However long either takes. */
function zshOffers(line: string): readonly string[] {
  const script = `
zmodload zsh/zpty
zpty z zsh -f -i
tell() { zpty -w z "$1" }
tell 'PS1= PS2= RPS1=; unsetopt prompt_sp; setopt list_rows_first no_list_packed; COLUMNS=400 LISTMAX=0'
tell 'autoload -U compinit && compinit -u -D && source ./writ.zsh && bindkey "^X" show && zle -N show && show() { print -r -- "<<$BUFFER>>"; print DO\${:-}NE; exit }'
tell 'offer() { compadd() { local -a a; builtin compadd -O a "$@"; (( $#a )) && print -rl -- "<<"\${^a}">>" >> offered; builtin compadd "$@" }; }; offer; print REA\${:-}DY'
zpty -r z out '*READY*'
sleep 0.3
zpty -w -n z $'${line}\\t\\x18'
zpty -r z out '*DONE*'
zpty -d z
cat offered 2>/dev/null`;
  return [...place.run(`rm -f offered; zsh -f -c '${script.replaceAll("'", `'\\''`)}'`).out.matchAll(/<<(.*?)>>/g)].map(
    (found) => found[1] ?? '',
  );
}

const cases = SHELLS.filter(isThere).flatMap((shell) =>
  (
    [
      ['writ ev', ['eval']],
      ['writ test --form', ['--format']],
      ['writ test --format ', ['text', 'json', 'junit', 'github']],
      ['writ grants l', ['list']],
      ['writ check te', ['team.writ']],
      ['writ eval --policy te', ['team.writ']],
      ['writ completion ', [...SHELLS]],
      ['writ help expl', ['explain']],
    ] as const
  ).map(([line, offered]) => ({ shell, line, offered })),
);

test.for(cases)('$shell completes `$line`', ({ shell, line, offered }) => {
  expect([...new Set(OFFERED[shell](line))].sort()).toEqual([...offered].sort());
});

test('bash is always there', () => {
  expect(missing).not.toContain('bash');
});
