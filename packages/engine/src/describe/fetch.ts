import { ANY_TEXT, partsOf, type Word } from '../word.ts';
import { pushConnect } from './connect.ts';
import type { Consequence } from './consequence.ts';
import { type FileRole, type Origin, pushFile } from './origin.ts';
import { isWhole, leadingText } from './word-parts.ts';

export type FetchRole = 'fetch' | 'fetch-tree' | 'send' | 'endpoint';

const FILE_ROLES: Readonly<Record<FetchRole, FileRole | undefined>> = {
  fetch: 'read',
  'fetch-tree': 'read-tree',
  send: 'write',
  endpoint: undefined,
};

/** `https://…`, `host:file`: a colon in front of every slash. Some hosts need none, and databases take settings: `host=…`. */
const ADDRESS = /^[^/]*:|^(github\.com|gitlab\.com|bitbucket\.org)\/|(^|\s)(host|hostaddr|service)\s*=/i;
const URL = /^[^/]*:\/\//;
/** A slash in front of every colon: this cannot become an address any more. */
const LOCAL = /^[^/:]*\//;

/**
 * A file or an address where one is expected: whoever allows `tar **` thinks of files, so an address is a hazard. What
 * is no URL may be a file that is called so.
 */
export function pushFetch(into: Consequence[], role: FetchRole, word: Word, origin: Origin): void {
  const text = leadingText(word);
  const local = !ADDRESS.test(text) && (LOCAL.test(text) || isWhole(word));
  if (!local)
    pushConnect(into, word, role === 'endpoint' && isOwn(text, origin) ? origin : { ...origin, hazard: true });
  const file = FILE_ROLES[role];
  if (file !== undefined && !URL.test(text)) pushFile(into, file, word, origin);
}

/** What a glob finds has no slash in the place of a wildcard, as an address has two. */
export function mayBeUrl(word: Word): boolean {
  const text = leadingText(word);
  if (URL.test(text)) return true;
  const parts = word.kind === 'many' ? (word.each ?? ANY_TEXT) : partsOf(word);
  return !LOCAL.test(text) && parts.some((part) => typeof part !== 'string' && part.hole === 'text');
}

/** An address on a host to which the command connects anyway. */
const isOwn = (text: string, { hosts = [] }: Origin): boolean => hosts.some((host) => text.startsWith(`${host}/`));
