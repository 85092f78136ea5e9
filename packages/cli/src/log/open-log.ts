import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Io, type UsageProblem, usage } from '../io.ts';
import type { Options } from '../options.ts';
import { type Log, readLog } from './read-log.ts';

/** The log a command names; `-` is standard input. */
export async function openLog(file: string, options: Options, io: Io): Promise<Log | UsageProblem> {
  if (file === '-') return readLog(io.input);
  const path = resolve(options.base, file);
  try {
    if (statSync(path).isDirectory()) return usage(`\`${file}\` is a folder`, 'name a file of JSON Lines in it');
    return await readLog(createReadStream(path));
  } catch (error) {
    return usage(
      `\`${file}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'a log is a file of JSON Lines; `-` reads standard input',
    );
  }
}
