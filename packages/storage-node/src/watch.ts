import { createCanceller } from '@writ/approvals';
import { generationsIn } from './names.ts';
import type { World } from './world.ts';

/** Calls back when a newer generation appears: by the system's own notice, and by looking now and then where that fails. */
export function watchGenerations(world: World, folder: string, changed: () => void, pollMs: number): () => void {
  const stopping = createCanceller();
  let seen: number | undefined;
  let stopNotice = () => {};

  const look = async () => {
    const names = await world.files.list(folder).catch(() => []);
    const latest = generationsIn(names).at(-1) ?? 0;
    if (stopping.signal.aborted) return;
    const isNew = seen !== undefined && latest !== seen;
    seen = latest;
    if (isNew) changed();
  };
  const poll = async () => {
    while (!stopping.signal.aborted) {
      await world.surroundings.wait(pollMs, stopping.signal);
      if (!stopping.signal.aborted) await look();
    }
  };
  const start = async () => {
    await look();
    if (stopping.signal.aborted) return;
    try {
      stopNotice = world.files.watch(
        folder,
        () => void look(),
        () => void poll(),
      );
    } catch {
      void poll();
    }
  };
  void start();
  return () => {
    stopping.abort();
    stopNotice();
  };
}
