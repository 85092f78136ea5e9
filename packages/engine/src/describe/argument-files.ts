import type { Word } from '../word.ts';
import type { Call } from './call.ts';
import type { LevelTable } from './level-table.ts';
import { isWhole, leadingText } from './word-parts.ts';

const MARK = '@';

/**
 * A file of more arguments (`option @[=<file:code>]`) takes the place of its word before any word is looked at: also of
 * one that would be the value of an option (`-k @args`) or stands behind `--`.
 */
export function pushArgumentFiles({ argv, found, consequences }: Call): void {
  const depth = found.levels.findIndex(hasArgumentFiles);
  if (depth === -1) return;
  const told = new Set([
    ...found.options.filter(({ name }) => name === MARK).flatMap(({ words }) => words),
    ...found.doubts.map(({ index }) => index),
  ]);
  for (let index = (found.levelWords[depth] ?? 0) + 1; index < argv.length; index++) {
    const word = argv[index];
    if (word === undefined || told.has(index) || !mayBeMarked(word)) continue;
    const reason = `\`${MARK}\` can run any code`;
    consequences.push({ kind: 'opaque', why: 'code', reason, carriers: [index], hazard: true });
  }
}

const hasArgumentFiles = ({ options }: LevelTable): boolean =>
  options.get(MARK)?.variants.some(({ option }) => option.value?.role === 'code') === true;

function mayBeMarked(word: Word): boolean {
  const text = leadingText(word);
  return text === '' ? !isWhole(word) : text.startsWith(MARK);
}
