import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Scratch } from './scratch.ts';

const BLOCK = /^```(console|writ)(?: ([\w./-]+))?\n(.*?)^```$/gms;

/**
 * A page with its blocks played from the top in one folder: ```` ```writ NAME ```` is written as that file, each `$ …` of
 * ```` ```console ```` is typed, and what is printed stands below it.
 */
export function played(page: string, { run, folder, env }: Scratch): string {
  // The folder has another name each time; home is shown as one writes it.
  const typedHere = (line: string): string =>
    typed(line, run)
      .replaceAll(env.HOME ?? '', '~')
      .replaceAll(folder, '/shop');
  return page.replace(BLOCK, (block: string, kind: string, name: string | undefined, body: string) => {
    if (kind === 'console') return `\`\`\`console\n${linesOf(body).map(typedHere).join('')}\`\`\``;
    if (name !== undefined) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), body);
    }
    return block;
  });
}

/** The commands of a block; one that ends in a backslash goes on. */
function linesOf(body: string): readonly string[] {
  return [...body.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map((found) => found[1] ?? '');
}

/** A command, what it printed, and its exit code where that is not 0. */
function typed(line: string, run: Scratch['run']): string {
  const { code, out, err } = run(line);
  const printed = `${out}${err}`.replace(/[ \t]+$/gm, '');
  const ended = printed === '' || printed.endsWith('\n') ? printed : `${printed}\n`;
  return `$ ${line}\n${ended}${code === 0 ? '' : `[exit ${code}]\n`}`;
}

/** How many commands a page has. */
export const commandsIn = (page: string): number => (page.match(/^\$ /gm) ?? []).length;
