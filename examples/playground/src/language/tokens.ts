import { CLAUSES } from '@writ/engine';

/** What a stretch of a policy line is, for colour only: the compiler has the last word on what it means. */
export type TokenKind =
  | 'comment'
  | 'string'
  | 'keyword'
  | 'allow'
  | 'ask'
  | 'deny'
  | 'subject'
  | 'clause'
  | 'option'
  | 'punctuation'
  | 'plain';

export interface LineToken {
  readonly text: string;
  readonly start: number;
  readonly kind: TokenKind;
}

export const EFFECT_WORDS = ['allow', 'ask', 'deny'] as const;
export const STATEMENT_WORDS = [
  'writ',
  'layer',
  'default',
  'use',
  'let',
  'when',
  'describe',
  'bind',
  'tool',
  'test',
] as const;
export const SUBJECT_WORDS = [
  'run',
  'read',
  'write',
  'delete',
  'edit',
  'connect',
  'change',
  'env',
  'escalate',
  'tool',
  'opaque',
  'pure',
] as const;

const PIECE = /(#(?:\s.*)?$)|("(?:\\.|[^"\\])*"?|'[^']*'?)|(=>)|([(){}[\]|,;])|([^\s"'(){}[\]|,;]+)|(\s+)/g;

const has = (list: readonly string[], text: string): boolean => list.includes(text);

/** Cuts one line into coloured stretches; together they are the line. */
export function tokensOf(line: string): readonly LineToken[] {
  const tokens: LineToken[] = [];
  let words: readonly string[] = [];
  for (const match of line.matchAll(PIECE)) {
    const [text, comment, string, arrow, mark, word] = match;
    const kind =
      comment !== undefined && isWordStart(line, match.index)
        ? 'comment'
        : string !== undefined
          ? 'string'
          : arrow !== undefined || mark !== undefined
            ? 'punctuation'
            : word !== undefined
              ? kindOfWord(word, words, line, match.index)
              : 'plain';
    tokens.push({ text, start: match.index, kind });
    if (word !== undefined || arrow !== undefined || string !== undefined) words = [...words, text];
  }
  return tokens;
}

const isWordStart = (line: string, at: number): boolean => at === 0 || /\s/.test(line[at - 1] ?? '');

function kindOfWord(word: string, before: readonly string[], line: string, at: number): TokenKind {
  const [first] = before;
  if (first === undefined) return kindOfFirst(word, line);
  if (isEffect(word) && (before.at(-1) === '=>' || before.at(-1) === 'default')) return word;
  if (isEffect(first)) {
    const isNextSubject = line[at - 1] === '|' && before.slice(1).every((one) => has(SUBJECT_WORDS, one));
    if ((before.length === 1 || isNextSubject) && has(SUBJECT_WORDS, word)) return 'subject';
    if (word.startsWith('-') && word.length > 1) return 'option';
    return has(CLAUSES, word) ? 'clause' : 'plain';
  }
  if (has(CLAUSES, first) && has(CLAUSES, word)) return 'clause';
  return word.startsWith('-') && word.length > 1 ? 'option' : 'plain';
}

/** An indented line may be a word of a block: only what goes on like a statement is one. */
function kindOfFirst(word: string, line: string): TokenKind {
  const rest = line.trimStart().slice(word.length).trimStart();
  if (isEffect(word)) return /^\s/.test(line) && !startsWithSubject(rest) ? 'plain' : word;
  if (!/^\s/.test(line)) {
    if (has(STATEMENT_WORDS, word)) return 'keyword';
    return word.startsWith('-') ? 'option' : 'plain';
  }
  if (has(CLAUSES, word)) return 'clause';
  return word.startsWith('-') && word.length > 1 ? 'option' : 'plain';
}

const startsWithSubject = (rest: string): boolean =>
  (rest.split(/[\s{]/, 1)[0] ?? '').split('|').every((one) => has(SUBJECT_WORDS, one));

function isEffect(word: string): word is 'allow' | 'ask' | 'deny' {
  return has(EFFECT_WORDS, word);
}
