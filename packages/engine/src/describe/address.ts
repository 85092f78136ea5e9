import type { Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import type { Origin } from './origin.ts';
import { isWhole, leadingText } from './word-parts.ts';

/** `https://host/…`, `git@host:…`, and `host.x/owner/name`, where the name of a service's own would be `owner/name`. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|[^/:@]+@[^/:]+:)|^[^/:]+\.[^/:]+\/[^/]+\/./i;

/** A name that a service knows (`gh -R owner/name`), or an address instead: that of another host is a hazard. */
export function pushAddress(into: Consequence[], word: Word, origin: Origin): void {
  const text = leadingText(word);
  if (isWhole(word) && (!ADDRESS.test(text) || isOwn(text, origin.hosts ?? []))) return;
  into.push({ kind: 'connect', target: addressOf(word, text), carriers: origin.carriers, hazard: true });
}

/** A host to which the command connects anyway, or that of the pages beside the API: `api.github.com`, `github.com`. */
function isOwn(text: string, hosts: readonly string[]): boolean {
  const rest = text.replace(/^https:\/\//, '');
  return hosts
    .map((host) => host.replace(/^https:\/\//, ''))
    .flatMap((host) => [host, host.replace(/^api\./, '')])
    .some((host) => rest === host || rest.startsWith(`${host}/`));
}

/** Without its scheme it would be a path. */
const addressOf = (word: Word, text: string): Word =>
  word.kind === 'text' && /^[^/:@]+\//.test(text) ? { ...word, text: `https://${text}` } : word;
