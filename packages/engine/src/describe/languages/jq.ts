import type { LanguageAct } from './language.ts';

/**
 * What a jq filter (or yq expression) does besides reading its input: only modules and yq's `load` reach other files.
 * Names in strings, comments, fields and keys are nothing.
 */
export function analyseJq(text: string): readonly LanguageAct[] {
  const found = codeOf(text).find((name) => LOADS.has(name) || /^load(_[a-z]+)?$/.test(name));
  return found === undefined ? [] : [{ act: 'code', reason: `loads other files with \`${found}\`` }];
}

const LOADS: ReadonlySet<string> = new Set(['import', 'include', 'modulemeta']);

/** The names that stand in code, those inside `\(…)` of strings included. */
function codeOf(text: string): readonly string[] {
  const names: string[] = [];
  /** Parentheses open in each string's `\(…)` around the cursor. */
  const strings: number[] = [];
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (inString) {
      if (character === '"') inString = false;
      else if (character === '\\') {
        at++;
        if (text.charAt(at) !== '(') continue;
        strings.push(depth);
        depth = 0;
        inString = false;
      }
    } else if (character === '"') inString = true;
    else if (character === '#') at = endOfLine(text, at);
    else if (character === '(') depth++;
    else if (character === ')' && depth > 0) depth--;
    else if (character === ')' && strings.length > 0) {
      depth = strings.pop() ?? 0;
      inString = true;
    } else if (isLetter(character)) {
      const end = endOfName(text, at);
      if (!isField(text, at, end)) names.push(text.slice(at, end));
      at = end - 1;
    }
  }
  return names;
}

const isLetter = (character: string): boolean => /^[A-Za-z_]$/.test(character);

function endOfName(text: string, from: number): number {
  let end = from;
  while (/^[A-Za-z0-9_]$/.test(text.charAt(end))) end++;
  return end;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** `.load`, `$load`, `@text` and the key `load:` are no calls. */
function isField(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  return before === '.' || before === '$' || before === '@' || text.charAt(end) === ':';
}
