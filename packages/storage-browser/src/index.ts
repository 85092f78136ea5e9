export type { BrowserStore, BrowserStoreOptions } from './browser-store.ts';
export { forgetBrowserStore, type OpenedStore, openBrowserStore, persist } from './open-browser-store.ts';
export { type ProblemKind, problemOf, type StorageProblem } from './problem.ts';
export type { BrowserState } from './record.ts';
export { pageSurroundings } from './surroundings.ts';
export type { WitnessPlace } from './witness-places.ts';
