import { promisifyRequest } from 'idb-keyval';
import { databaseName } from '../browser-store.ts';
import { RECORD } from '../database.ts';
import type { StoredRecord } from '../record.ts';

let count = 0;

/** A name under which nothing was ever kept. */
export function newName(): string {
  count += 1;
  return `test-${Date.now()}-${Math.random().toString(36).slice(2)}-${count}`;
}

/** Changes what is stored behind the back of the store, as the browser's own tools can. */
export async function spoil(
  name: string,
  change: (record: StoredRecord) => unknown,
  factory: IDBFactory = indexedDB,
): Promise<void> {
  const db = await promisifyRequest(factory.open(databaseName(name)));
  const table = db.transaction('writ', 'readwrite').objectStore('writ');
  const changed = change((await promisifyRequest(table.get(RECORD))) as StoredRecord);
  if (changed === undefined) table.delete(RECORD);
  else table.put(changed, RECORD);
  await promisifyRequest(table.transaction);
  db.close();
}

/** Everything that is stored, by key. */
export async function contents(name: string): Promise<Readonly<Record<string, unknown>>> {
  const db = await promisifyRequest(indexedDB.open(databaseName(name)));
  const table = db.transaction('writ').objectStore('writ');
  const [keys, values] = await Promise.all([
    promisifyRequest(table.getAllKeys()),
    promisifyRequest(table.getAll() as IDBRequest<unknown[]>),
  ]);
  db.close();
  return Object.fromEntries(keys.map((key, index) => [String(key), values[index]]));
}
