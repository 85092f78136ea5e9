import { cachePlace, localStoragePlace, patient, type WitnessPlace } from './witness-places.ts';

/** What is known of the last write without asking the database: its number, and the checksum of what was written. */
export interface Witness {
  readonly generation: number;
  /** Absent where only the number is certain. */
  readonly digest?: string;
}

/** All that remembers the last write of one store. */
export interface Witnesses {
  /** The latest that any place knows; `undefined` where no place ever heard of a write. */
  latest(): Promise<Witness | undefined>;
  /** Tells every place of a write that is in the database. */
  note(witness: Witness): Promise<void>;
  forget(): Promise<void>;
  /** How many places outlive this page: with none, only losses under an open page are noticed. */
  readonly places: number;
}

/** How long a place may take before it counts as one that failed. */
const WAIT_MS = 5_000;

/** The witnesses of a store: the page's memory, whatever the browser offers beside IndexedDB, and the host's own place. */
export function createWitnesses(name: string, hosts: WitnessPlace | undefined, waitMs = WAIT_MS): Witnesses {
  const places = [localStoragePlace(name), cachePlace(name), hosts]
    .filter((place) => place !== undefined)
    .map((place) => patient(place, waitMs));
  let seen: Witness | undefined;
  return {
    places: places.length,
    latest: async () => {
      const texts = await Promise.all(places.map((place) => place.read().catch(() => undefined)));
      seen = [...texts.map(parseWitness), seen].reduce(later, undefined);
      return seen;
    },
    note: async (witness) => {
      seen = later(seen, witness);
      const text = JSON.stringify(witness);
      await Promise.all(places.map((place) => place.write(text).catch(() => {})));
    },
    forget: async () => {
      seen = undefined;
      await Promise.all(places.map((place) => place.remove().catch(() => {})));
    },
  };
}

function later(one: Witness | undefined, other: Witness | undefined): Witness | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.generation > one.generation ? other : one;
}

/** A text that is not understood still says that something was written once. */
export function parseWitness(text: string | undefined): Witness | undefined {
  if (text === undefined) return undefined;
  try {
    const { generation, digest } = JSON.parse(text) as Partial<Witness>;
    if (!Number.isSafeInteger(generation) || generation === undefined || generation < 1) return { generation: 1 };
    return typeof digest === 'string' ? { generation, digest } : { generation };
  } catch {
    return { generation: 1 };
  }
}
