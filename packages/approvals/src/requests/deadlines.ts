import type { ApprovalRequest } from './approval.ts';

/** Keeps requests from living longer than they may while a process watches them, however its wall clock is set. */
export interface Deadlines {
  /** Notes a request when it is first seen, and says whether its time is over by the other clock. */
  isOver(approval: ApprovalRequest): boolean;
}

const MOST = 10_000;

/** Creates deadlines on a clock that is never set: `uptime` in milliseconds since whenever. */
export function createDeadlines(now: () => number, uptime: () => number): Deadlines {
  const ends = new Map<string, number>();
  return {
    isOver: ({ id, expiresAt }) => {
      const at = uptime();
      const end = Math.min(ends.get(id) ?? Number.POSITIVE_INFINITY, at + expiresAt - now());
      ends.set(id, end);
      if (ends.size > MOST) for (const oldest of [...ends.keys()].slice(0, MOST / 2)) ends.delete(oldest);
      return at >= end;
    },
  };
}
