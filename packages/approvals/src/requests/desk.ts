import { assertNever } from '../assert-never.ts';
import type { AuditEntry } from '../audit.ts';
import { type Reservation, refund, reserve } from '../counters.ts';
import type { PolicySource } from '../engine.ts';
import { newId } from '../ids.ts';
import { createMemoryStore } from '../memory-store.ts';
import { type Remaining, remainingIn } from '../remaining.ts';
import { reservationsOf } from '../reserve.ts';
import type { Store } from '../store.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Change, messageOf } from '../update-store.ts';
import { copied, look, type Question, type View } from '../view.ts';
import { unsealed } from './approval.ts';
import { type Binding, bindingOf } from './binding.ts';
import { createDeadlines } from './deadlines.ts';
import { auditDesk } from './desk-audit.ts';
import { type DeskEnding, type DeskOutcome, type Refusal, type RunTicket, refuse, run } from './desk-outcome.ts';
import { draftOf } from './draft.ts';
import { createEventHub } from './event-hub.ts';
import type { ApprovalEvent } from './events.ts';
import { updatesInTurn } from './in-turn.ts';
import { requestLimits } from './limits.ts';
import { createRecent } from './recent.ts';
import { commitCall, rollBackCall, type Settled } from './settle.ts';
import { shownRequest } from './shown.ts';
import { type RequestLimits, type Taken, take, withoutMoot } from './take.ts';
import type { RequestTime } from './time.ts';

/** What a desk works with. */
export interface ApprovalDeskOptions {
  /** Without one nobody can be asked: what would be asked, or is limited, is refused. */
  readonly store: Store | undefined;
  readonly policy: PolicySource;
  readonly surroundings: Surroundings;
  /** Milliseconds on a clock that is never set: then a wall clock that is cannot make a request live longer. */
  readonly uptime?: () => number;
  readonly limits?: Partial<RequestLimits>;
  readonly audit?: (entry: AuditEntry) => Promise<void>;
  /** Called for each event of this desk, and of others where the store tells of them. It must not throw. */
  readonly onEvent?: (event: ApprovalEvent) => void;
}

/** For hosts that cannot hold a call open: what is asked becomes a stored request, and a retry after the answer goes through once. */
export interface ApprovalDesk {
  /** Never rejects. `run` holds for one call; settle it afterwards. */
  authorize(question: Question): Promise<DeskOutcome>;
  /** Says how a call ended: `failed` gives back what was taken for it. Twice is as good as once. Never rejects. */
  settle(ticket: RunTicket, how: 'done' | 'failed'): Promise<DeskSettled>;
  /** Everything that happens to requests from now on. */
  events(): AsyncIterableIterator<ApprovalEvent>;
  close(): void;
}

/** As `Settled`, or why the store could not be told: the call then counts as running. */
export type DeskSettled = Settled | { readonly status: 'failed'; readonly problem: string };

/** Look once more, with these counter keys as used up. */
interface Again {
  readonly again: readonly string[];
}

const MOST_ROUNDS = 5;

/** Creates a desk. Throws a `TypeError` on limits that make no sense. */
export function createApprovalDesk(options: ApprovalDeskOptions): ApprovalDesk {
  const { surroundings, policy } = options;
  const store = options.store ?? createMemoryStore();
  const limits = requestLimits(options.limits);
  const deadlines = options.uptime === undefined ? undefined : createDeadlines(surroundings.now, options.uptime);
  const hub = createEventHub(options.store, options.onEvent);
  const update = updatesInTurn(store, surroundings, hub.written);
  const ended = createRecent();

  const time = (): RequestTime => ({ now: surroundings.now(), ...(deadlines && { isOver: deadlines.isOver }) });
  const newConsumption = () => `con_${newId(surroundings)}`;

  const decide = async (question: Question): Promise<DeskEnding> => {
    let exhausted: ReadonlySet<string> = new Set();
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      const view = await look({ store, policy, surroundings }, question, { exhausted });
      const next = await answer(question, view, bindingOf(question, view.decision));
      if (!('again' in next)) return next;
      exhausted = new Set([...exhausted, ...next.again]);
    }
    return refuse('failed', 'what holds changed again and again: try once more');
  };

  const answer = async (question: Question, view: View, binding: Binding): Promise<DeskEnding | Again> => {
    const { decision, problem } = view;
    if (decision.effect === 'deny') {
      await retire(view, binding);
      return refuse('denied-by-policy', decision.reasons[0] ?? 'the policy denies it', { decision });
    }
    if (problem !== undefined) return refuse('failed', `the store cannot be used: ${problem}`, { decision });
    const { wanted, unknown } = reservationsOf(view);
    if (unknown.length > 0) return { again: unknown };
    if (decision.effect === 'ask') return ask(question, view, binding, wanted);
    if (wanted.length > 0) return reserved(view, binding, wanted);
    await retire(view, binding);
    return run('allowed', decision, { consumption: newConsumption(), taken: [], takenAt: surroundings.now() }, []);
  };

  /** The policy now answers by itself: nobody has to be asked, and nothing that was said counts any more. */
  const retire = async ({ document }: View, { subject }: Binding) => {
    if (withoutMoot(document, { subject }, time()) === document) return;
    await update((current) => ({ document: withoutMoot(current, { subject }, time()), result: undefined }));
  };

  const reserved = async (
    { decision }: View,
    { subject }: Binding,
    wanted: readonly Reservation[],
  ): Promise<DeskEnding | Again> => {
    const all = { again: wanted.map(({ key }) => key) };
    if (options.store === undefined) return all;
    const at = surroundings.now();
    const updated = await update((document): Change<Again | { readonly left: readonly Remaining[] }> => {
      const next = reserve(document, wanted, at);
      if ('exhausted' in next) return { document, result: { again: [next.exhausted.key] } };
      return {
        document: withoutMoot(next.document, { subject }, time()),
        result: { left: remainingIn(next.document, wanted, at) },
      };
    });
    if (updated.status === 'conflict') return { again: [] };
    if (updated.status === 'invalid' || updated.status === 'failed') return all;
    if ('again' in updated.result) return updated.result;
    return run('allowed', decision, { consumption: newConsumption(), taken: wanted, takenAt: at }, updated.result.left);
  };

  const ask = async (
    question: Question,
    view: View,
    binding: Binding,
    wanted: readonly Reservation[],
  ): Promise<DeskEnding | Again> => {
    const { decision } = view;
    if (options.store === undefined) return refuse('no-store', 'nobody can be asked: there is no store', { decision });
    const shown = shownRequest(question, decision);
    if (shown === undefined) return refuse('too-large-to-show', 'it is too large for anyone to oversee', { decision });
    const consumption = newConsumption();
    const draft = () => draftOf(question, view, binding, shown, surroundings);
    const { agent } = question.context;
    const updated = await update((document) =>
      take(document, { ...binding, time: time(), limits, wanted, agent, consumptionId: consumption, draft }),
    );
    if (updated.status === 'conflict') return { again: [] };
    if (updated.status === 'saved' || updated.status === 'unchanged')
      return conclude(question, view, binding, updated.result);
    // It may have been written all the same. Nothing runs with it, so it goes back if it was.
    if (updated.status === 'failed' && updated.indeterminate) await giveBack(binding, consumption);
    return refuse('failed', `the store cannot be used: ${updated.problem}`, { decision });
  };

  const giveBack = ({ subject }: Binding, consumption: string) =>
    update((document) => {
      const own = document.approvals
        .filter((one) => one.subject === subject && one.status === 'consumed')
        .map(unsealed);
      const approval = own.find((one) => one?.consumption?.id === consumption)?.id ?? '';
      return rollBackCall(document, { approval, consumption }, time());
    });

  const conclude = async (
    question: Question,
    { decision }: View,
    binding: Binding,
    result: Taken,
  ): Promise<DeskEnding | Again> => {
    switch (result.kind) {
      case 'exhausted':
        return { again: [result.key] };
      case 'full':
        return refuse('too-many-requests', result.problem, { decision });
      case 'denied': {
        const { approval } = result;
        const why = approval.reason === undefined ? '' : `: ${approval.reason}`;
        return refuse('denied-by-person', `${approval.actor ?? 'someone'} said no${why}`, { decision, approval });
      }
      case 'reused':
        hub.reused(result.approval, surroundings.now());
        return refuse('approval-required', 'it waits for a person', { decision, approval: result.approval });
      case 'requested':
        deadlines?.isOver(result.approval); // From here on its time runs on both clocks.
        return refuse('approval-required', 'a person was asked', { decision, approval: result.approval });
      case 'consumed':
        return confirm(question, binding, result);
      default:
        return assertNever(result);
    }
  };

  /** What was decided a moment ago must still be so now that the approval is spent on it. */
  const confirm = async (
    question: Question,
    { fingerprint }: Binding,
    { approval, consumption }: Extract<Taken, { kind: 'consumed' }>,
  ): Promise<DeskEnding | Again> => {
    const { id, taken, at } = consumption;
    const ticket: RunTicket = { approval: approval.id, consumption: id, taken, takenAt: at };
    const now = await look({ store, policy, surroundings }, question, { taken });
    if (now.problem === undefined && bindingOf(question, now.decision).fingerprint === fingerprint)
      return {
        ...run('approved', now.decision, ticket, remainingIn(now.document, taken, surroundings.now())),
        approval,
      };
    await settle(ticket, 'failed');
    return { again: [] };
  };

  const settle = async (ticket: RunTicket, how: 'done' | 'failed'): Promise<DeskSettled> => {
    const { approval, consumption } = ticket;
    if (approval === undefined) return settleUnasked(ticket, how);
    const call = { approval, consumption };
    const updated = await update((document) =>
      how === 'done' ? commitCall(document, call, surroundings.now()) : rollBackCall(document, call, time()),
    );
    if (updated.status === 'saved' || updated.status === 'unchanged') return updated.result;
    return { status: 'failed', problem: updated.problem };
  };

  /** A call that nobody was asked about has only its units to give back. */
  const settleUnasked = async (ticket: RunTicket, how: 'done' | 'failed'): Promise<DeskSettled> => {
    if (!ended.add(ticket.consumption)) return { status: 'already' };
    if (how === 'done') return { status: 'settled' };
    if (ticket.taken.length === 0) return { status: 'rolled-back' };
    const updated = await update((document) => ({
      document: refund(document, ticket.taken, ticket.takenAt),
      result: undefined,
    }));
    if (updated.status === 'saved' || updated.status === 'unchanged') return { status: 'rolled-back' };
    const isSure = updated.status !== 'failed' || !updated.indeterminate;
    if (isSure) ended.remove(ticket.consumption); // nothing was given back: it may be tried again
    return { status: 'failed', problem: updated.problem };
  };

  return {
    authorize: async (given) => {
      try {
        await hub.start();
        const question = copied(given);
        const ending = await decide(question).catch((error: unknown): Refusal => refuse('failed', messageOf(error)));
        return { ...ending, warnings: await auditDesk(options.audit, question, ending, surroundings) };
      } catch (error) {
        return { ...refuse('failed', messageOf(error)), warnings: [] };
      }
    },
    settle: async (ticket, how) => {
      await hub.start();
      return settle(ticket, how);
    },
    events: () => {
      void hub.start();
      return hub.iterate();
    },
    close: hub.close,
  };
}
