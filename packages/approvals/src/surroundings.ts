/** What this package needs from the world: handed in, so that every run can be repeated exactly. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number;
  /** Unpredictable bytes, as many as asked for. */
  randomBytes(count: number): Uint8Array;
  /** Resolves after so many milliseconds, or at once when `cancel` is aborted; never rejects. */
  wait(milliseconds: number, cancel?: CancelSignal): Promise<void>;
}

/** The part of the platform's `AbortSignal` that is used here. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
