/** One entry of a file: a pattern in our language, or why it cannot be said. */
export type Found = { readonly entry: string } & (
  | {
      readonly pattern: string;
      readonly effect: 'allow' | 'deny';
      readonly agent?: string;
      /** A workspace root of its own; the one of the command line without it. */
      readonly workspace?: string;
      readonly exact?: string;
      readonly expiresAt?: number;
      readonly maxUses?: number;
    }
  | { readonly problem: string }
);

/** Whether a parsed value is an object, and neither a list nor nothing. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
