/// <reference types="vite/client" />

declare module 'virtual:writ-std' {
  import type { PolicyDocument } from '@writ/engine';
  export const load: Readonly<Record<string, () => Promise<{ readonly default: PolicyDocument }>>>;
  export const programs: Readonly<Record<string, string>>;
}
