/** The properties that may be `undefined` become optional ones. */
type WithDefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the properties that are `undefined`: documents are plain JSON. */
export function withDefined<T extends object>(value: T): WithDefined<T> {
  const out: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) if (one !== undefined) out[key] = one;
  return out as WithDefined<T>;
}
