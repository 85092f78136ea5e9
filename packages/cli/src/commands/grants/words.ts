import { wordText } from '@writ/engine';

/** A word in which `*` and `?` are wildcards and everything else is meant as it stands. */
export function globWord(text: string): string {
  return text
    .split(/([*?]+)/)
    .filter((part) => part !== '')
    .map((part) => (/^[*?]/.test(part) ? part : wordText(part)))
    .join('');
}
