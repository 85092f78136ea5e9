/** Seconds of the times a limit may name. */
export const TIMES: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86400, week: 604800 };

/** `5 per hour`, `5 per 10 minutes`: so many acts in so many seconds; `undefined` where the words say something else. */
export function limitOf(words: readonly string[]): { readonly count: number; readonly seconds: number } | undefined {
  const [count = '', per, ...time] = words;
  const [many, unit] = time.length === 2 ? time : ['1', time[0]];
  if (per !== 'per' || unit === undefined || time.length > 2 || !isCount(count) || many === undefined || !isCount(many))
    return undefined;
  const name = unit.endsWith('s') ? unit.slice(0, -1) : unit;
  const seconds = Object.hasOwn(TIMES, name) ? TIMES[name] : undefined;
  return seconds === undefined ? undefined : { count: Number(count), seconds: Number(many) * seconds };
}

const isCount = (text: string): boolean => /^[1-9][0-9]{0,8}$/.test(text);
