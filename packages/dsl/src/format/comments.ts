import type { Comment } from '../read/cursor.ts';

/** The comments of a policy, taken in their order while its statements are laid out. */
export interface CommentQueue {
  /** The next comment, if it starts before an offset. */
  takeBefore(offset: number): Comment | undefined;
  /** The next comment, if it stands behind an offset on the same line and before another. */
  takeBehind(offset: number, before: number): Comment | undefined;
}

/** `comments` in source order. */
export function createCommentQueue(source: string, comments: readonly Comment[]): CommentQueue {
  let at = 0;
  const takeBefore = (offset: number): Comment | undefined => {
    const next = comments[at];
    if (next === undefined || next.start >= offset) return undefined;
    at++;
    return next;
  };
  return {
    takeBefore,
    takeBehind(offset, before) {
      const next = comments[at];
      const isBehind = next !== undefined && next.start >= offset && !source.slice(offset, next.start).includes('\n');
      return isBehind ? takeBefore(before) : undefined;
    },
  };
}
