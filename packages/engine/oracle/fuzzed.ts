import type { Act } from '../src/act.ts';
import type { Knowledge } from '../src/describe/consequence.ts';
import { DIALECTS, type Dialect } from '../src/request.ts';
import { walk } from '../src/shell/walk.ts';

const NO_KNOWLEDGE: Knowledge = { describe: () => undefined };

const follow = (text: string, dialect: Dialect): readonly Act[] =>
  walk(text, { dialect, folders: ['/w'], home: '/h', roots: ['/w'], knowledge: NO_KNOWLEDGE });

/** What is wrong with how a text is read, in any dialect: an exception, or an act that lies outside of it. */
export function problemOf(text: string): string | undefined {
  for (const dialect of DIALECTS) {
    try {
      const acts = follow(text, dialect);
      if (!acts.every(({ span }) => 0 <= span.start && span.start <= span.end && span.end <= text.length))
        return `${dialect}: an act lies outside of the text`;
    } catch (error) {
      return `${dialect}: ${String(error)}`;
    }
  }
  return undefined;
}

const KiB = 1024;
/** Below this a measurement says nothing. */
const NOTICEABLE = 20;

/** Whether a text repeated to twice the length takes much more than twice the time. */
export function slowness(text: string): string | undefined {
  if (text === '') return undefined;
  const [once, twice] = [16 * KiB, 32 * KiB].map((size) =>
    timeOf(text.repeat(Math.ceil(size / text.length)).slice(0, size)),
  );
  if (once === undefined || twice === undefined || twice < NOTICEABLE || twice < 4 * once) return undefined;
  return `${once.toFixed(0)} ms for 16 KiB of this, ${twice.toFixed(0)} ms for 32 KiB`;
}

/** Milliseconds at best of several runs. */
function timeOf(text: string): number {
  const times = Array.from({ length: 4 }, () => {
    const start = performance.now();
    follow(text, 'bash');
    return performance.now() - start;
  });
  return Math.min(...times);
}
