import type { Folders } from '../../act.ts';
import type { Knowledge } from '../../describe/consequence.ts';
import type { Dialect } from '../../request.ts';

/** What a walk may rely on. */
export interface WalkOptions {
  readonly dialect: Dialect;
  readonly folders: Folders;
  readonly home?: string;
  /** Absolute workspace roots: `cd` to a folder under one is no act of its own. */
  readonly roots: readonly string[];
  /** Variables the line starts with. Of those not named here only one thing is believed: that arithmetic on them runs nothing. */
  readonly env?: Readonly<Record<string, string>>;
  readonly knowledge: Knowledge;
}
