import { type Added, addGrant, type Store, type Updated, updateStore } from '@writ/approvals';
import { pageSurroundings } from '../surroundings.ts';

/** Says yes for good to `run` and a word. */
export function grantRun(store: Store, word: string): Promise<Updated<Added>> {
  const draft = {
    pattern: `run ${word}`,
    target: { kind: 'run', commands: [[{ kind: 'word', word: [word] }]], except: [] },
    scope: { workspace: '/repo' },
    origin: 'person',
  } as const;
  return updateStore(store, (document) => addGrant(document, draft, pageSurroundings), pageSurroundings);
}

/** The same, as often as others keep winning. */
export async function grantRunAtLast(store: Store, word: string): Promise<Updated<Added>> {
  for (;;) {
    const updated = await grantRun(store, word);
    if (updated.status !== 'conflict') return updated;
  }
}

/** The patterns of all that is allowed, or why nothing is. */
export async function patternsIn(store: Store): Promise<readonly string[] | string> {
  const loaded = await store.load();
  if (loaded.status === 'missing') return [];
  return loaded.status === 'invalid' ? loaded.problem : loaded.document.grants.map((grant) => grant.pattern);
}
