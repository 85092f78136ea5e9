import type { RunAct } from '../act.ts';
import type { CommandItem, CommandPattern, PathPattern, TextPattern } from '../policy.ts';
import type { Hole, Parts, Word } from '../word.ts';

/*
 * A small notation for tests, so that a row can be read aloud.
 * In patterns: `git (log|diff) [-p] **`, `./src/**`. In commands, words are split at blanks; `$one` is one unknown
 * argument, `$many` any number, `a$one` and `$one.ts` are partly known, `$plain` is a name or nothing, `@glob.ts` is a
 * glob `*.ts`.
 */

export function textPattern(text: string): TextPattern {
  const parts: TextPattern[number][] = [];
  for (const piece of text.match(/\*\*|\*|\?|\{[^}]*\}|[^*?{]+/g) ?? []) {
    if (piece === '**' || piece === '*' || piece === '?') parts.push({ wild: piece });
    else if (piece.startsWith('{')) parts.push({ oneOf: piece.slice(1, -1).split(',').map(textPattern) });
    else parts.push(piece);
  }
  return parts;
}

export function commandPattern(text: string): CommandPattern {
  const tokens = text.match(/[()[\]|]|[^\s()[\]|]+/g) ?? [];
  let at = 0;
  const items = (): CommandItem[] => {
    const found: CommandItem[] = [];
    while (at < tokens.length && !')]|'.includes(tokens[at] ?? '')) {
      const token = tokens[at++] ?? '';
      if (token === '(') {
        const options = [items()];
        while (tokens[at] === '|') {
          at++;
          options.push(items());
        }
        at++;
        found.push({ kind: 'oneOf', options });
      } else if (token === '[') {
        found.push({ kind: 'optional', items: items() });
        at++;
      } else found.push(token === '**' ? { kind: 'rest' } : { kind: 'word', word: textPattern(token) });
    }
    return found;
  };
  return items();
}

export function pathPattern(text: string): PathPattern {
  const anchors = [
    ['./', 'workspace'],
    ['~/', 'home'],
    ['**/', 'any'],
    ['/', 'root'],
  ] as const;
  for (const [prefix, anchor] of anchors)
    if (text.startsWith(prefix)) return { anchor, path: textPattern(text.slice(prefix.length)) };
  if (text === '**') return { anchor: 'any', path: textPattern('**') };
  return { anchor: 'workspace', path: text === '.' ? [] : textPattern(text) };
}

const SPAN = { start: 0, end: 0 };

const HOLES = new Map<string, Hole>([
  ['$one', { hole: 'text' }],
  ['$plain', { hole: 'segment', plain: true }],
  ['@glob', { hole: 'segment' }],
]);

export function word(text: string): Word {
  if (text === '$many') return { kind: 'many', min: 0, span: SPAN };
  const pieces = text.split(/(\$one|\$plain|@glob)/).filter((piece) => piece !== '');
  const parts: Parts = pieces.map((piece) => HOLES.get(piece) ?? piece);
  if (parts.length === 1 && typeof parts[0] === 'string') return { kind: 'text', text, span: SPAN };
  if (pieces.includes('@glob')) return { kind: 'many', min: 1, each: parts, span: SPAN };
  return text === '' ? { kind: 'text', text: '', span: SPAN } : { kind: 'one', parts, span: SPAN };
}

export function runAct(command: string, more: Partial<RunAct> = {}): RunAct {
  const [program = '', ...rest] = command.split(' ').filter((piece) => piece !== '');
  return {
    kind: 'run',
    argv: [word(program), ...rest.map(word)],
    folders: ['/repo'],
    span: { start: 0, end: command.length },
    consequences: [],
    complete: false,
    described: false,
    ...more,
  };
}
