import { openBrowserStore } from '../open-browser-store.ts';
import { grantRunAtLast } from './documents.ts';
import type { Call, Reply } from './worker-store.ts';

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Call>) => void;
  postMessage(reply: Reply): void;
};
let opening: ReturnType<typeof openBrowserStore> | undefined;

/** Does to a store in a worker what the page asks for. */
scope.onmessage = async ({ data: call }) => {
  try {
    scope.postMessage({ id: call.id, result: await answer(call) });
  } catch (error) {
    scope.postMessage({ id: call.id, error: String(error) });
  }
};

async function answer(call: Call): Promise<unknown> {
  if (call.method === 'open') {
    opening = openBrowserStore(call.name);
    const { store } = await opening;
    store.subscribe(() => scope.postMessage({ changed: true }));
    return store.capabilities;
  }
  if (opening === undefined) throw new Error('it is not open');
  const { store } = await opening;
  switch (call.method) {
    case 'load':
      return store.load();
    case 'compareAndSwap':
      return store.compareAndSwap(call.base, call.next);
    case 'grant':
      for (const word of call.words) await grantRunAtLast(store, word);
      return undefined;
    case 'close':
      return store.close();
  }
}
