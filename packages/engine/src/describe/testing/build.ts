import { assertNever } from '../../assert-never.ts';
import type {
  CommandDescription,
  Description,
  Does,
  Form,
  Level,
  OperandItem,
  OptionDescription,
  Role,
} from '../../policy.ts';
import type { Parts, Word } from '../../word.ts';
import type { Consequence, Described } from '../consequence.ts';
import { createKnowledge, type DescriptionSource } from '../knowledge.ts';
import { EMPTY_LEVEL } from '../merge.ts';

/* Small builders, so that a row of a test reads like the language. */

type LevelParts = Partial<Level>;

export function program(names: string, parts: LevelParts & { readonly like?: string } = {}): Description {
  return { ...EMPTY_LEVEL, ...parts, programs: names.split('|') };
}

export function command(
  names: string,
  parts: LevelParts & { readonly aliases?: readonly string[] } = {},
): CommandDescription {
  const patterns = names.split('|').map((name) =>
    name
      .split(/(\*)/)
      .filter((piece) => piece !== '')
      .map((piece) => (piece === '*' ? { wild: '*' as const } : piece)),
  );
  return { ...EMPTY_LEVEL, aliases: [], ...parts, names: patterns };
}

export const form = (parts: Partial<Form>): Form => ({ ...EMPTY_LEVEL, ...parts });

/** Options without values: `'-a --all, -b'`. */
export function flags(text: string, parts: Partial<OptionDescription> = {}): readonly OptionDescription[] {
  return text.split(', ').map((names) => ({ names: names.split(' '), does: [], ...parts }));
}

/** One option: `'-o --output <file:write>'`, `'-X (GET|HEAD)'`, `'--color[=<when>]'`, `'--ext-diff:code'`; a `!` behind it is a hazard. */
export function option(text: string, parts: Partial<OptionDescription> = {}): OptionDescription {
  const hazard = text.endsWith('!') ? { hazard: true as const } : {};
  const [, names = '', optional, choices, value, role, bare] =
    /^([^<([:]*?)(\[=)?\s?(?:\(([^)]*)\)|<([^:>]*)(?::([a-z-]+))?>)?\]?(?::([a-z-]+))?!?$/.exec(text) ?? [];
  const described =
    value === undefined && choices === undefined
      ? {}
      : {
          value: {
            ...(value === undefined ? {} : { name: value }),
            ...(role === undefined ? {} : { role: role as Role }),
            ...(choices === undefined ? {} : { choices: choices.split('|') }),
            ...(optional === undefined ? {} : { optional: true as const }),
          },
        };
  return {
    names: names.trim().split(' '),
    does: [],
    ...hazard,
    ...described,
    ...(bare === undefined ? {} : { role: bare as Role }),
    ...parts,
  };
}

/** Operands: `'<src:read>... <dst:write>'`, `'[<rev>...] [-- <path:read>...]'`, `'<command:run>…(;|+)'`, `'(start|stop) <name>'`. */
export function operands(text: string): readonly OperandItem[] {
  const tokens = text.match(/\[|\](?:\.\.\.)?|\([^)]*\)|<[^>]*>!?(?:\.\.\.)?(?:…\([^)]*\))?|[^\s[\]<(]+/g) ?? [];
  const stack: OperandItem[][] = [[]];
  for (const token of tokens) {
    const top = stack[stack.length - 1] ?? [];
    if (token === '[') stack.push([]);
    else if (token.startsWith(']')) {
      stack.pop();
      stack[stack.length - 1]?.push({
        kind: 'optional',
        items: top,
        ...(token === ']...' ? { repeat: true as const } : {}),
      });
    } else top.push(operand(token));
  }
  return stack[0] ?? [];
}

function operand(token: string): OperandItem {
  if (token.startsWith('(')) return { kind: 'choice', texts: token.slice(1, -1).split('|') };
  const [, name, role, hazard, repeat, until] =
    /^<([^:>]*)(?::([a-z-]+))?>(!)?(\.\.\.)?(?:…\(([^)]*)\))?$/.exec(token) ?? [];
  if (name === undefined) return { kind: 'literal', text: token };
  return {
    kind: 'value',
    name,
    ...(role === undefined ? {} : { role: role as Role }),
    ...(hazard === undefined ? {} : { hazard: true as const }),
    ...(repeat === undefined && until === undefined ? {} : { repeat: true as const }),
    ...(until === undefined ? {} : { until: until.split('|') }),
  };
}

export const does = (act: Does['act'], target?: string, parts: Partial<Does> = {}): Does => ({
  act,
  ...(target === undefined ? {} : { target }),
  ...parts,
});

/* ---- words ---- */

const NOWHERE = { start: 0, end: 0 };

/**
 * Words of a command: `"$x"` is one unknown argument, `$x` any number, `*` in a word what a pathname glob leaves open
 * (the word is then one or more arguments), anything else stands for itself.
 */
export function words(text: string): readonly [Word, ...Word[]] {
  const [first = '', ...rest] = text.split(' ');
  return [word(first), ...rest.map(word)];
}

export function word(text: string): Word {
  if (text === '$x') return { kind: 'many', min: 0, span: NOWHERE };
  if (text.startsWith('"') && text.includes('$x'))
    return { kind: 'one', parts: parts(text.slice(1, -1), '$x', 'text'), span: NOWHERE };
  if (text.includes('$x')) return { kind: 'many', min: 0, first: parts(text, '$x', 'text'), span: NOWHERE };
  if (text.includes('*')) return { kind: 'many', min: 1, each: parts(text, '*', 'segment'), span: NOWHERE };
  return { kind: 'text', text: text.replace(/^'(.*)'$/, '$1').replaceAll('␣', ' '), span: NOWHERE };
}

function parts(text: string, mark: string, hole: 'text' | 'segment'): Parts {
  return text
    .split(mark)
    .flatMap((piece, at): Parts => [...(at === 0 ? [] : [{ hole }]), ...(piece === '' ? [] : [piece])]);
}

/* ---- what came out ---- */

export const full = (description: Description, rank = 0): DescriptionSource => ({ description, rank, trusted: true });

export function describeWith(
  descriptions: readonly Description[],
  argv: readonly [Word, ...Word[]],
): Described | undefined {
  return createKnowledge(descriptions.map((description) => full(description))).describe(argv);
}

/** Consequences as a person would say them: `write! a.txt [1,2]`, `run! rm -rf x`, `opaque! option`. */
export const shown = (described: Described | undefined): readonly string[] =>
  (described?.consequences ?? []).map(showConsequence);

export function showConsequence(consequence: Consequence): string {
  const mark = consequence.hazard ? '!' : '';
  const base = 'base' in consequence && consequence.base !== undefined ? ` in ${showWord(consequence.base)}` : '';
  switch (consequence.kind) {
    case 'read':
    case 'write':
    case 'delete':
      return `${consequence.kind}${mark} ${showWord(consequence.path)}${consequence.tree ? '/**' : ''}${consequence.public ? ' (public)' : ''}${base}`;
    case 'connect':
      return `connect${mark} ${showWord(consequence.target)}`;
    case 'change':
      return `change${mark} ${consequence.name}`;
    case 'credential':
      return `${consequence.access}${mark} credential:${consequence.name}`;
    case 'env':
    case 'variable':
      return `${consequence.kind}${mark} ${showWord(consequence.name)}${consequence.value === undefined ? '' : `=${showWord(consequence.value)}`}`;
    case 'escalate':
      return `escalate${mark} ${showWord(consequence.user)}`;
    case 'elsewhere':
      return `elsewhere ${showConsequence(consequence.inner)}`;
    case 'run':
      return `run${mark} ${consequence.argv.map(showWord).join(' ')}${base}`;
    case 'shell':
      return `shell${mark} ${consequence.text === 'stdin' ? '(stdin)' : showWord(consequence.text)}${base}`;
    case 'opaque':
      return `opaque${mark} ${consequence.why}`;
    case 'folder':
      return `folder${mark} ${consequence.path === undefined ? '(home)' : showWord(consequence.path)}`;
    default:
      return assertNever(consequence);
  }
}

export function showWord(shape: Word): string {
  switch (shape.kind) {
    case 'text':
      return shape.text;
    case 'one':
      return showParts(shape.parts);
    case 'many':
      return `${shape.each === undefined ? '?' : showParts(shape.each)}${shape.min === 0 ? '*' : '+'}`;
    default:
      return assertNever(shape);
  }
}

const showParts = (shape: Parts): string =>
  shape
    .map((part) =>
      typeof part === 'string' ? part : { text: '‹?›', segment: '‹*›', name: '‹.*›', tree: '‹**›' }[part.hole],
    )
    .join('');
