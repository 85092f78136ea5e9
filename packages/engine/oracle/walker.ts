import type { Act } from '../src/act.ts';
import type { Knowledge } from '../src/describe/consequence.ts';
import type { Dialect } from '../src/request.ts';
import { walk } from '../src/shell/walk.ts';
import { ENVIRONMENT, FOLDERS } from './bash/driver.ts';

/** What is under test: the acts of a script that starts in this folder. */
export type Walker = (script: string, folder: string) => readonly Act[];

const NO_KNOWLEDGE: Knowledge = { describe: () => undefined };

/** The engine's walker, told nothing about any program. */
export const engineWalker: Walker = walkerOf('bash', ENVIRONMENT.PATH);
/** The same for a text that is run by some sh. */
export const shWalker: Walker = walkerOf('sh', FOLDERS.programs);

function walkerOf(dialect: Dialect, path: string): Walker {
  return (script, folder) =>
    walk(script, {
      dialect,
      folders: [folder],
      home: ENVIRONMENT.HOME,
      roots: [folder],
      env: { ...ENVIRONMENT, PATH: path },
      knowledge: NO_KNOWLEDGE,
    });
}
