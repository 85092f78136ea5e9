import { updateStore } from '@writ/approvals';
import { openBrowserStore } from '../open-browser-store.ts';
import { pageSurroundings } from '../surroundings.ts';

const opening = openBrowserStore('writing');

/** Writes one more; the number that is acknowledged, or the problem. */
export async function next(): Promise<number | string> {
  const { store } = await opening;
  const updated = await updateStore(
    store,
    (document) => {
      const count = (document.tombstones.count ?? 0) + 1;
      return { document: { ...document, tombstones: { count } }, result: count };
    },
    pageSurroundings,
  );
  return 'result' in updated ? updated.result : updated.problem;
}

/** How far the writes came, or why nobody knows. */
export async function count(): Promise<number | string> {
  const { store } = await opening;
  const loaded = await store.load();
  if (loaded.status === 'missing') return 0;
  return loaded.status === 'invalid' ? loaded.problem : (loaded.document.tombstones.count ?? 0);
}
