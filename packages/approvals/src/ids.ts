import { v7 } from 'uuid';
import type { Surroundings } from './surroundings.ts';

/** A new UUIDv7: sortable by time, unguessable in the rest. */
export function newId(surroundings: Surroundings): string {
  return v7({ msecs: surroundings.now(), random: surroundings.randomBytes(16) });
}
