import type { Scope } from './document.ts';
import { normalizeWorkspace } from './workspace.ts';

/** Who is asking, and from where. */
export interface Asker {
  readonly agent?: string;
  readonly session?: string;
  /** Workspace roots as the host gives them. */
  readonly roots?: readonly string[];
}

/** Whether an answer given for `scope` is meant for this asker. */
export function scopeHolds(scope: Scope, asker: Asker): boolean {
  if (scope.agent !== undefined && scope.agent !== asker.agent) return false;
  if (scope.session !== undefined && scope.session !== asker.session) return false;
  if (scope.workspace === undefined) return true;
  return (asker.roots ?? []).some((root) => normalizeWorkspace(root) === scope.workspace);
}

/** Whether it holds for every agent, everywhere, for ever: an answer nobody gives by accident. */
export function isEverywhere(scope: Scope): boolean {
  return scope.agent === undefined && scope.session === undefined && scope.workspace === undefined;
}

/** The same text for the same scope. */
export function scopeKey(scope: Scope): string {
  return JSON.stringify([scope.agent ?? null, scope.workspace ?? null, scope.session ?? null]);
}
