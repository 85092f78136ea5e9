import { knownText, type Word } from '../word.ts';
import type { LevelTable } from './level-table.ts';
import { readOption } from './option-words.ts';
import type { Arguments, Scan } from './scan.ts';
import { isGlob, isPlain, leadingText } from './word-parts.ts';

/** Sorts the words behind the program word; linear in their number. */
export function readArguments(root: LevelTable, argv: readonly Word[]): Arguments {
  const scan: Scan = {
    levels: [root],
    levelWords: [0],
    path: [],
    aliases: [],
    pathWords: [],
    options: [],
    operands: [],
    unlisted: [],
    doubts: [],
    unlistedCommand: undefined,
    table: root,
    ended: false,
    first: 1,
  };
  let at = 1;
  for (let word = argv[at]; word !== undefined; word = argv[at]) at = readWord(scan, argv, word, at);
  // A group path that ends without a verb: the verb is one that is not listed.
  if (scan.table.commands?.verbsLast === true) scan.unlistedCommand ??= scan.pathWords[scan.pathWords.length - 1];
  return scan;
}

function readWord(scan: Scan, argv: readonly Word[], word: Word, at: number): number {
  if (!scan.ended) {
    if (knownText(word) === '--' && scan.table.style !== 'single-dash') {
      scan.ended = true;
      if (scan.table.separator) scan.operands.push({ word, index: at, separator: true });
      return at + 1;
    }
    const next = readOption(scan, argv, word, at);
    if (next !== undefined) return next;
    if (word.kind !== 'text' && leadingText(word) === '' && !isPlain(word))
      scan.doubts.push({ why: 'any', index: at, word, table: scan.table });
  }
  return readOperand(scan, word, at);
}

function readOperand(scan: Scan, word: Word, at: number): number {
  const { commands } = scan.table;
  if (commands === undefined || scan.operands.length > 0) return addOperand(scan, word, at);
  const text = knownText(word);
  if (text === undefined) {
    scan.doubts.push({ why: 'command', index: at, word, table: scan.table });
    return addOperand(scan, word, at);
  }
  const found = commands.find(text);
  if (found !== undefined) {
    pushName(scan, found.name, at, found.aliases);
    enter(scan, found.table, at);
    return at + 1;
  }
  if (commands.verbsLast && commands.groups?.some((group) => group.matches(text)) !== false) {
    pushName(scan, text, at);
    return at + 1;
  }
  if (scan.table.forms.length > 0) return addOperand(scan, word, at);
  scan.unlistedCommand = at;
  pushName(scan, text, at);
  enter(scan, scan.table.beyond(), at);
  return at + 1;
}

function pushName({ path, aliases, pathWords }: Scan, name: string, at: number, others: readonly string[] = []): void {
  path.push(name);
  aliases.push(others);
  pathWords.push(at);
}

function enter(scan: Scan, table: LevelTable, at: number): void {
  scan.levels.push(table);
  scan.levelWords.push(at);
  scan.table = table;
  scan.ended = false;
  scan.first = at + 1;
}

function addOperand(scan: Scan, word: Word, index: number): number {
  const mayMiss = scan.doubts[scan.doubts.length - 1]?.index === index && isGlob(word);
  scan.operands.push(mayMiss ? { word, index, mayMiss } : { word, index });
  if (scan.table.style === 'posix' || scan.table.style === 'go') scan.ended = true;
  return index + 1;
}
