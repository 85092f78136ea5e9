import { statSync } from 'node:fs';

/** How often the files are looked at, in milliseconds. */
const EVERY = 250;

/** What was there, by path. */
export type Stamps = ReadonlyMap<string, string>;

/** How some files are now. */
export const stampsOf = (paths: ReadonlySet<string>): Stamps => new Map([...paths].map((path) => [path, stamp(path)]));

/**
 * Resolves when one of some files is no longer as it was: changed, gone, or come back. They are looked at again and
 * again: editors replace files, and a watch on the old one would never speak again.
 */
export function changeSince(before: Stamps): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if ([...before].every(([path, was]) => stamp(path) === was)) return;
      clearInterval(timer);
      resolve();
    }, EVERY);
  });
}

function stamp(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return '';
  }
}
