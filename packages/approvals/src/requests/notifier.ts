import { createCanceller, onAbort } from '../cancel.ts';
import type { CancelSignal, Surroundings } from '../surroundings.ts';
import { messageOf } from '../update-store.ts';
import type { ApprovalEvent } from './events.ts';
import { signWebhook, WEBHOOK_HEADERS } from './webhook.ts';

/** Sends one message. It must not follow redirects; a rejection is a failure to be tried again. */
export type Post = (
  url: string,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly signal: CancelSignal },
) => Promise<{ readonly status: number }>;

export interface WebhookOptions {
  /** `https://…` or `http://…`. */
  readonly url: string;
  /** At least 16 characters. */
  readonly secret: string;
  readonly surroundings: Surroundings;
  readonly post: Post;
  /** Hears what could not be delivered, one sentence each; the message itself is not in it. */
  readonly onProblem?: (sentence: string) => void;
}

/** Tells a URL about new requests, and is never waited for. */
export interface WebhookNotifier {
  /** To be handed to a desk as `onEvent`: takes new requests and leaves everything else. Never throws, never waits. */
  notify(event: ApprovalEvent): void;
  /** Resolves once nothing is under way or waiting. */
  idle(): Promise<void>;
  /** Gives up what waits, and what is under way. */
  close(): void;
}

const MOST_IN_FLIGHT = 10;
const MOST_WAITING = 1000;
const TIMEOUT_MS = 5000;
/** Before the second and third try. */
const PAUSES_MS = [1000, 5000];
const SHORTEST_SECRET = 16;

/** Creates a notifier. Throws a `TypeError` on a URL that is none, or a secret that is too short to be one. */
export function createWebhookNotifier(options: WebhookOptions): WebhookNotifier {
  const { url, secret, surroundings, post, onProblem = () => {} } = options;
  if (!/^https?:\/\/[^\s/?#]+/i.test(url)) throw new TypeError(`the webhook \`${url}\` is no http or https address`);
  if (typeof secret !== 'string' || secret.length < SHORTEST_SECRET)
    throw new TypeError(`the secret of a webhook needs at least ${SHORTEST_SECRET} characters`);
  const waiting: ApprovalEvent[] = [];
  const closed = createCanceller();
  const watchers: (() => void)[] = [];
  let inFlight = 0;

  const pump = () => {
    while (inFlight < MOST_IN_FLIGHT && waiting.length > 0) {
      const [event] = waiting.splice(0, 1);
      if (event === undefined) return;
      inFlight += 1;
      void deliver(event).then(() => {
        inFlight -= 1;
        pump();
      });
    }
    if (inFlight === 0) for (const wake of watchers.splice(0)) wake();
  };

  const deliver = async (event: ApprovalEvent) => {
    const body = webhookBody(event);
    for (let attempt = 0; !closed.signal.aborted; attempt += 1) {
      const problem = await send(body).catch(messageOf);
      if (problem === undefined) return;
      const pause = PAUSES_MS[attempt];
      if (pause === undefined) return onProblem(`the webhook for ${event.approval.id} was not delivered: ${problem}`);
      await surroundings.wait(pause, closed.signal);
    }
  };

  const send = async (body: string): Promise<string | undefined> => {
    const timestamp = String(Math.floor(surroundings.now() / 1000));
    const over = createCanceller();
    const done = createCanceller();
    const stop = onAbort(closed.signal, () => over.abort());
    const headers = {
      'content-type': 'application/json',
      [WEBHOOK_HEADERS.timestamp]: timestamp,
      [WEBHOOK_HEADERS.signature]: signWebhook(secret, timestamp, body),
    };
    const late = surroundings.wait(TIMEOUT_MS, done.signal).then(() => {
      over.abort();
      return 'no answer in 5 s';
    });
    try {
      const answer = post(url, { headers, body, signal: over.signal }).then(({ status }) =>
        status >= 200 && status < 300 ? undefined : `it answered ${status}`,
      );
      return await Promise.race([answer, late]);
    } finally {
      stop();
      done.abort();
    }
  };

  return {
    notify: (event) => {
      if (event.event !== 'approval_requested' || closed.signal.aborted) return;
      if (waiting.length >= MOST_WAITING) onProblem(`${waiting.shift()?.approval.id} was not told: too many wait`);
      waiting.push(event);
      pump();
    },
    idle: () => (inFlight === 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
    close: () => {
      waiting.length = 0;
      closed.abort();
    },
  };
}

/** What is told: enough to recognise the call, nothing that needs to stay here. */
export function webhookBody({ event, id, at, approval }: ApprovalEvent): string {
  const { shown, agent, demands, createdAt, expiresAt } = approval;
  return JSON.stringify({
    version: 1,
    id,
    event,
    at: new Date(at).toISOString(),
    approval: {
      id: approval.id,
      tool: shown.tool ?? shown.kind,
      preview: shown.preview,
      agent,
      rules: demands.map(({ rule }) => rule),
      created_at: new Date(createdAt).toISOString(),
      expires_at: new Date(expiresAt).toISOString(),
    },
  });
}
