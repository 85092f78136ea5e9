import type { Grant, Refusal, Scope, StoreDocument } from './document.ts';
import { addGrant, addRefusal } from './grants.ts';
import type { Offer } from './offers.ts';
import type { Store } from './store.ts';
import type { Surroundings } from './surroundings.ts';
import { type Change, updateStore } from './update-store.ts';
import type { Question } from './view.ts';
import { normalizeWorkspace } from './workspace.ts';

/** Whether an answer was kept. A failure is said, and changes nothing about what was decided. */
export type Remembered =
  | { readonly persisted: true; readonly answers: readonly (Grant | Refusal)[] }
  | { readonly persisted: false; readonly problem: string };

/** Keeps a yes: every pattern of the offer that was chosen, all or none. */
export async function rememberGrant(
  store: Store,
  offer: Offer,
  scope: Scope,
  surroundings: Surroundings,
): Promise<Remembered> {
  const updated = await updateStore(store, (document) => addAll(document, offer, scope, surroundings), surroundings);
  return updated.status === 'saved' || updated.status === 'unchanged'
    ? updated.result
    : { persisted: false, problem: updated.problem };
}

function addAll(document: StoreDocument, offer: Offer, scope: Scope, surroundings: Surroundings): Change<Remembered> {
  let next = document;
  const answers: Grant[] = [];
  for (const { pattern, target } of offer.patterns) {
    const exact = offer.exact === undefined ? {} : { exact: offer.exact };
    const added = addGrant(next, { pattern, target, scope, origin: 'prompt', ...exact }, surroundings);
    if (added.result.status === 'refused')
      return { document, result: { persisted: false, problem: added.result.reason } };
    next = added.document;
    answers.push(added.result.grant);
  }
  return { document: next, result: { persisted: true, answers } };
}

/** Keeps a no. */
export async function rememberRefusal(
  store: Store,
  offer: Offer,
  scope: Scope,
  because: string | undefined,
  surroundings: Surroundings,
): Promise<Remembered> {
  const updated = await updateStore(
    store,
    (document) => {
      let next = document;
      const answers: Refusal[] = [];
      for (const { pattern, target } of offer.patterns) {
        const draft = {
          pattern,
          target,
          scope,
          origin: 'prompt' as const,
          ...(because === undefined ? {} : { because }),
        };
        const added = addRefusal(next, draft, surroundings);
        next = added.document;
        answers.push(added.result.refusal);
      }
      return { document: next, result: answers };
    },
    surroundings,
  );
  if (updated.status !== 'saved' && updated.status !== 'unchanged')
    return { persisted: false, problem: updated.problem };
  return { persisted: true, answers: updated.result };
}

/** An answer holds for the agent and the workspace it was given in, and nowhere else. */
export function lastingScope({ context }: Question): Scope {
  const workspace = normalizeWorkspace(context.roots?.[0] ?? '');
  return {
    ...(context.agent === undefined ? {} : { agent: context.agent }),
    ...(workspace === undefined ? {} : { workspace }),
  };
}

/** As that, for one session. */
export function sessionScope(question: Question): Scope {
  return { ...lastingScope(question), ...(question.session === undefined ? {} : { session: question.session }) };
}
