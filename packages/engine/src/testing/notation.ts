import type { RunAct } from '../act.ts';
import type { CommandItem, CommandPattern, PathPattern, TextPattern } from '../policy.ts';
import type { Parts, Word } from '../word.ts';

/*
 * A small notation for tests, so that a row can be read aloud.
 * In patterns: `git (log|diff) [-p] **`, `./src/**`. In commands, words are split at blanks; `$one` is one unknown
 * argument, `$many` any number, `a$one` and `$one.ts` are partly known, `@glob.ts` is a glob `*.ts`.
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

export function word(text: string): Word {
  if (text === '$many') return { kind: 'many', min: 0, span: SPAN };
  const pieces = text.split(/(\$one|@glob)/).filter((piece) => piece !== '');
  if (pieces.length === 1 && !/^(\$one|@glob)$/.test(pieces[0] ?? '')) return { kind: 'text', text, span: SPAN };
  const parts: Parts = pieces.map((piece) =>
    piece === '$one' ? { hole: 'text' } : piece === '@glob' ? { hole: 'segment' } : piece,
  );
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
