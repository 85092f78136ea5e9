import { hiddenName } from '@writ/engine';
import type { Problem } from '../diagnostic.ts';
import { hiddenCharacter } from '../problems/text.ts';

/** Every hidden character of a text; each kind once a line, and carriage returns once, so that foreign line ends give one problem. */
export function hiddenCharacters(source: string): Problem[] {
  const seen = new Set<number>();
  const problems: Problem[] = [];
  for (let at = 0; at < source.length; at++) {
    const unit = source.charCodeAt(at);
    if ((unit >= 0x20 && unit < 0x7f) || unit === 0x09) continue;
    if (unit === 0x0a) {
      const foreign = seen.delete(0x0d);
      seen.clear();
      if (foreign) seen.add(0x0d);
      continue;
    }
    const code = source.codePointAt(at) ?? unit;
    const width = code > 0xffff ? 2 : 1;
    const name = hiddenName(code);
    if (name !== undefined && !seen.has(code)) {
      seen.add(code);
      problems.push(hiddenCharacter(code, name, { start: at, end: at + width }));
    }
    at += width - 1;
  }
  return problems;
}

/** Blanks, and what would only look like one (an error of its own already, which should cause no others). */
export function isBlank(unit: number): boolean {
  if (unit === 0x20 || unit === 0x09 || unit === 0x0d) return true;
  return unit > 0x7f && /\s/u.test(String.fromCharCode(unit));
}

/** Whether a text takes more than so many bytes in UTF-8. */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
  }
  return bytes > limit;
}
