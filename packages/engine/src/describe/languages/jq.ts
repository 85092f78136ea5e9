import { isSecretName } from '../../secret-name.ts';
import type { LanguageAct } from './language.ts';

/**
 * What a jq filter (or yq expression) does besides reading its input: only modules and yq's `load` reach other files.
 * `env` and `$ENV` are all variables, unless one of them is named. Names in strings, comments, fields and keys are nothing.
 */
export function analyseJq(text: string): readonly LanguageAct[] {
  const names = codeOf(text);
  const found = names.find((name) => LOADS.has(name) || /^load(_[a-z]+)?$/.test(name));
  const acts: LanguageAct[] = names.some((name) => ENVIRONMENT.has(name)) ? [{ act: 'environment' }] : [];
  return found === undefined ? acts : [...acts, { act: 'code', reason: `loads other files with \`${found}\`` }];
}

const ENVIRONMENT: ReadonlySet<string> = new Set(['env', 'ENV', 'envsubst', 'strenv']);

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
      const name = text.slice(at, end);
      const all = name === 'ENV' && text.charAt(at - 1) === '$';
      if ((all || !isField(text, at, end)) && !isOneVariable(text, at, end)) names.push(name);
      at = end - 1;
    }
  }
  return names;
}

/** `env.HOME`, `$ENV["HOME"]`; what is called like a secret is as good as all. */
function isOneVariable(text: string, from: number, to: number): boolean {
  if (!/^(env|ENV)$/.test(text.slice(from, to))) return false;
  const found = /^(?:\.([A-Za-z_][A-Za-z0-9_]*)|\.?\[?"([A-Za-z0-9_]+)"\])/.exec(text.slice(to));
  return found !== null && !isSecretName(found[1] ?? found[2] ?? '');
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
