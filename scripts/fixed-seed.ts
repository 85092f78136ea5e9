import { configureGlobal } from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where every property starts to generate. */
    readonly seed: number;
  }
}

configureGlobal({ seed: inject('seed') });
