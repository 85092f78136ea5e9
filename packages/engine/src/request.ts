import type { Json } from './act.ts';
import type { Target } from './policy.ts';

export type Dialect = 'sh' | 'bash' | 'zsh';
export const DIALECTS: readonly Dialect[] = ['sh', 'bash', 'zsh'];

/** What an agent wants to do. */
export type Request =
  | { readonly kind: 'shell'; readonly command: string; readonly dialect?: Dialect; readonly cwd?: string }
  | { readonly kind: 'exec'; readonly argv: readonly string[]; readonly cwd?: string }
  | { readonly kind: 'tool'; readonly tool: string; readonly args: Json; readonly cwd?: string }
  | { readonly kind: 'read' | 'write' | 'delete'; readonly path: string; readonly cwd?: string }
  | { readonly kind: 'connect'; readonly target: string };

/** Who asks, and what the host knows: all that a verdict may depend on besides the policy and the request. */
export interface Context {
  /** Absolute workspace roots; relative and `./` path patterns lie under them. */
  readonly roots?: readonly string[];
  /** Absolute home folder, for `~`. */
  readonly home?: string;
  /** The folder a request without its own `cwd` runs in; the first root when absent. */
  readonly cwd?: string;
  readonly agent?: string;
  readonly mode?: string;
  readonly interactive?: boolean;
  /** Milliseconds since 1970. Without it an allow with `until` does not hold, an ask or deny with one does. */
  readonly now?: number;
  /** For each limited rule, by name: how many acts its window already holds. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Environment variables the command starts with, as far as the host tells. */
  readonly env?: Readonly<Record<string, string>>;
  /** Host facts for `host.NAME` conditions. */
  readonly host?: Readonly<Record<string, Json>>;
  /** The real path of a lexical absolute path, where links were resolved: an allow must hold for both. */
  readonly realPaths?: Readonly<Record<string, string>>;
  /** Remembered answers that may serve this request: already narrowed to its agent, session and workspace, none expired. */
  readonly grants?: readonly Grant[];
}

/** A remembered "yes": what it covers, as a rule's target (semantics.md §6). */
export interface Grant {
  readonly id: string;
  readonly target: Target;
}
