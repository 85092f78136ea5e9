import { createCanceller, onAbort } from './cancel.ts';
import type { PromptAnswer } from './prompt.ts';
import type { CancelSignal, Surroundings } from './surroundings.ts';

/** The host's answer, unless time runs out or nobody wants it any more: then the signal it was given aborts. */
export async function inTime(
  ask: (signal: CancelSignal) => Promise<PromptAnswer>,
  cancel: CancelSignal,
  surroundings: Surroundings,
  timeoutMs: number | undefined,
): Promise<PromptAnswer> {
  const over = createCanceller();
  const answered = createCanceller();
  const stop = onAbort(cancel, () => over.abort());
  const unavailable = new Promise<PromptAnswer>((resolve) =>
    onAbort(over.signal, () => resolve({ kind: 'unavailable' })),
  );
  if (timeoutMs !== undefined && timeoutMs >= 0)
    void surroundings.wait(timeoutMs, answered.signal).then(() => over.abort());
  try {
    return await Promise.race([ask(over.signal), unavailable]);
  } finally {
    stop();
    answered.abort();
  }
}
