import type { PathPattern, TextPart, TextPattern } from '@writ/engine';
import {
  badCredential,
  dotDot,
  emptyPattern,
  foreignHome,
  gluedStars,
  literalDollar,
  quotedTilde,
  quotedWildcard,
  trailingSlash,
} from '../problems/patterns.ts';
import { plainText, type Word } from '../read/tokens.ts';
import { report, type Scope } from './scope.ts';
import { joinTexts, textPattern } from './text.ts';

const CREDENTIAL = 'credential:';

/** A word as a path pattern: where it starts, and what follows there. */
export function pathPattern(scope: Pick<Scope, 'problems'>, word: Word): PathPattern | undefined {
  const pattern = textPattern(scope, word);
  const bareHead = word.parts[0]?.quoted === false ? word.parts[0].text : '';
  if (pattern.length === 0) return report(scope, emptyPattern(word));
  if (bareHead.startsWith(CREDENTIAL)) return credential(scope, pattern, word);
  lookAlikes(scope, pattern, bareHead, word);
  const anchored = anchor(pattern);
  const path = cleaned(anchored.path);
  if (hasDotDot(path)) return report(scope, dotDot(word));
  if (endsWithSlash(anchored.path) && path.length > 0) report(scope, trailingSlash(word.image, word));
  return { anchor: anchored.anchor, path: path };
}

function credential(scope: Pick<Scope, 'problems'>, pattern: TextPattern, word: Word): PathPattern | undefined {
  const path = dropHead(pattern, CREDENTIAL.length);
  return path.length === 0 ? report(scope, badCredential(word)) : { anchor: 'credential', path };
}

/** What reads like something it is not. */
function lookAlikes(scope: Pick<Scope, 'problems'>, pattern: TextPattern, bareHead: string, word: Word): void {
  const head = typeof pattern[0] === 'string' ? pattern[0] : '';
  if (/^~[^/]/.test(bareHead)) report(scope, foreignHome(/^~[^/]*/.exec(bareHead)?.[0] ?? '~', word));
  else if (head.startsWith('~') && !bareHead.startsWith('~')) report(scope, quotedTilde(word));
  else if (isGlued(pattern)) report(scope, gluedStars(word.image, word));
  if (word.parts.some((part) => !part.quoted && part.text.includes('$')))
    report(scope, literalDollar(word.image, word));
  if (word.parts.every((part) => part.quoted) && /[*?]/.test(plainText(word)))
    report(scope, quotedWildcard(word.image, word));
}

/** `**.env` reads like "anywhere", but is a name under a workspace root. */
function isGlued(pattern: TextPattern): boolean {
  const [first, second] = pattern;
  const stars = typeof first === 'object' && 'wild' in first && first.wild === '**';
  return stars && second !== undefined && !(typeof second === 'string' && second.startsWith('/'));
}

function anchor(pattern: TextPattern): PathPattern {
  const [first, second] = pattern;
  if (typeof first === 'string') {
    if (first.startsWith('/')) return { anchor: 'root', path: dropHead(pattern, 1) };
    if (first === '~' || first.startsWith('~/')) return { anchor: 'home', path: dropHead(pattern, 2) };
    if (first === '.' || first.startsWith('./')) return { anchor: 'workspace', path: dropHead(pattern, 2) };
  } else if (first !== undefined && 'wild' in first && first.wild === '**') {
    if (second === undefined) return { anchor: 'any', path: pattern };
    if (typeof second === 'string' && second.startsWith('/'))
      return { anchor: 'any', path: dropHead(pattern.slice(1), 1) };
  }
  return { anchor: 'workspace', path: pattern };
}

function dropHead(pattern: TextPattern, length: number): TextPattern {
  const [first, ...rest] = pattern;
  return joinTexts([typeof first === 'string' ? first.slice(length) : '', ...rest]);
}

const endsWithSlash = (path: TextPattern): boolean => {
  const last = path.at(-1);
  return typeof last === 'string' && last.endsWith('/');
};

/** Doubled slashes, `.` segments and a slash at the end say nothing. */
function cleaned(path: TextPattern): TextPattern {
  const parts = path.map(
    (part, index): TextPart =>
      typeof part === 'string' ? cleanedText(part, index === 0, index === path.length - 1) : part,
  );
  return joinTexts(parts);
}

function cleanedText(text: string, first: boolean, last: boolean): string {
  const segments = text.split('/');
  const kept = segments.filter((segment, index) => {
    const atStart = index === 0;
    const atEnd = index === segments.length - 1;
    if (segment === '.') return !(atStart ? first && segments.length > 1 : !atEnd || last);
    if (segment !== '') return true;
    return (atStart && !first) || (atEnd && !last);
  });
  return kept.join('/');
}

/** What the segment read so far is, as far as `..` needs to know. */
type Segment = '' | '.' | '..' | 'other';

/** Whether some alternative has a segment that is `..`. */
function hasDotDot(path: TextPattern): boolean {
  const walk: Walk = { found: false };
  const ends = walkParts(path, new Set(['']), walk);
  return walk.found || ends.has('..');
}

interface Walk {
  found: boolean;
}

/** From what the segment may be before the parts to what it may be behind them: linear, however many alternatives there are. */
function walkParts(parts: TextPattern, before: ReadonlySet<Segment>, walk: Walk): ReadonlySet<Segment> {
  let segments = before;
  for (const part of parts) segments = walkPart(part, segments, walk);
  return segments;
}

function walkPart(part: TextPart, before: ReadonlySet<Segment>, walk: Walk): ReadonlySet<Segment> {
  if (typeof part === 'string') return new Set(Array.from(before, (segment) => walkText(part, segment, walk)));
  if ('wild' in part) return new Set(['other']);
  return new Set(part.oneOf.flatMap((option) => [...walkParts(option, before, walk)]));
}

function walkText(text: string, before: Segment, walk: Walk): Segment {
  let segment: Segment = before;
  for (const character of text) {
    if (character === '/') {
      walk.found ||= segment === '..';
      segment = '';
    } else segment = character !== '.' ? 'other' : segment === '' ? '.' : segment === '.' ? '..' : 'other';
  }
  return segment;
}
