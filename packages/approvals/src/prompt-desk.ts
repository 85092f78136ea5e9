import type { Request } from '@writ/engine';
import { onAbort } from './cancel.ts';
import type { Decision } from './engine.ts';
import { newId } from './ids.ts';
import type { Offers } from './offers.ts';
import type { Prompt, PromptAnswer } from './prompt.ts';
import type { Surroundings } from './surroundings.ts';

/** A prompt that waits for an answer from elsewhere: another process, a phone, a chat. */
export interface PendingPrompt {
  readonly id: string;
  readonly request: Request;
  readonly decision: Decision;
  readonly offers: Offers;
  readonly agent?: string;
  readonly createdAt: number;
}

/** For hosts that send a prompt out and get the answer later, by its id. */
export interface PromptDesk {
  /** To be handed to the coordinator. */
  readonly prompt: Prompt;
  /** Answers a prompt; `false` if it is not pending: the first answer stands. */
  answer(id: string, answer: PromptAnswer): boolean;
  /** Says no to everything that is pending, or to everything of one agent; how many there were. */
  cancelPending(agent?: string): number;
  readonly pending: readonly PendingPrompt[];
}

/** Creates a desk; `send` carries a prompt to whoever can answer it, and if it fails the answer is no. */
export function createPromptDesk(options: {
  readonly send: (prompt: PendingPrompt) => void | Promise<void>;
  readonly surroundings: Surroundings;
}): PromptDesk {
  const open = new Map<string, { readonly prompt: PendingPrompt; readonly settle: (answer: PromptAnswer) => void }>();

  const answer = (id: string, given: PromptAnswer): boolean => {
    const entry = open.get(id);
    if (entry === undefined) return false;
    open.delete(id);
    entry.settle(given);
    return true;
  };
  const prompt: Prompt = async (request, decision, offers, signal, { agent }) => {
    const id = newId(options.surroundings);
    const pending = {
      id,
      request,
      decision,
      offers,
      createdAt: options.surroundings.now(),
      ...(agent === undefined ? {} : { agent }),
    };
    const answered = new Promise<PromptAnswer>((settle) => open.set(id, { prompt: pending, settle }));
    const stop = onAbort(signal, () => answer(id, { kind: 'unavailable' }));
    try {
      if (!signal.aborted) await options.send(pending);
      return await answered;
    } finally {
      stop();
      open.delete(id);
    }
  };
  return {
    prompt,
    answer,
    cancelPending: (agent) => {
      const meant = [...open.values()].filter((entry) => agent === undefined || entry.prompt.agent === agent);
      return meant.filter((entry) => answer(entry.prompt.id, { kind: 'deny' })).length;
    },
    get pending() {
      return [...open.values()].map((entry) => entry.prompt);
    },
  };
}
