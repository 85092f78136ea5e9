import type { Act } from '../src/act.ts';
import type { Knowledge } from '../src/describe/consequence.ts';
import { walk } from '../src/shell/walk.ts';
import { ENVIRONMENT } from './bash/driver.ts';

/** What is under test: the acts of a script that starts in this folder. */
export type Walker = (script: string, folder: string) => readonly Act[];

const NO_KNOWLEDGE: Knowledge = { describe: () => undefined };

/** The engine's walker, told nothing about any program. */
export const engineWalker: Walker = (script, folder) =>
  walk(script, {
    dialect: 'bash',
    folders: [folder],
    home: ENVIRONMENT.HOME,
    roots: [folder],
    env: ENVIRONMENT,
    knowledge: NO_KNOWLEDGE,
  });
