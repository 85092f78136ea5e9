import type { AuditEntry } from './audit.ts';
import { auditEntry } from './audit-entry.ts';
import { staleness } from './currency.ts';
import { preview, show } from './display.ts';
import { type Decision, grantsUsed } from './engine.ts';
import { newId } from './ids.ts';
import { inTime } from './in-time.ts';
import { type Offers, offersFor } from './offers.ts';
import { allowed, type Ending, failed, type Outcome, refused, type Ticket } from './outcome.ts';
import { fallbackOf, mayRemember, moveOf, type Posture } from './postures.ts';
import { isAnswer, type Prompt, type PromptAnswer } from './prompt.ts';
import { lastingScope, rememberGrant, rememberRefusal, sessionScope } from './remember.ts';
import { requestText } from './request-text.ts';
import { reserveFor } from './reserve.ts';
import { createSharedPrompts } from './shared-prompts.ts';
import { withSteadyClock } from './steady-clock.ts';
import type { CancelSignal } from './surroundings.ts';
import { messageOf } from './update-store.ts';
import { createUsageRecorder } from './usage.ts';
import { askerOf, copied, look, type Question, type Sources, type View } from './view.ts';

/** What a coordinator works with. Everything is asked anew for each request, so that changes count at once. */
export interface CoordinatorOptions extends Sources {
  readonly posture: () => Posture;
  /** Without it nobody can be asked. */
  readonly prompt?: Prompt;
  /** How long a prompt waits, in milliseconds; for ever without it. */
  readonly promptTimeoutMs?: number;
  readonly audit?: (entry: AuditEntry) => Promise<void>;
}

/** A question, and how it may be given up. */
export interface Authorization extends Question {
  readonly cancel?: CancelSignal;
  /** Prompts of one queue are shown one at a time; one queue for all without it. */
  readonly queue?: string;
}

/** Turns requests into outcomes: the only place where a decision has effects. */
export interface Coordinator {
  /** Never rejects. */
  authorize(authorization: Authorization): Promise<Outcome>;
  /** Whether a `run` outcome still counts, to be asked just before running: tightened or revoked since means no. */
  isCurrent(outcome: Outcome): Promise<boolean>;
  /** Writes what is pending. */
  close(): Promise<{ readonly problem?: string }>;
}

type Answered =
  | { readonly answer: PromptAnswer; readonly view: View; readonly posture: Posture; readonly offers: Offers }
  | { readonly again: true };

const MOST_ROUNDS = 5;

/** Creates a coordinator. The order of its steps is the safety argument (storage.md §4): no effect before the final allow, none after can undo it. */
export function createCoordinator(given: CoordinatorOptions): Coordinator {
  const options = { ...given, surroundings: withSteadyClock(given.surroundings) };
  const { store, surroundings } = options;
  const usage = createUsageRecorder(store, surroundings);
  const prompts = createSharedPrompts<Answered>();
  const tickets = new WeakMap<Outcome, Ticket>();
  const ownSession = newId(surroundings); // Where the host has no sessions, ours lasts as long as this coordinator.

  const authorize = async (authorization: Authorization): Promise<Outcome> => {
    try {
      const question = copied({ session: ownSession, ...authorization });
      const ending = await decide({ ...authorization, ...question }).catch((error: unknown) =>
        failed(messageOf(error)),
      );
      const outcome = await finish(question, ending);
      if (ending.ticket !== undefined) tickets.set(outcome, ending.ticket);
      return outcome;
    } catch (error) {
      return { outcome: 'refuse', reason: 'failed', detail: messageOf(error), warnings: [] };
    }
  };

  /** Steps 1 to 5: looks until a look leads to an end. */
  const decide = async (authorization: Authorization): Promise<Ending> => {
    let exhausted: ReadonlySet<string> = new Set();
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      const view = await look(options, authorization, { exhausted });
      const posture = options.posture();
      const move = moveOf(posture, view.verdict);
      if (move === 'refuse')
        return refused(view, view.verdict.effect === 'deny' ? 'denied-by-policy' : 'denied-by-posture');
      if (move === 'sandbox') return { outcome: 'sandbox', reason: 'sandboxed', decision: view.decision };
      if (move === 'prompt') {
        const ending = await askPerson(authorization, view, posture, exhausted);
        if (ending !== 'again') return ending;
      } else {
        const reserved = await reserveFor(view, store, surroundings);
        if (reserved.ok) {
          const { taken, remaining } = reserved;
          return allowed('allowed', { question: authorization, view, posture, taken, remaining, needsYes: false });
        }
        exhausted = new Set([...exhausted, ...reserved.exhausted]);
      }
    }
    return failed('what holds changed again and again');
  };

  const askPerson = async (
    authorization: Authorization,
    view: View,
    posture: Posture,
    exhausted: ReadonlySet<string>,
  ): Promise<Ending | 'again'> => {
    if (show(requestText(authorization.request), { kind: 'command' }).oversized)
      return refused(view, 'too-large-to-show');
    const gaveUp: Answered = { answer: { kind: 'unavailable' }, view, posture, offers: NO_OFFERS };
    return prompts.answer<Ending | 'again'>({
      key: view.decision.fingerprint,
      queue: authorization.queue ?? '',
      ask: (signal) => prompt(authorization, exhausted, signal),
      conclude: async (answered) => ('again' in answered ? 'again' : conclude(authorization, answered, exhausted)),
      gaveUp,
      ...(authorization.cancel === undefined ? {} : { cancel: authorization.cancel }),
    });
  };

  /** Its turn has come; by now another answer may have settled it. */
  const prompt = async (
    authorization: Authorization,
    exhausted: ReadonlySet<string>,
    signal: CancelSignal,
  ): Promise<Answered> => {
    const view = await look(options, authorization, { exhausted });
    const posture = options.posture();
    if (moveOf(posture, view.verdict) !== 'prompt') return { again: true };
    const offers = offersIn(authorization, view, posture);
    const asked = options.prompt;
    const answer: PromptAnswer =
      asked === undefined || signal.aborted
        ? { kind: 'unavailable' }
        : await inTime(
            (until) => asked(authorization.request, view.decision, offers, until, askerOf(authorization)),
            signal,
            surroundings,
            options.promptTimeoutMs,
          );
    if (!isAnswer(answer, offers)) throw new Error('the host gave an answer that was not offered');
    return { answer, view, posture, offers };
  };

  /** Step 5: what was shown and answered, against what holds now. */
  const conclude = async (
    authorization: Authorization,
    { answer, view: shown, posture: shownPosture, offers }: Exclude<Answered, { again: true }>,
    exhausted: ReadonlySet<string>,
  ): Promise<Ending> => {
    const { kind } = answer;
    if (kind === 'deny') return { ...refused(shown, 'denied-by-person', answer.reason), answer: kind };
    if (kind === 'deny-always') {
      const offer = offers.deny.find(({ id }) => id === answer.offer);
      const remembered =
        offer && (await rememberRefusal(store, offer, lastingScope(authorization), answer.reason, surroundings));
      return { ...refused(shown, 'denied-by-person', answer.reason), answer: kind, ...(remembered && { remembered }) };
    }
    const now = await look(options, authorization, { exhausted });
    const posture = options.posture();
    const stale = staleness(shown, shownPosture, now, posture);
    if (stale !== undefined) return { ...refused(now, 'stale', stale), answer: kind };
    if (kind === 'unavailable' && fallbackOf(posture, now.verdict) === 'refuse') return refused(now, 'nobody-answered');
    const reserved = await reserveFor(now, store, surroundings);
    if (!reserved.ok) return refused(now, 'stale', 'a limit was used up in the meantime');
    const { taken, remaining } = reserved;
    const ticket: Ticket = { question: authorization, view: now, posture, taken, remaining, needsYes: true };
    if (kind === 'unavailable') return allowed('fallback', ticket);
    const ending: Ending = { ...allowed('answered', ticket), answer: kind };
    if (kind === 'allow-once') return ending;
    const offer = offers.allow.find(({ id }) => id === answer.offer);
    const scope = kind === 'allow-always' ? lastingScope(authorization) : sessionScope(authorization);
    return offer === undefined
      ? ending
      : { ...ending, remembered: await rememberGrant(store, offer, scope, surroundings) };
  };

  /** Step 6, after the outcome is settled: stamps and the audit line. Failures become warnings. */
  const finish = async (question: Question, { ticket, ...ending }: Ending): Promise<Outcome> => {
    const unread = ticket?.view.problem;
    if (ending.outcome === 'run' && ending.decision !== undefined) stamp(question, ending.decision);
    const unwritten = await audit(question, ending, ticket?.view);
    const warnings = [
      ...(unread === undefined ? [] : [`the store could not be read: ${unread}`]),
      ...(unwritten === undefined ? [] : [`the audit line was not written: ${unwritten}`]),
    ];
    return { ...ending, warnings };
  };

  const audit = async (question: Question, ending: Ending, view: View | undefined): Promise<string | undefined> => {
    try {
      await options.audit?.(auditEntry(question, ending, view, surroundings.now()));
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  };

  const stamp = (question: Question, decision: Decision) => {
    const command = preview(requestText(question.request));
    for (const [grant, uses] of grantsUsed(decision)) usage.stamp({ grant, at: surroundings.now(), uses, command });
  };

  return {
    authorize,
    isCurrent: async (outcome) => {
      const ticket = tickets.get(outcome);
      if (ticket === undefined || outcome.outcome !== 'run') return false;
      try {
        const now = await look(options, ticket.question, { taken: ticket.taken });
        const posture = options.posture();
        if (staleness(ticket.view, ticket.posture, now, posture) !== undefined) return false;
        return ticket.needsYes || moveOf(posture, now.verdict) === 'run';
      } catch {
        return false;
      }
    },
    close: () => usage.close(),
  };
}

const NO_OFFERS: Offers = { allow: [], deny: [] };

function offersIn({ context }: Question, view: View, posture: Posture): Offers {
  const places = { roots: context.roots ?? [], ...(context.home === undefined ? {} : { home: context.home }) };
  const offers = offersFor(view.decision, places, view.tryGrants);
  return view.problem === undefined && mayRemember(posture) ? offers : { ...offers, allow: [] };
}
