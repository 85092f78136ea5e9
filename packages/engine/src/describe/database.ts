import type { Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { pushFetch } from './fetch.ts';
import type { Origin } from './origin.ts';
import { leadingText } from './word-parts.ts';

/** The file of a database, with what may be done to it still to be read. */
export interface DatabaseWord {
  readonly word: Word;
  readonly origin: Origin;
}

/** Forms that agree on the word say so once. */
export function keepDatabase(databases: DatabaseWord[], word: Word, origin: Origin): void {
  if (!databases.some((kept) => kept.word === word)) databases.push({ word, origin });
}

/** Adds that the databases of a call are read, where nothing of what it does is open; and else that they are written. */
export function flushDatabases({
  databases,
  consequences,
}: {
  readonly databases: readonly DatabaseWord[];
  readonly consequences: Consequence[];
}): void {
  const open = consequences.some(({ kind }) => kind === 'opaque');
  for (const { word, origin } of databases) {
    if (isUri(word)) pushUri(consequences, origin);
    else pushFetch(consequences, open ? 'send' : 'fetch', word, origin);
  }
}

/** sqlite3 decodes `file:%2fetc%2fx?mode=rwc` by rules of its own. */
const isUri = (word: Word): boolean => /^file:/i.test(leadingText(word));

function pushUri(into: Consequence[], { carriers, label }: Origin): void {
  into.push({ kind: 'opaque', why: 'option', reason: `${label} is an address of a file`, carriers, hazard: true });
}
