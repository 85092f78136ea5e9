import type { StoreDocument } from '../document.ts';
import type { Store } from '../store.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Change, type Updated, updateStore } from '../update-store.ts';

/** Changes a document; as `updateStore`. */
export type Update = <T>(change: (document: StoreDocument) => Change<T>) => Promise<Updated<T>>;

/** Changes come one after the other, so that those of one process lose no races against each other. */
export function updatesInTurn(
  store: Store,
  surroundings: Surroundings,
  written: (document: StoreDocument) => void,
): Update {
  let last: Promise<unknown> = Promise.resolve();
  return (change) => {
    const turn = last.then(async () => {
      let next: StoreDocument | undefined;
      const noting = (document: StoreDocument) => {
        const changed = change(document);
        next = changed.document;
        return changed;
      };
      const updated = await updateStore(store, noting, surroundings);
      if (updated.status === 'saved' && next !== undefined) written(next);
      return updated;
    });
    last = turn.catch(() => {});
    return turn;
  };
}
