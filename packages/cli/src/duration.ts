const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 24 * 3600, w: 7 * 24 * 3600 };

/** Milliseconds of `90d`, `12h`, `30m`; `undefined` for anything else. */
export function readDuration(text: string): number | undefined {
  const match = /^([0-9]{1,6})([smhdw])$/.exec(text);
  return match === null ? undefined : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0) * 1000;
}

/** The instant a text means, from `now`: after a duration, or at the end of a day (UTC), or at a time. */
export function readInstant(text: string, now: number): number | undefined {
  const duration = readDuration(text);
  if (duration !== undefined) return now + duration;
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{5,12}Z)?$/.test(text)) return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return undefined;
  return text.includes('T') ? instant : instant + 24 * 3600 * 1000;
}

/** How long ago, in the largest unit that fits. */
export function ago(instant: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - instant) / 1000));
  const [unit, size] = Object.entries(UNITS)
    .filter(([name, length]) => name !== 'w' && length <= seconds)
    .at(-1) ?? ['s', 1];
  return `${Math.floor(seconds / size)}${unit} ago`;
}
