const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;

/** A label of a host name in ASCII: `bücher` is `xn--bcher-kva` (RFC 3492); ASCII labels stay as they are. */
export function asciiLabel(label: string): string {
  const points = [...label.normalize('NFC')].map((character) => character.codePointAt(0) ?? 0);
  return points.every((point) => point < 0x80) ? label : `xn--${encode(points)}`;
}

function encode(points: readonly number[]): string {
  const basic = points.filter((point) => point < 0x80);
  let out = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let handled = basic.length;
  let next = 0x80;
  let delta = 0;
  let bias = 72;
  while (handled < points.length) {
    const limit = next;
    const point = Math.min(...points.filter((one) => one >= limit));
    delta += (point - next) * (handled + 1);
    next = point;
    for (const one of points) {
      if (one < next) delta++;
      if (one !== next) continue;
      out += variableLength(delta, bias);
      bias = adapted(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    next++;
  }
  return out;
}

function variableLength(delta: number, bias: number): string {
  let out = '';
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
    if (rest < threshold) return out + digit(rest);
    out += digit(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

const digit = (value: number): string => 'abcdefghijklmnopqrstuvwxyz0123456789'[value] ?? '';

function adapted(delta: number, count: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + 38));
}
