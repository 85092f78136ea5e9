import type { UseStore } from 'idb-keyval';
import { asStorageError, storageError } from './problem.ts';
import type { LossNote } from './record.ts';

const VERSION = 1;
const TABLE = 'writ';
/** Under which key the record lies. */
export const RECORD = 'answers';

/** A connection that opens when needed, lets go when another tab has to change the database, and opens again. */
export interface Database {
  /** For the functions of idb-keyval: one transaction a call, strict where the browser offers it. */
  readonly use: UseStore;
  close(): void;
}

/** How long to wait for a browser or another tab, in milliseconds, before a call fails. */
export interface Patience {
  readonly openMs: number;
  readonly writeMs: number;
}

/** Prepares a connection; nothing is opened before the first use. */
export function createDatabase(factory: IDBFactory, name: string, patience: Patience): Database {
  let opening: Promise<IDBDatabase> | undefined;
  const forget = (which: Promise<IDBDatabase>) => {
    if (opening === which) opening = undefined;
  };
  const connect = () => {
    opening ??= openDatabase(factory, name, patience.openMs);
    const mine = opening;
    mine.then((db) => letGo(db, () => forget(mine))).catch(() => forget(mine));
    return mine;
  };
  const begin = async (mode: IDBTransactionMode): Promise<IDBTransaction> => {
    const first = connect();
    try {
      return (await first).transaction(TABLE, mode, { durability: 'strict' });
    } catch {
      forget(first); // Once more, with a fresh connection: the old one may have been closed without a word.
      return (await connect()).transaction(TABLE, mode, { durability: 'strict' });
    }
  };
  return {
    use: async (mode, work) => {
      try {
        return await finished(await begin(mode), patience.writeMs, work);
      } catch (error) {
        throw asStorageError(error);
      }
    },
    close: () => {
      const last = opening;
      opening = undefined;
      last?.then((db) => db.close()).catch(() => {});
    },
  };
}

/** Runs the work of one transaction; the transaction's own end has the last word, and the better reason. */
async function finished<T>(
  transaction: IDBTransaction,
  writeMs: number,
  work: (table: IDBObjectStore) => T | PromiseLike<T>,
): Promise<T> {
  const done = completed(transaction, writeMs);
  done.catch(() => {}); // It is awaited below, whatever becomes of the work.
  try {
    return await work(transaction.objectStore(TABLE));
  } finally {
    await done;
  }
}

function letGo(db: IDBDatabase, forget: () => void): void {
  db.onclose = forget;
  db.onversionchange = () => {
    forget();
    db.close();
  };
}

function openDatabase(factory: IDBFactory, name: string, openMs: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, VERSION);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(storageError('blocked'));
    }, openMs);
    request.onupgradeneeded = (event) => {
      const table = request.result.createObjectStore(TABLE);
      const note = lossNoteOf(event);
      if (note !== undefined) table.put(note, RECORD);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      if (late) request.result.close();
      else resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      const isDenied = request.error?.name === 'InvalidStateError'; // A private window, in some browsers.
      reject(isDenied ? storageError('denied') : asStorageError(request.error));
    };
  });
}

/** Chromium says in a field of its own when it threw a damaged database away. */
export function lossNoteOf(event: object): LossNote | undefined {
  if (!('dataLoss' in event) || event.dataLoss !== 'total') return undefined;
  const message = 'dataLossMessage' in event ? String(event.dataLossMessage) : '';
  return { lost: message === '' ? 'the database was damaged' : message.replaceAll('\n', ' ') };
}

/** Only the end of a transaction tells whether it happened. One that takes too long is taken back, so that is certain too. */
function completed(transaction: IDBTransaction, writeMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => takeBack(transaction), writeMs);
    transaction.oncomplete = () => {
      clearTimeout(timer);
      resolve();
    };
    transaction.onabort = () => {
      clearTimeout(timer);
      reject(asStorageError(transaction.error ?? storageError('blocked')));
    };
  });
}

function takeBack(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is being committed already: its own event tells how that ends.
  }
}
