import { newId } from '../ids.ts';
import { offersFor } from '../offers.ts';
import { lastingScope } from '../remember.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Question, View } from '../view.ts';
import type { ShownRequest } from './approval.ts';
import { type Binding, demandedBy } from './binding.ts';
import type { ApprovalDraft } from './take.ts';

/** A request for a question nobody was asked yet. */
export function draftOf(
  question: Question,
  { decision, tryGrants }: View,
  binding: Binding,
  shown: ShownRequest,
  surroundings: Surroundings,
): ApprovalDraft {
  const { agent, roots, home } = question.context;
  const places = { roots: roots ?? [], ...(home === undefined ? {} : { home }) };
  const scope = lastingScope(question);
  // A pattern spells the request out; one with a secret in it is not put on disk before someone wants it there.
  const mayOffer = !shown.masked && Object.keys(scope).length > 0;
  return {
    id: `apr_${newId(surroundings)}`,
    ...binding,
    revision: decision.revision,
    demands: demandedBy(decision),
    ...(agent === undefined ? {} : { agent }),
    ...(question.session === undefined ? {} : { session: question.session }),
    shown,
    offers: mayOffer ? offersFor(decision, places, tryGrants).allow : [],
    scope,
  };
}
