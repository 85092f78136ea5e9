import { configureGlobal } from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where every property starts to generate. */
    readonly seed: number;
    /** Of the runs of the longest properties, for `numRuns`: 1, or a tenth in the browser. */
    readonly share: number;
  }
}

configureGlobal({ seed: inject('seed') });
