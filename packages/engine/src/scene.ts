import type { FileAct, Folders, RunAct } from './act.ts';
import type { PathQuestion, Places } from './match/path.ts';
import type { RunView } from './match/run-view.ts';
import type { TextMatcher } from './match/text.ts';
import type { Effect } from './policy.ts';
import type { Context, Dialect } from './request.ts';
import type { CompiledTarget } from './rule.ts';
import type { RuleIndex } from './rule-index.ts';

/** A layer as the judge sees it; its position in the engine is its rank. */
export interface RankedLayer {
  readonly name: string;
  /** Not trusted: its rules and default may only make a verdict stricter. */
  readonly tightenOnly: boolean;
  /** Its policy has an error: it yields no rules, and what would be allowed is asked. */
  readonly broken: boolean;
}

/** All that judging one request may look at. */
export interface Scene {
  readonly layers: readonly RankedLayer[];
  readonly index: RuleIndex;
  readonly defaultEffect: { readonly effect: Effect; readonly layer?: string };
  readonly context: Context;
  readonly places: Places;
  readonly dialect: Dialect | undefined;
  readonly folders: Folders;
  readonly programFolders: ReadonlySet<string>;
  /** Folders of which anyone may see what lies in them, by name: absolute paths, and `~`. */
  readonly shownFolders: ReadonlySet<string>;
  /** Variables that choose programs or load code: a wildcard never covers them. */
  readonly steering: readonly TextMatcher[];
  readonly grants: readonly { readonly id: string; readonly target: CompiledTarget }[];
  /** What was worked out of an act once is not worked out again for every rule. */
  readonly memo: Memo;
  /** Names of limited rules whose window has no room for this request. */
  readonly exhausted: ReadonlySet<string>;
}

export interface Memo {
  readonly views: Map<RunAct, RunView>;
  readonly questions: Map<FileAct, readonly PathQuestion[]>;
}

export const emptyMemo = (): Memo => ({ views: new Map(), questions: new Map() });
