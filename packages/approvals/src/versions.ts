/** The version of documents that this program writes; it reads those before it, and leaves those after it alone. */
export const VERSION = 1;

/** One step for each version that was ever published: from its documents to those of the next. */
export const MIGRATIONS: Readonly<Record<number, (older: Record<string, unknown>) => Record<string, unknown>>> = {};
