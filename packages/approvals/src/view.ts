import type { Context, Request } from '@writ/engine';
import { actsDigest } from './acts-digest.ts';
import { applicableGrants, applicableRefusals, counterKeyOf } from './applicable.ts';
import { countsAt, type Reservation } from './counters.ts';
import { EMPTY_DOCUMENT, type Grant, type StoreDocument } from './document.ts';
import { type Decision, hasAskRule, isLocked, type Policy, type PolicySource } from './engine.ts';
import type { Asker } from './scope.ts';
import type { Store } from './store.ts';
import type { Surroundings } from './surroundings.ts';
import { documentOf, messageOf } from './update-store.ts';
import type { AskSource, Verdict } from './verdict.ts';

/** What is asked, by whom. */
export interface Question {
  readonly request: Request;
  readonly context: Context;
  readonly session?: string;
  /** Where the question itself comes from, when it is not the policy: a sandbox that failed, a tool's own question. */
  readonly source?: AskSource;
}

/** One look at a request, with the policy and the answers as they are at that moment. */
export interface View {
  readonly policy: Policy;
  readonly document: StoreDocument;
  readonly decision: Decision;
  readonly verdict: Verdict;
  /** The grants that the decision may have used, by id. */
  readonly grants: ReadonlyMap<string, Grant>;
  /** Why the store could not be read. Then nothing is remembered, refusals neither: what would be allowed is asked. */
  readonly problem?: string;
  readonly witness?: { readonly revision: string; readonly generation?: number };
  /** Decides the same with more grants, for trying out offers. */
  readonly tryGrants: (grants: NonNullable<Context['grants']>) => Decision;
}

/** What a look needs. */
export interface Sources {
  readonly store: Store;
  readonly policy: PolicySource;
  readonly surroundings: Surroundings;
}

/** What to count differently from the store: keys that could not be reserved and so do not hold, and units that are our own. */
export interface Adjustments {
  readonly exhausted?: ReadonlySet<string>;
  readonly taken?: readonly Reservation[];
}

/** Decides a request. */
export async function look(
  sources: Sources,
  question: Question,
  { exhausted = new Set(), taken = [] }: Adjustments = {},
): Promise<View> {
  const now = sources.surroundings.now();
  const { document, problem, witness } = await read(sources.store);
  const asker = askerOf(question);
  const policy = sources.policy(applicableRefusals(document, asker));
  const credit = (key: string) => taken.filter((one) => one.key === key).reduce((sum, one) => sum + one.count, 0);
  const grants = applicableGrants(document, asker, now, credit).filter(
    (grant) => !exhausted.has(counterKeyOf(grant.id)),
  );
  const counted = Object.entries(countsAt(document, now)).map(([key, count]) => [key, count - credit(key)]);
  const full = [...exhausted].map((key) => [key, Number.MAX_SAFE_INTEGER]);
  const counts: Readonly<Record<string, number>> = {
    ...question.context.counts,
    ...Object.fromEntries([...counted, ...full]),
  };
  const context: Context = { ...question.context, now, counts };
  const decideWith = (more: NonNullable<Context['grants']>) =>
    policy.decide(question.request, { ...context, grants: more });
  const free = grants.filter((grant) => grant.exact === undefined).map(asEngineGrant);
  const decision = withExact(decideWith(free), grants, free, decideWith);
  return {
    ...{ policy, document, decision, grants: new Map(grants.map((grant) => [grant.id, grant])) },
    verdict: verdictOf(decision, question, problem !== undefined),
    tryGrants: (more) => decideWith([...free, ...more]),
    ...(problem === undefined ? {} : { problem }),
    ...(witness === undefined ? {} : { witness }),
  };
}

/** Grants for one request only: they join in when the acts turn out to be theirs. */
function withExact(
  decision: Decision,
  grants: readonly Grant[],
  free: NonNullable<Context['grants']>,
  decideWith: (more: NonNullable<Context['grants']>) => Decision,
): Decision {
  if (decision.effect !== 'ask' || !grants.some((grant) => grant.exact !== undefined)) return decision;
  const digest = actsDigest(decision.acts);
  const exact = grants.filter((grant) => grant.exact === digest).map(asEngineGrant);
  return exact.length === 0 ? decision : decideWith([...free, ...exact]);
}

function asEngineGrant({ id, target }: Grant): { readonly id: string; readonly target: Grant['target'] } {
  return { id, target };
}

async function read(
  store: Store,
): Promise<{ readonly document: StoreDocument; readonly problem?: string; readonly witness?: View['witness'] & {} }> {
  try {
    const loaded = await store.load();
    if (loaded.status === 'invalid') return { document: EMPTY_DOCUMENT, problem: loaded.problem };
    const generation = loaded.status === 'loaded' ? loaded.generation : undefined;
    const witness = { revision: loaded.revision, ...(generation === undefined ? {} : { generation }) };
    return { document: documentOf(loaded), witness };
  } catch (error) {
    return { document: EMPTY_DOCUMENT, problem: messageOf(error) };
  }
}

/** A store that cannot be read may hold a refusal of just this: never an allow, and nothing loosens that. */
function verdictOf(decision: Decision, question: Question, unreadable: boolean): Verdict {
  const effect = decision.effect === 'allow' && unreadable ? 'ask' : decision.effect;
  const source = question.source ?? (hasAskRule(decision) ? 'rule' : 'default');
  return { effect, source, locked: unreadable || isLocked(decision) };
}

/** Who asks, for scopes and prompts. */
export function askerOf({ context, session }: Question): Asker {
  return {
    ...(context.agent === undefined ? {} : { agent: context.agent }),
    ...(context.roots === undefined ? {} : { roots: context.roots }),
    ...(session === undefined ? {} : { session }),
  };
}

/** What the caller does with his objects afterwards no longer matters. */
export function copied({ request, context, session, source }: Question): Question {
  const copy = JSON.parse(JSON.stringify({ request, context })) as Pick<Question, 'request' | 'context'>;
  return { ...copy, ...(session === undefined ? {} : { session }), ...(source === undefined ? {} : { source }) };
}
