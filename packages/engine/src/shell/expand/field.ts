import { type Hole, holdsSecret, type Parts, partsOf, type Span, type Word } from '../../word.ts';
import { joinHoles, SECRET, TEXT } from '../state/value.ts';
import { bracketEnd } from './glob.ts';

/** What the parts of a word become before they are cut into arguments. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'hole'; readonly hole: Hole }
  /** Unquoted and unknown: any number of arguments, the first and last joined to what stands beside. */
  | { readonly kind: 'split'; readonly secret?: true }
  /** A word that is several arguments already, such as an element of `"$@"`. */
  | { readonly kind: 'many'; readonly word: Word }
  /** A number or name, or nothing at all, which is no argument where nothing stands beside it. */
  | { readonly kind: 'plain'; readonly hole: Hole }
  /** A list in quotes without elements: it takes the quotes around it with it where nothing else in them is left. */
  | { readonly kind: 'nothing' }
  /** Here one argument ends and another begins. */
  | { readonly kind: 'break' };

export interface FieldOptions {
  readonly span: Span;
  /** `**` may stand for any number of folders. */
  readonly globstar: boolean;
  /** What a wildcard stands for: with `dotglob`, names that begin with a dot too. */
  readonly wildcard: Hole;
  /** Text that comes out of an expansion may be a pattern of `extglob`. */
  readonly extended: boolean;
  /** A glob that matches nothing may vanish. */
  readonly mayVanish: boolean;
  /** A glob may match names that do not look like it: in another case, or by wildcards that are quoted. */
  readonly strays: boolean;
}

/** Cuts pieces into arguments. */
export function fieldsOf(pieces: readonly Piece[], options: FieldOptions): readonly Word[] {
  const words: Word[] = [];
  let field: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'break') field.push(piece);
    else {
      words.push(...fieldWord(field, options));
      field = [];
    }
  }
  words.push(...fieldWord(field, options));
  return words;
}

function fieldWord(all: readonly Piece[], options: FieldOptions): readonly Word[] {
  const pieces = all.filter(({ kind }) => kind !== 'nothing');
  const words = joinedWord(pieces, options);
  return pieces.length < all.length ? words.map(orNone) : words;
}

/** `"$@$x"` without parameters is an argument only where `x` is not empty; `"$@""$x"` is one, and counts as the same. */
function orNone(word: Word): Word {
  const parts = word.kind === 'many' ? [] : partsOf(word);
  return word.kind === 'many' || parts.some((part) => typeof part === 'string' && part !== '')
    ? word
    : { kind: 'many', min: 0, each: parts, span: word.span };
}

/** The argument these pieces make; none where nothing but empty expansions is left. */
function joinedWord(pieces: readonly Piece[], options: FieldOptions): readonly Word[] {
  const only = pieces[0];
  if (only === undefined) return [];
  if (pieces.length === 1 && only.kind === 'many' && only.word.kind === 'many')
    return [{ ...only.word, span: options.span }];
  const plain = pieces.flatMap((piece) => (piece.kind === 'plain' ? piece.hole : []));
  if (plain.length === pieces.length)
    return [{ kind: 'many', min: 0, each: [plain.reduce(joinHoles)], span: options.span }];
  if (pieces.some((piece) => piece.kind === 'split' || piece.kind === 'many')) return [openWord(pieces, options)];
  const shape = shapeOf(pieces, options);
  if (pieces.some(isParenthesis) && (options.extended || options.mayVanish))
    return [globWord(shape.parts, { ...options, strays: true })];
  if (shape.glob) return [globWord(shape.parts, options)];
  const [first, ...rest] = shape.parts;
  if (first === undefined)
    return pieces.some((piece) => piece.kind === 'text' && piece.quoted) ? [text('', options)] : [];
  if (rest.length === 0 && typeof first === 'string') return [text(first, options)];
  return [{ kind: 'one', parts: shape.parts, span: options.span }];
}

const text = (value: string, options: FieldOptions): Word => ({ kind: 'text', text: value, span: options.span });

function globWord(parts: Parts, options: FieldOptions): Word {
  const { span } = options;
  const min = options.mayVanish ? 0 : 1;
  const secret = parts.some((part) => typeof part === 'object' && part.secret === true);
  const each = !options.strays ? parts : secret ? [SECRET] : undefined;
  return { kind: 'many', min, span, ...(each !== undefined && { each }) };
}

/** A field that an unknown expansion may cut into any number of arguments. */
function openWord(pieces: readonly Piece[], options: FieldOptions): Word {
  const isOpen = (piece: Piece): boolean => piece.kind === 'split' || piece.kind === 'many';
  const start = pieces.findIndex(isOpen);
  const end = pieces.length - [...pieces].reverse().findIndex(isOpen);
  const first = shapeOf(pieces.slice(0, start), options);
  const last = shapeOf([{ kind: 'hole', hole: TEXT }, ...pieces.slice(end)], options);
  const sure = [...first.parts, ...last.parts].some((part) => typeof part === 'string');
  const stays = !options.mayVanish; // what is not known may hold a glob
  const keeps =
    stays && !options.strays && !pieces.some(isBracket) && !(options.extended && pieces.some(isExtendedSign));
  const known = {
    first: keeps && first.parts.length > 0 && !first.glob,
    last: keeps && last.parts.length > 1 && !last.glob && !hasSlashes(last.parts),
  };
  return {
    kind: 'many',
    min: sure && stays ? 1 : 0,
    ...(known.first && { first: [...first.parts, { hole: 'text' }] }),
    ...(known.last && { last: last.parts }),
    ...(pieces.some(isSecretPiece) && { each: [SECRET] }),
    span: options.span,
  };
}

/** Whether a piece is text outside of quotes that has one of these characters. */
function holds(characters: RegExp): (piece: Piece) => boolean {
  return (piece) => piece.kind === 'text' && !piece.quoted && characters.test(piece.text);
}

/** `@(`: only an expansion leaves one unquoted; where it is no pattern, bash still takes it for one that may vanish. */
const isParenthesis = holds(/\(/);

const hasSlashes = (parts: Parts): boolean =>
  parts
    .filter((part) => typeof part === 'string')
    .join('')
    .includes('//');

/** Parts of a pattern, together with what is not known. */
const isBracket = holds(/[[\]]/);
const isExtendedSign = holds(/[?*+@!(]/);

/** Whether a secret of the environment stands in it. */
export function isSecretPiece(piece: Piece): boolean {
  if (piece.kind === 'many') return holdsSecret(piece.word);
  return piece.kind === 'split' ? piece.secret === true : piece.kind === 'hole' && piece.hole.secret === true;
}

interface Shape {
  readonly parts: Parts;
  readonly glob: boolean;
}

function shapeOf(pieces: readonly Piece[], options: FieldOptions): Shape {
  const builder: ShapeBuilder = { parts: [], glob: false, inSlash: false, closed: false };
  pieces.forEach((piece, at) => {
    if (builder.closed) {
      if (isSecretPiece(piece)) addHole(builder, SECRET);
    } else if (piece.kind === 'hole') addHole(builder, piece.hole);
    else if (piece.kind === 'plain') addHole(builder, piece.hole);
    else if (piece.kind === 'text') addPiece(builder, piece, at + 1 < pieces.length, options);
  });
  return builder;
}

interface ShapeBuilder {
  parts: (string | Hole)[];
  glob: boolean;
  /** The last known text ends in a slash. */
  inSlash: boolean;
  /** Everything behind is covered by the last hole. */
  closed: boolean;
}

function addText(builder: ShapeBuilder, value: string, { globstar }: FieldOptions): void {
  const last = builder.parts.at(-1);
  const text = globstar && isHole(last) && last.hole === 'text' ? value.replace(/^\/+/, '') : value; // `**/a` may be `a`
  if (text === '') return;
  // Behind a wildcard, bash leaves one slash of several; what is not known in between may be nothing.
  if (builder.glob && (text.includes('//') || (builder.inSlash && text.startsWith('/')))) return close(builder);
  builder.inSlash = text.endsWith('/');
  if (typeof last === 'string') builder.parts[builder.parts.length - 1] = last + text;
  else builder.parts.push(text);
}

const isHole = (part: string | Hole | undefined): part is Hole => typeof part === 'object';

function addHole(builder: ShapeBuilder, hole: Hole): void {
  const end = builder.parts.length - 1;
  const last = builder.parts[end];
  if (isHole(last)) builder.parts[end] = joinHoles(last, hole);
  else builder.parts.push(hole);
}

/** Each bracket that is not closed takes a look at all that follows. */
const MOST_OPEN = 50;

function addPiece(
  builder: ShapeBuilder,
  piece: Extract<Piece, { kind: 'text' }>,
  more: boolean,
  options: FieldOptions,
): void {
  if (piece.quoted) return addText(builder, piece.text, options);
  const lastClose = piece.text.lastIndexOf(']');
  let done = 0;
  let open = 0;
  for (let at = 0; at < piece.text.length; at++) {
    const character = piece.text[at];
    if (character !== '*' && character !== '?' && character !== '[') continue;
    const end = character !== '[' ? at + 1 : at < lastClose ? bracketEnd(piece.text, at) : undefined;
    if (end === undefined && !more && ++open < MOST_OPEN) {
      // `[]` is no pattern, but bash takes it for one when it looks whether a word vanishes.
      builder.glob ||= options.mayVanish && piece.text.includes(']', at);
      continue;
    }
    addText(builder, piece.text.slice(done, at), options);
    builder.glob = true;
    if (end === undefined) return close(builder);
    const stars = options.globstar && (piece.text.startsWith('**', at) || (at === 0 && isHole(builder.parts.at(-1))));
    addHole(builder, stars ? TEXT : options.wildcard);
    builder.inSlash = false;
    done = end;
    at = end - 1;
  }
  addText(builder, piece.text.slice(done), options);
}

/** A bracket whose end lies in another piece: what follows is left open. */
function close(builder: ShapeBuilder): void {
  addHole(builder, TEXT);
  builder.closed = true;
}
