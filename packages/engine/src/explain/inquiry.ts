import type { CompiledPolicy } from '../compile.ts';
import type { Decision } from '../decision.ts';
import type { Effect } from '../policy.ts';
import type { CompiledRule } from '../rule.ts';
import type { Scene } from '../scene.ts';

/** A decision with what it came from, and the means to ask what other rules would have made of it. */
export interface Inquiry {
  /** The command's text; empty for a request that is none. */
  readonly command: string;
  readonly decision: Decision;
  readonly policy: CompiledPolicy;
  readonly scene: Scene;
  /** The verdict on the same request with these rules and no others; descriptions and defaults stay. */
  readonly effectWith: (rules: readonly CompiledRule[]) => Effect;
}
