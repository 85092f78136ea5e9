// Lines of JSON from a client that is not trusted to write good ones.

/** @typedef {{ kind: 'message', value: unknown } | { kind: 'batch', values: unknown[] } | { kind: 'malformed', problem: string }} Frame */

const MOST_BYTES = 1024 * 1024;

/**
 * Each line of a stream as a frame. A line that is too long is malformed and skipped to its end; none is kept whole.
 * @param {AsyncIterable<Buffer>} stream
 * @returns {AsyncGenerator<Frame>}
 */
export async function* framesOf(stream) {
  /** @type {Buffer[]} */
  let parts = [];
  let bytes = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, start)) {
      const rest = chunk.subarray(start, at);
      bytes += rest.length;
      if (bytes > MOST_BYTES) yield { kind: 'malformed', problem: `a line has more than ${MOST_BYTES} bytes` };
      else yield* frameOf(Buffer.concat([...parts, rest]));
      parts = [];
      bytes = 0;
      start = at + 1;
    }
    const rest = chunk.subarray(start);
    bytes += rest.length;
    if (bytes <= MOST_BYTES) parts.push(rest);
    else parts = [];
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * @param {Buffer} line
 * @returns {Generator<Frame>}
 */
function* frameOf(line) {
  /** @type {unknown} */
  let value;
  let text = '';
  try {
    text = utf8.decode(line);
    if (text.trim() === '') return;
    value = JSON.parse(text);
  } catch {
    return yield { kind: 'malformed', problem: 'a line is not JSON in UTF-8' };
  }
  const key = repeatedKey(text);
  if (key !== undefined)
    return yield { kind: 'malformed', problem: `the key ${JSON.stringify(key)} stands twice, if case does not count` };
  yield Array.isArray(value) ? { kind: 'batch', values: value } : { kind: 'message', value };
}

/**
 * A key that an object of a JSON text has twice, in whatever case: two readers might take different ones, and some read
 * names in any case. The text is known to be JSON.
 * @param {string} text
 * @returns {string | undefined}
 */
export function repeatedKey(text) {
  /** @type {(Set<string> | undefined)[]} */
  const open = []; // a set of keys for an object, `undefined` for an array
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(undefined);
    else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys !== undefined && /^\s*:/.test(text.slice(end, end + 64))) {
        const key = JSON.parse(text.slice(at, end));
        if (keys.has(folded(key))) return key;
        keys.add(folded(key));
      }
      at = end - 1;
    }
  }
  return undefined;
}

/** The same for every spelling of a name that differs in case only. @param {string} name */
const folded = (name) => name.toUpperCase().toLowerCase();

/**
 * The place after a string.
 * @param {string} text
 * @param {number} start
 */
function endOfString(text, start) {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

const MOST_DEPTH = 64;

/**
 * Why arguments are refused unread, if they are: names that mean something else to JavaScript, or a depth nobody uses.
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function problemIn(value) {
  /** @type {{ value: unknown, depth: number }[]} */
  const left = [{ value, depth: 0 }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value: inner, depth } = next;
    if (typeof inner !== 'object' || inner === null) continue;
    if (depth > MOST_DEPTH) return `the arguments are nested more than ${MOST_DEPTH} deep`;
    for (const key of Object.keys(inner)) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype')
        return `an argument is called \`${key}\``;
      left.push({ value: Reflect.get(inner, key), depth: depth + 1 });
    }
  }
  return undefined;
}
