import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

type Container = Readonly<Record<string | number, unknown>> & { readonly toJSON?: unknown; readonly length?: unknown };

/** An array or object that is being written, and how far. */
interface Open {
  readonly container: Container;
  /** The keys of an object; `undefined` for an array. */
  readonly keys: readonly string[] | undefined;
  readonly length: number;
  at: number;
}

/**
 * The one spelling of a JSON value (RFC 8785): keys sorted, no blanks; properties that are `undefined` are left out.
 *
 * It is total, because a request is spelled before it is known to be sound: any depth is written, and what is no JSON
 * (half of a surrogate pair, `NaN`, a value inside itself) in a way that no other value is. `spelled` has what was
 * written before.
 */
export function canonicalJson(value: unknown, spelled?: WeakMap<object, string>): string {
  const open: Open[] = [];
  const inside = new Map<object, number>();
  let out = '';
  const write = (given: unknown): void => {
    const one = isObject(given) && typeof given.toJSON === 'function' ? given.toJSON() : given;
    if (!isObject(one)) {
      out += scalarText(one);
      return;
    }
    const known = spelled?.get(one);
    if (known !== undefined) {
      out += known;
      return;
    }
    const depth = inside.get(one);
    if (depth !== undefined) {
      out += `^${depth}`;
      return;
    }
    inside.set(one, open.length);
    const keys = Array.isArray(one) ? undefined : sortedKeys(one);
    open.push({ container: one, keys, length: keys?.length ?? (one.length as number), at: 0 });
    out += keys === undefined ? '[' : '{';
  };
  write(value);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (top.at === top.length) {
      out += top.keys === undefined ? ']' : '}';
      inside.delete(top.container);
      open.pop();
      continue;
    }
    const key = top.keys?.[top.at];
    if (top.at > 0) out += ',';
    if (key !== undefined) out += `${JSON.stringify(key)}:`;
    const next = top.container[key ?? top.at];
    top.at += 1;
    write(next);
  }
  return out;
}

const isObject = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const sortedKeys = (value: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();

/** `JSON.stringify` knows how RFC 8785 spells texts and numbers: it took over the spelling of ECMAScript. */
function scalarText(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return JSON.stringify(value) ?? 'null';
}

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hex digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
