import type { Word } from '../word.ts';
import { pushConnect } from './connect.ts';
import type { Consequence } from './consequence.ts';
import type { Origin } from './origin.ts';
import { isWhole, leadingText } from './word-parts.ts';

/** `ext::sh -c …`: git runs the helper of that name, and `ext` runs the rest. An address of IPv6 has hexadecimal digits only. */
const HELPER = /^(?![0-9a-f:.%]+$)[a-z0-9+.-]+::/i;
const FORCED = /^[+:]/;
const NAME = /^[^/:]+$/;

/** A repository: the address or path of one, or the name under which this one knows another, which may be anywhere. */
export function pushRepository(into: Consequence[], word: Word, origin: Origin): void {
  const text = leadingText(word);
  const { carriers, label } = origin;
  const known = isWhole(word);
  // Known so far, an address cannot become a helper any more.
  if (HELPER.test(text) || (!known && !/[/:]/.test(text)))
    into.push({ kind: 'opaque', why: 'code', reason: `${label} can run any code`, carriers, hazard: true });
  if (isName(word))
    into.push({
      kind: 'connect',
      target: { kind: 'text', text: '*', span: word.span },
      carriers,
      hazard: origin.hazard,
    });
  else pushConnect(into, word, origin);
}

/** What leaves for a repository, or comes from it into this one: one that has no name here is a hazard. */
export const pushRemote = (into: Consequence[], word: Word, origin: Origin): void =>
  pushRepository(into, word, { ...origin, hazard: origin.hazard || !isName(word) });

/** `+main` overwrites what is there, `:main` deletes it. */
export function pushRefspec(into: Consequence[], word: Word, { carriers, label }: Origin): void {
  const text = leadingText(word);
  if (!FORCED.test(text) && (text !== '' || isWhole(word))) return;
  into.push({ kind: 'opaque', why: 'option', reason: `${label} may overwrite or delete`, carriers, hazard: true });
}

const isName = (word: Word): boolean =>
  isWhole(word) && NAME.test(leadingText(word)) && !leadingText(word).startsWith('.');
