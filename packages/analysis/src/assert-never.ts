/** For branches that cannot be: a new variant is a compile error there. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
