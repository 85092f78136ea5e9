import { knownText, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { type Origin, pushFile } from './origin.ts';

/**
 * A file or folder whose code is run: as long as it lies below the folder of the command, no other than what the command
 * runs without it.
 */
export function pushProject(into: Consequence[], word: Word, origin: Origin): void {
  const { carriers, label, base } = origin;
  const reason = `${label} runs code that is not in the command`;
  pushFile(into, 'read-tree', word, origin);
  const below = liesBelow(word) && (base === undefined || liesBelow(base));
  into.push({ kind: 'opaque', why: 'code', reason, carriers, hazard: origin.hazard || !below });
}

/** Whether this surely is a path below the folder it starts from, or that folder. */
export function liesBelow(word: Word): boolean {
  const text = knownText(word);
  return text !== undefined && /^[^/~]/.test(text) && !/^[A-Za-z]:|\\/.test(text) && neverClimbs(text.split('/'));
}

/** Links lead elsewhere, so a step up is none back. */
const neverClimbs = (segments: readonly string[]): boolean => !segments.includes('..');
