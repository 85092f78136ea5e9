/** Whether something is so for every possibility, for some, or for none. */
export type Tri = 'yes' | 'maybe' | 'no';

export const triNot = (value: Tri): Tri => (value === 'yes' ? 'no' : value === 'no' ? 'yes' : 'maybe');

export function triAll(values: Iterable<Tri>): Tri {
  let result: Tri = 'yes';
  for (const value of values) {
    if (value === 'no') return 'no';
    if (value === 'maybe') result = 'maybe';
  }
  return result;
}

export function triAny(values: Iterable<Tri>): Tri {
  let result: Tri = 'no';
  for (const value of values) {
    if (value === 'yes') return 'yes';
    if (value === 'maybe') result = 'maybe';
  }
  return result;
}

/** The answer over several possible worlds: certain only where all agree. */
export function triAcross(values: readonly Tri[]): Tri {
  const first = values[0];
  if (first === undefined) return 'no';
  return values.every((value) => value === first) ? first : 'maybe';
}
