import {
  type Change,
  documentOf,
  type Grant,
  type Loaded,
  type Refusal,
  type Store,
  type StoreDocument,
  show,
  updateStore,
} from '@writ/approvals';
import { nodeSurroundings } from '@writ/storage-node';
import { EXIT, type ExitCode, type Io } from '../../io.ts';

/** The document of a store, or one sentence on standard error about why there is none. */
export async function readDocument(
  store: Store,
  io: Io,
): Promise<{ readonly document: StoreDocument; readonly revision: string } | ExitCode> {
  const loaded = await store
    .load()
    .catch((error: unknown): Loaded => ({ status: 'invalid', revision: '', problem: String(error) }));
  if (loaded.status === 'invalid') return refuse(loaded.problem, io);
  return { document: documentOf(loaded), revision: loaded.revision };
}

/** Changes the document; the result, or one sentence on standard error about why it was not changed. */
export async function change<T>(
  store: Store,
  how: (document: StoreDocument) => Change<T>,
  io: Io,
): Promise<{ readonly result: T } | ExitCode> {
  const updated = await updateStore(store, how, { ...nodeSurroundings, now: io.now });
  return updated.status === 'saved' || updated.status === 'unchanged'
    ? { result: updated.result }
    : refuse(updated.problem, io);
}

function refuse(problem: string, io: Io): ExitCode {
  io.err(`writ: the store cannot be used: ${problem}\n  \`writ doctor\` says more\n`);
  return EXIT.findings;
}

/** An answer in one line: what, for whom, since when. Everything in it may come from elsewhere, so it is shown with care. */
export function lineOf(answer: Grant | Refusal): string {
  const { agent, workspace, session } = answer.scope;
  const places = [
    ...(workspace === undefined ? [] : [workspace]),
    ...(agent === undefined ? [] : [`agent ${agent}`]),
    ...(session === undefined ? [] : [`session ${session}`]),
    ...('exact' in answer && answer.exact !== undefined ? ['one request only'] : []),
  ];
  return show(`${answer.pattern}  (${places.length === 0 ? 'everywhere' : places.join(', ')})`).text;
}
