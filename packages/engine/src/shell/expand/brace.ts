import { isName, isNamePart } from '../syntax/characters.ts';
import type { Part } from '../syntax/syntax.ts';

/** Ways to write one word; more are not followed. */
export const MAX_WORDS = 10_000;

/** Finding the brace that closes another takes a look at all that follow. */
const LONGEST = 1000;

/** One unquoted character, or a part that braces do not look into. */
type Atom = string | Exclude<Part, { kind: 'text'; quoted: false }>;

/** The words that brace expansion makes of one; `undefined` where they are too many or depend on what is not known. */
export function expandBraces(parts: readonly Part[]): readonly (readonly Part[])[] | undefined {
  const atoms = atomsOf(parts);
  // A dollar that braces bring next to a name would begin an expansion.
  if (
    atoms.length > LONGEST ||
    atoms.includes('$') ||
    hidesBrace(atoms) ||
    atoms.some(hasInnerBrace) ||
    atoms.some(looksInside)
  )
    return undefined;
  const budget = { left: MAX_WORDS, certain: true };
  const words = expand(atoms, budget, 0);
  return budget.left < 0 || !budget.certain ? undefined : words.map(partsOf);
}

interface BraceBudget {
  left: number;
  certain: boolean;
}

function atomsOf(parts: readonly Part[]): Atom[] {
  return parts.flatMap((part): Atom[] => (part.kind === 'text' && !part.quoted ? part.text.split('') : [part as Atom]));
}

function partsOf(atoms: readonly Atom[]): readonly Part[] {
  const parts: Part[] = [];
  let text = '';
  for (const atom of atoms) {
    if (typeof atom === 'string' && text === '' && extendName(parts, atom)) continue;
    if (typeof atom === 'string') text += atom;
    else {
      if (text !== '') parts.push({ kind: 'text', text, quoted: false });
      text = '';
      parts.push(atom);
    }
  }
  if (text !== '') parts.push({ kind: 'text', text, quoted: false });
  return parts;
}

/** In `$${a,b}` bash takes the second dollar and the brace for the beginning of a parameter. */
const hidesBrace = (atoms: readonly Atom[]): boolean =>
  atoms.some(
    (atom, at) =>
      typeof atom !== 'string' &&
      atom.kind === 'parameter' &&
      atom.name === '$' &&
      atom.bare === true &&
      atoms[at + 1] === '{',
  );

/** bash's braces see through an extended pattern, `$[…]`, and a blank behind a backslash, behind which `{}` means nothing. */
function looksInside(atom: Atom, at: number, atoms: readonly Atom[]): boolean {
  if (typeof atom === 'string') return false;
  if (atom.kind === 'arithmetic')
    return atom.text.parts.some((part) => part.kind === 'text' && /[,{}]/.test(part.text));
  const isBlank = atom.kind === 'text' && /[ \t\n]$/.test(atom.text);
  return (
    atom.kind === 'extended-glob' ||
    (isBlank && atoms[at + 1] === '{' && atoms[at + 2] === '}' && atoms.lastIndexOf('}') > at + 2)
  );
}

/** Braces inside `${…}` count when bash looks for the one that closes. */
function hasInnerBrace(atom: Atom): boolean {
  if (typeof atom === 'string' || atom.kind !== 'parameter' || atom.operation === undefined) return false;
  const { operation } = atom;
  const words = 'word' in operation ? [operation.word] : 'words' in operation ? operation.words : [];
  return words.some((parts) =>
    parts.some((part) =>
      part.kind === 'text' ? /[{}]/.test(part.text) : part.kind === 'parameter' && hasInnerBrace(part),
    ),
  );
}

/** `$x{a,b}` is `$xa` and `$xb`: braces come before parameters. */
function extendName(parts: Part[], character: string): boolean {
  const last = parts[parts.length - 1];
  if (
    last?.kind !== 'parameter' ||
    last.bare === undefined ||
    last.quoted ||
    !isName(last.name) ||
    !isNamePart(character.charCodeAt(0))
  )
    return false;
  parts[parts.length - 1] = { ...last, name: last.name + character };
  return true;
}

const DEEPEST = 40;

function expand(atoms: readonly Atom[], budget: BraceBudget, depth: number): readonly (readonly Atom[])[] {
  if (depth > DEEPEST) budget.certain = false;
  if (budget.left < 0 || !budget.certain) return [atoms];
  let results: (readonly Atom[])[] = [[]];
  let rest = atoms;
  for (;;) {
    const found = findBraces(rest);
    if (found === undefined) return combine(results, [rest], budget);
    const inside = rest.slice(found.open + 1, found.close);
    const middle = expandInside(inside, budget, depth) ?? [rest.slice(found.open, found.close + 1)];
    results = combine(combine(results, [rest.slice(0, found.open)], budget), middle, budget);
    rest = rest.slice(found.close + 1);
    if (budget.left < 0) return results;
  }
}

function combine(
  heads: readonly (readonly Atom[])[],
  tails: readonly (readonly Atom[])[],
  budget: BraceBudget,
): (readonly Atom[])[] {
  budget.left -= heads.length * tails.length > 1 ? heads.length * tails.length : 0;
  if (budget.left < 0) return [];
  return heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
}

/** The first pair of braces with a comma or two dots directly inside. */
function findBraces(atoms: readonly Atom[]): { open: number; close: number } | undefined {
  for (let open = 0; open < atoms.length; open++) {
    if (atoms[open] !== '{' || (open === 0 && atoms[1] === '}')) continue;
    const close = findClose(atoms, open + 1);
    if (close !== undefined) return { open, close };
  }
  return undefined;
}

function findClose(atoms: readonly Atom[], start: number): number | undefined {
  let level = 0;
  let divided = false;
  for (let at = start; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === '}' && level === 0 && divided) return at;
    if (atom === '{') level++;
    else if (atom === '}' && level > 0) level--;
    else if (level === 0 && (atom === ',' || isRange(atoms, at))) divided = true;
  }
  return undefined;
}

const isRange = (atoms: readonly Atom[], at: number): boolean =>
  atoms[at] === '.' && atoms[at + 1] === '.' && atoms[at + 2] !== '}';

/** What stands between the braces: alternatives, a sequence, or `undefined` where it is neither. */
function expandInside(
  inside: readonly Atom[],
  budget: BraceBudget,
  depth: number,
): readonly (readonly Atom[])[] | undefined {
  if (!inside.some(hasComma)) {
    // A comma inside a substitution would count too, and nobody kept its text.
    if (inside.some((atom) => typeof atom !== 'string' && atom.kind !== 'text')) budget.certain = false;
    return expandSequence(inside, budget);
  }
  if (!inside.includes(',')) budget.certain = false; // behind a backslash bash does not see the comma
  const words: (readonly Atom[])[] = [];
  let start = 0;
  let level = 0;
  for (let at = 0; at <= inside.length; at++) {
    const atom = inside[at];
    if (atom === '{') level++;
    else if (atom === '}' && level > 0) level--;
    if (at < inside.length && (atom !== ',' || level > 0)) continue;
    words.push(...expand(inside.slice(start, at), budget, depth + 1));
    start = at + 1;
  }
  return words;
}

const hasComma = (atom: Atom): boolean =>
  typeof atom === 'string' ? atom === ',' : atom.kind === 'text' && atom.text.includes(',');

function expandSequence(inside: readonly Atom[], budget: BraceBudget): readonly (readonly Atom[])[] | undefined {
  if (!inside.every((atom): atom is string => typeof atom === 'string')) return undefined;
  const text = inside.join('');
  // bash passes over blanks in front of a number, and numbers may be too long for it.
  if (text.includes('..') && /[\r\v\f]|\d{16}/.test(text)) budget.certain = false;
  const [from, to, step, more] = text.split('..');
  if (from === undefined || to === undefined || more !== undefined || (step !== undefined && !isWhole(step)))
    return undefined;
  if (isWhole(from) && isWhole(to)) return numbers(from, to, Number(step ?? '1'), budget);
  if (!isLetter(from) || !isLetter(to)) return undefined;
  // Between `Z` and `a` lie characters that the shell would read again.
  if (from <= 'Z' !== to <= 'Z') budget.certain = false;
  return series(from.charCodeAt(0), to.charCodeAt(0), Number(step ?? '1'), budget).map((code) => [
    String.fromCharCode(code),
  ]);
}

const isWhole = (text: string): boolean => /^[-+]?[0-9]{1,15}$/.test(text);
const isLetter = (text: string): boolean => /^[A-Za-z]$/.test(text);

function numbers(from: string, to: string, step: number, budget: BraceBudget): readonly (readonly Atom[])[] {
  const padded = /^-?0[0-9]/.test(from) || /^-?0[0-9]/.test(to);
  const width = padded ? Math.max(from.length, to.length) : 0;
  return series(Number(from), Number(to), step, budget).map((value) => pad(value, width).split(''));
}

function pad(value: number, width: number): string {
  const digits = String(Math.abs(value));
  return value < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
}

function series(from: number, to: number, step: number, budget: BraceBudget): readonly number[] {
  const stride = Math.max(1, Math.abs(step)) * (from <= to ? 1 : -1);
  const count = Math.floor(Math.abs(to - from) / Math.abs(stride)) + 1;
  budget.left -= count;
  if (budget.left < 0) return [];
  return Array.from({ length: count }, (_, index) => from + index * stride);
}
