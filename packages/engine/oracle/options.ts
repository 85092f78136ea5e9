import { parseArgs } from 'node:util';
import type { RunMode } from './bash/bash.ts';
import { CLASSES, type Class, FAILURES } from './compare/judge.ts';

export interface Options {
  readonly count: number;
  /** The number of the first script, to go on where a run was broken off. */
  readonly from: number;
  readonly seed: number;
  readonly jobs: number;
  /** How many findings of each class are shrunk and printed. */
  readonly show: number;
  readonly only: readonly Class[];
  readonly mode: RunMode;
  /** A file for all findings that are shown, as JSON lines. */
  readonly out?: string;
}

const MODES: readonly RunMode[] = ['fast', 'exact', 'dash'];

/** The command line's options, or a sentence about what is wrong with them. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        count: { type: 'string', default: '20000' },
        from: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
        jobs: { type: 'string', default: '2' },
        show: { type: 'string', default: '10' },
        only: { type: 'string' },
        out: { type: 'string' },
        mode: { type: 'string', default: 'fast' },
      },
    });
    const { count, from, seed, jobs, show } = values;
    const numbers = {
      count: Number(count),
      from: Number(from),
      seed: Number(seed),
      jobs: Number(jobs),
      show: Number(show),
    };
    const bad = Object.entries(numbers).find(([, number]) => !Number.isSafeInteger(number) || number < 0);
    if (bad !== undefined) return `--${bad[0]} is a whole number`;
    const only = CLASSES.filter((name) => (values.only === undefined ? FAILURES.includes(name) : name === values.only));
    if (only.length === 0) return `--only is one of ${CLASSES.join(', ')}`;
    const mode = MODES.find((name) => name === values.mode);
    if (mode === undefined) return `--mode is one of ${MODES.join(', ')}`;
    return { ...numbers, only, mode, ...(values.out === undefined ? {} : { out: values.out }) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
