import type { Surroundings } from '@writ/approvals';

/** Time and randomness of this page or worker. */
export const pageSurroundings: Surroundings = {
  now: () => Date.now(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  wait: (milliseconds, cancel) =>
    new Promise((resolve) => {
      if (cancel?.aborted === true) return resolve();
      const finish = () => {
        clearTimeout(timer);
        cancel?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      cancel?.addEventListener('abort', finish);
    }),
};
