import type { Context } from '@writ/engine';

/** Where the agent of this page works: a folder that exists in its memory only. */
export const REPOSITORY = '/repo';
const HOME = '/home/me';

/** What a verdict may depend on beside policy and request. */
export function contextNow(now: number = Date.now()): Context {
  return { roots: [REPOSITORY], cwd: REPOSITORY, home: HOME, agent: 'playground', interactive: true, now };
}
