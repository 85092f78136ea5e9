import type { Word } from '../word.ts';
import { pushConnect } from './connect.ts';
import type { Consequence } from './consequence.ts';
import type { Origin } from './origin.ts';
import { isWhole, leadingText } from './word-parts.ts';

/** `ext::sh -c …`: git runs the helper of that name, and `ext` runs the rest. An address of IPv6 has hexadecimal digits only. */
const HELPER = /^(?![0-9a-f:.%]+$)[a-z0-9+.-]+::/i;
const NAME = /^[^/:]+$/;

/** A repository: the address or path of one, or the name under which this one knows another, which may be anywhere. */
export function pushRepository(into: Consequence[], word: Word, origin: Origin): void {
  const text = leadingText(word);
  const { carriers, label } = origin;
  const known = isWhole(word);
  // Known so far, an address cannot become a helper any more.
  if (HELPER.test(text) || (!known && !/[/:]/.test(text)))
    into.push({ kind: 'opaque', why: 'code', reason: `${label} can run any code`, carriers, hazard: true });
  if (known && NAME.test(text) && !text.startsWith('.'))
    into.push({
      kind: 'connect',
      target: { kind: 'text', text: '*', span: word.span },
      carriers,
      hazard: origin.hazard,
    });
  else pushConnect(into, word, origin);
}
