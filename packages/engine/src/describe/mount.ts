import type { Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { type Origin, pushFile } from './origin.ts';
import { dropText, isWhole, leadingText } from './word-parts.ts';

/** `data:/var/lib`, and `/var/lib` alone: a place that is the container's own. */
const OWN = /^[A-Za-z0-9][\w.-]*(:|$)|^\/[^:]*$/;
const FOLDER = /^([./~][^:]*):(\/[^:]*)(:[a-zA-Z,]*)?$/;

/**
 * `FOLDER:PLACE[:ro]`: what runs in the container reads the folder and, unless it may only read, changes what it wants there,
 * as code that runs in that folder does.
 */
export function pushMount(into: Consequence[], word: Word, origin: Origin): void {
  const { carriers, label } = origin;
  const text = leadingText(word);
  if (isWhole(word) && OWN.test(text)) return;
  const [, folder, , options = ''] = (isWhole(word) && FOLDER.exec(text)) || [];
  if (folder === undefined) {
    into.push({ kind: 'opaque', why: 'option', reason: `${label} may mount any folder`, carriers, hazard: true });
    return;
  }
  const path = { ...dropText(word, 0), kind: 'text', text: folder } as const;
  pushFile(into, 'read-tree', path, origin);
  if (/[:,]ro(,|$)/.test(options)) return;
  pushFile(into, 'write', path, origin);
  into.push({
    kind: 'opaque',
    why: 'code',
    reason: `${label} lets a container change it`,
    carriers,
    hazard: origin.hazard,
  });
}
