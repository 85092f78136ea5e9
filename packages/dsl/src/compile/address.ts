/** 4 or 16 bytes. */
export type Address = readonly number[];

/** Reads an address in any spelling the usual libraries take; IPv4 in IPv6 clothes is IPv4. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

/** One to four numbers, decimal, octal or hexadecimal; the last fills the bytes that remain. */
function parseV4(text: string): Address | undefined {
  const numbers = text.split('.').map(parseNumber);
  const last = numbers.pop();
  if (last === undefined || numbers.length > 3 || last >= 256 ** (4 - numbers.length)) return undefined;
  const head: number[] = [];
  for (const number of numbers) {
    if (number === undefined || number > 255) return undefined;
    head.push(number);
  }
  const tail = Array.from(
    { length: 4 - head.length },
    (_, index) => Math.floor(last / 256 ** (3 - head.length - index)) % 256,
  );
  return [...head, ...tail];
}

function parseNumber(text: string): number | undefined {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return Number.parseInt(text, 16);
  if (/^0[0-7]{0,11}$/.test(text)) return Number.parseInt(text, 8);
  return /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : undefined;
}

function parseV6(text: string): Address | undefined {
  const groups = groupsOf(text);
  if (groups === undefined || groups.length !== 8) return undefined;
  const bytes = groups.flatMap((group) => [group >> 8, group & 255]);
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return mapped ? bytes.slice(12) : bytes;
}

function groupsOf(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':').map(groupsFrom)));
  const front = head?.flat() ?? [];
  const back = tail?.flat() ?? [];
  const missing = 8 - front.length - back.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...front, ...Array.from({ length: missing }, () => 0), ...back];
  return all.every((group) => group >= 0) ? all : undefined;
}

/** One group of an IPv6 address, or the two of a dotted end; -1 for what is none. */
function groupsFrom(text: string): readonly number[] {
  if (/^[0-9a-f]{1,4}$/i.test(text)) return [Number.parseInt(text, 16)];
  const v4 = text.split('.').length === 4 ? parseV4(text) : undefined;
  const [a = 0, b = 0, c = 0, d = 0] = v4 ?? [];
  return v4 === undefined ? [-1] : [a * 256 + b, c * 256 + d];
}

/** The one spelling: dotted, or IPv6 with its longest run of zeros as `::` (RFC 5952). */
export function addressText(address: Address): string {
  if (address.length === 4) return address.join('.');
  const groups = Array.from(
    { length: 8 },
    (_, index) => (address[index * 2] ?? 0) * 256 + (address[index * 2 + 1] ?? 0),
  );
  const run = longestZeroRun(groups);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (run.length < 2) return text(groups);
  return `${text(groups.slice(0, run.start))}::${text(groups.slice(run.start + run.length))}`;
}

function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  });
  return best;
}

/** Whether all bits behind the first `bits` are zero. */
export function isNetwork(address: Address, bits: number): boolean {
  return address.every((byte, index) => (byte & (0xff >> Math.min(8, Math.max(0, bits - index * 8)))) === 0);
}

/** The address with all bits behind the first `bits` set to zero. */
export function networkOf(address: Address, bits: number): Address {
  return address.map((byte, index) => byte & ~(0xff >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff);
}
