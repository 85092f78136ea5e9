import type { Act, Folders } from '../act.ts';
import type { Knowledge } from '../describe/consequence.ts';
import type { Dialect } from '../request.ts';

/** What a walk may rely on. */
export interface WalkOptions {
  readonly dialect: Dialect;
  readonly folders: Folders;
  readonly home?: string;
  /** Absolute workspace roots: `cd` to a folder under one is no act of its own. */
  readonly roots: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly knowledge: Knowledge;
}

/** Every act of a command line, in source order; a `run` act carries its consequences. Total: never throws. */
export function walk(_command: string, _options: WalkOptions): readonly Act[] {
  const span = { start: 0, end: _command.length };
  return [{ kind: 'opaque', why: 'syntax', reason: 'this shell text is not read yet', span }];
}
