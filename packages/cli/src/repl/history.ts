import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The lines of earlier conversations, newest first as readline wants them. */
export interface History {
  readonly lines: readonly string[];
  add(line: string): void;
}

const MOST = 500;

/** Kept in a file that only its owner reads. A history that cannot be read or written is none, and no trouble. */
export function openHistory(path: string): History {
  return {
    lines: read(path).reverse(),
    add: (line) => {
      // As in a shell: with a blank in front, a line is not kept.
      if (line.startsWith(' ') || line.trim() === '') return;
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        appendFileSync(path, `${line}\n`, { mode: 0o600 });
      } catch {
        // Without it the conversation goes on.
      }
    },
  };
}

function read(path: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.filter((line) => line !== '').slice(-MOST);
  } catch {
    return [];
  }
}
