/** Says where it was when what must hold does not. */
export function must(holds: boolean, where: string): asserts holds {
  if (!holds) throw new Error(where);
}
