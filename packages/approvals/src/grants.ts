import type { Target } from '@writ/engine';
import { disguisedIn, tooBroad } from './breadth.ts';
import type { Grant, Origin, Refusal, Scope, StoreDocument } from './document.ts';
import { newId } from './ids.ts';
import { isEverywhere, scopeKey } from './scope.ts';
import type { Surroundings } from './surroundings.ts';
import type { Change } from './update-store.ts';
import { normalizeWorkspace } from './workspace.ts';

/** A yes to be remembered, before it has an id. */
export interface GrantDraft {
  readonly pattern: string;
  readonly target: Target;
  readonly scope: Scope;
  readonly origin: Origin;
  readonly expiresAt?: number;
  readonly maxUses?: number;
  readonly exact?: string;
  /** Someone said in so many words that it may be broad, or hold everywhere. */
  readonly widen?: true;
}

/** What became of a draft; `failed` comes from the store around it. */
export type Added =
  | { readonly status: 'added' | 'present'; readonly grant: Grant }
  | { readonly status: 'refused'; readonly reason: string };

/** Turns the text of a pattern (`run npm test`) into a target; the language lives elsewhere and is handed in. */
export type CompilePattern = (
  text: string,
) =>
  | { readonly ok: true; readonly target: Target; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** How patterns compare; `foldCase` only where the matching itself ignores case. */
export interface GrantOptions {
  readonly foldCase?: boolean;
}

/** A draft from what a person typed, or the reason why it is none. */
export function draftOf(
  text: string,
  rest: Omit<GrantDraft, 'pattern' | 'target'>,
  compilePattern: CompilePattern,
): { readonly ok: true; readonly draft: GrantDraft } | { readonly ok: false; readonly reason: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, reason: 'the pattern is empty' };
  const compiled = compilePattern(trimmed);
  if (!compiled.ok) return { ok: false, reason: compiled.problem };
  return { ok: true, draft: { ...rest, pattern: compiled.text, target: compiled.target } };
}

/** Adds a grant unless it is there already, covers too much, or could never hold. */
export function addGrant(
  document: StoreDocument,
  draft: GrantDraft,
  surroundings: Surroundings,
  options: GrantOptions = {},
): Change<Added> {
  const scope = normalizedScope(draft.scope);
  const reason = scope === undefined ? 'the workspace is not an absolute folder' : refusalOf(draft, surroundings.now());
  if (scope === undefined || reason !== undefined)
    return { document, result: { status: 'refused', reason: reason ?? '' } };
  const present = document.grants.find((grant) => covers(grant, { ...draft, scope }, surroundings.now(), options));
  if (present !== undefined) return { document, result: { status: 'present', grant: present } };
  const grant = grantOf(draft, scope, surroundings);
  return { document: { ...document, grants: [...document.grants, grant] }, result: { status: 'added', grant } };
}

function refusalOf(draft: GrantDraft, now: number): string | undefined {
  if (draft.pattern.trim() === '') return 'the pattern is empty';
  if (draft.expiresAt !== undefined && draft.expiresAt <= now) return 'it would have expired already';
  if (draft.maxUses !== undefined && !(Number.isSafeInteger(draft.maxUses) && draft.maxUses > 0))
    return 'it would never hold';
  const broad = tooBroad(draft.target);
  if (broad !== undefined && (draft.widen !== true || draft.target.kind === 'opaque')) return broad;
  const disguised = disguisedIn(draft.target);
  if (disguised !== undefined && draft.widen !== true) return `\`${disguised}\` mixes letters that look alike`;
  if (draft.widen !== true && isEverywhere(draft.scope))
    return 'it would hold for every agent everywhere; name a workspace, an agent or a session';
  return undefined;
}

/** Whether an existing grant answers all that the draft would. */
function covers(grant: Grant, draft: GrantDraft, now: number, options: GrantOptions): boolean {
  if (!isSame(grant, draft, options)) return false;
  if (grant.expiresAt !== undefined && (grant.expiresAt <= now || grant.expiresAt < (draft.expiresAt ?? Infinity)))
    return false;
  return grant.maxUses === undefined || grant.maxUses === draft.maxUses;
}

type Keyed = Pick<GrantDraft, 'pattern' | 'scope' | 'exact'>;

/** Whether two answers are about the same, for the same asker. The pattern comes first: of many answers few share it. */
function isSame(one: Keyed, other: Keyed, options: GrantOptions): boolean {
  const patternOf = ({ pattern }: Keyed) => (options.foldCase === true ? pattern.toLowerCase() : pattern).trim();
  return (
    patternOf(one) === patternOf(other) && one.exact === other.exact && scopeKey(one.scope) === scopeKey(other.scope)
  );
}

function grantOf(draft: GrantDraft, scope: Scope, surroundings: Surroundings): Grant {
  return {
    id: newId(surroundings),
    pattern: draft.pattern.trim(),
    target: draft.target,
    scope,
    origin: draft.origin,
    createdAt: surroundings.now(),
    ...(draft.expiresAt === undefined ? {} : { expiresAt: draft.expiresAt }),
    ...(draft.maxUses === undefined ? {} : { maxUses: draft.maxUses }),
    ...(draft.exact === undefined ? {} : { exact: draft.exact }),
  };
}

/** The scope with its workspace in the one spelling; `undefined` when that is no workspace. */
function normalizedScope(scope: Scope): Scope | undefined {
  if (scope.workspace === undefined) return scope;
  const workspace = normalizeWorkspace(scope.workspace);
  return workspace === undefined ? undefined : { ...scope, workspace };
}

/** Remembers a no. Nothing is too broad to be refused. */
export function addRefusal(
  document: StoreDocument,
  draft: Pick<GrantDraft, 'pattern' | 'target' | 'scope' | 'origin'> & { readonly because?: string },
  surroundings: Surroundings,
): Change<{ readonly status: 'added' | 'present'; readonly refusal: Refusal }> {
  const present = document.answers.find((refusal) => isSame(refusal, draft, {}));
  if (present !== undefined) return { document, result: { status: 'present', refusal: present } };
  const { pattern, target, scope, origin, because } = draft;
  const refusal: Refusal = {
    ...{ id: newId(surroundings), pattern, target, scope, origin, createdAt: surroundings.now() },
    ...(because === undefined ? {} : { because }),
  };
  return { document: { ...document, answers: [...document.answers, refusal] }, result: { status: 'added', refusal } };
}
