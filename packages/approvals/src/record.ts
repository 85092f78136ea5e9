/** A record's own value: `constructor` and other inherited names are absent, whatever ids a file brings. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The record without some keys; the very same record when there is nothing to take away. */
export function without<T>(
  record: Readonly<Record<string, T>>,
  leaveOut: (key: string, value: T) => boolean,
): Readonly<Record<string, T>> {
  const entries = Object.entries(record);
  const kept = entries.filter(([key, value]) => !leaveOut(key, value));
  return kept.length === entries.length ? record : Object.fromEntries(kept);
}
