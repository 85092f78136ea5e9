const UNITS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 365],
] as const;

/** How long ago, in the coarsest unit that fits: `just now`, `3 minutes ago`. */
export function ago(then: number, now: number): string {
  let amount = Math.max(0, Math.floor((now - then) / 1000));
  if (amount < 10) return 'just now';
  for (const [unit, size] of UNITS) {
    if (amount < size || unit === 'day') return `${amount} ${unit}${amount === 1 ? '' : 's'} ago`;
    amount = Math.floor(amount / size);
  }
  return 'long ago';
}
