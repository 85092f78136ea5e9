export type * from './act.ts';
export type * from './policy.ts';
export type * from './request.ts';
export type * from './word.ts';
