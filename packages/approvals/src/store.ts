import type { StoreDocument } from './document.ts';
import type { UsageStamp } from './usage-stamp.ts';

/**
 * Where answers are kept. Bytes only: what they mean is this package's business.
 * `load` and `compareAndSwap` reject when the world is broken (disk, quota, network), and then nothing has changed.
 */
export interface Store {
  load(): Promise<Loaded>;
  /** Writes only if the stored revision is still `base`; never over an `invalid` document. Fulfilled: as durable as the store promises. */
  compareAndSwap(base: string, next: StoreDocument): Promise<Swapped>;
  /** Someone may have changed it: a hint, never the data. The result stops listening. */
  subscribe(listener: () => void): () => void;
  /** Where a use can be noted without rewriting the document. */
  readonly journal?: UsageJournal;
  readonly capabilities: StoreCapabilities;
  /** Lets go of watchers and files; the store is not used afterwards. */
  close(): Promise<void>;
}

/** `missing` is not an error; `invalid` is a document that cannot be read as ours: reported, and never overwritten. */
export type Loaded =
  | { readonly status: 'missing'; readonly revision: string }
  | {
      readonly status: 'loaded';
      readonly document: StoreDocument;
      readonly revision: string;
      /** How many times the store was written, where it counts: a witness against roll-back. */
      readonly generation?: number;
    }
  | { readonly status: 'invalid'; readonly revision: string; readonly problem: string };

/** `indeterminate`: published, but not known to survive a power cut; read again, never retry blindly. */
export type Swapped =
  | { readonly ok: true; readonly revision: string }
  | { readonly ok: false; readonly why: 'conflict'; readonly current: Loaded }
  | { readonly ok: false; readonly why: 'indeterminate'; readonly problem: string };

/** Uses that are not in the document yet. Losing the last second of them in a crash is acceptable; losing a grant is not. */
export interface UsageJournal {
  /** Adds all stamps with one write. */
  append(stamps: readonly UsageStamp[]): Promise<void>;
  /** What is not yet folded into `document.usage`. */
  read(): Promise<readonly UsageStamp[]>;
}

export interface StoreCapabilities {
  /** What is acknowledged survives the end of the process. */
  readonly durable: boolean;
  /** Several processes or tabs may use it at the same time. */
  readonly crossProcess: boolean;
  /** `subscribe` hears of changes made elsewhere. */
  readonly watch: boolean;
  /** The largest document, in bytes of its JSON text. */
  readonly maxBytes?: number;
}
