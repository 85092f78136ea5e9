/** Marks a branch that the types rule out; a new variant turns every such place into a compile error. */
export function assertNever(value: never): never {
  throw new Error(`impossible value: ${JSON.stringify(value)}`);
}
