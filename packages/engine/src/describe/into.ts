import { knownText, type Parts, partsOf, type Word } from '../word.ts';
import { addressNames, baseName } from './base-name.ts';
import type { Call } from './call.ts';
import type { Consequence } from './consequence.ts';
import { type Origin, pushFile } from './origin.ts';
import { joinParts, wordOf } from './word-parts.ts';

export type IntoRole = 'write-into' | 'write-tree-into' | 'write-contents-into';

export const isInto = (role: string | undefined): role is IntoRole =>
  role === 'write-into' || role === 'write-tree-into' || role === 'write-contents-into';

/**
 * Something is put at this path or, where that is a folder, in it under its own name; where neither the path nor the
 * number of things tells which, both. `folder`: it is one for sure. The names are those of the operands and options
 * that are read, moved or fetched.
 */
export function pushInto(call: Call, role: IntoRole, target: Word, origin: Origin, folder = false): void {
  const sources = sourcesOf(call, target);
  const names = sources.flatMap(namesOf);
  const whole = sources.some((source) => isNameless(source) || (role === 'write-contents-into' && isOpened(source)));
  const several = new Set(sources.map(({ word }) => word)).size > 1;
  pushNamed(call.consequences, role, target, origin, names, (folder || several || isFolder(target)) && !whole);
}

/** Where the names are not known: any. */
export function pushIntoUnnamed(into: Consequence[], role: IntoRole, target: Word, origin: Origin): void {
  const name: Word = { kind: 'one', parts: [{ hole: 'name' }], span: target.span };
  pushNamed(into, role, target, origin, [name], isFolder(target));
}

function pushNamed(
  into: Consequence[],
  role: IntoRole,
  target: Word,
  origin: Origin,
  names: readonly Word[],
  folder: boolean,
): void {
  const write = role === 'write-into' ? 'write' : 'write-tree';
  pushFile(into, folder ? 'write' : write, target, origin);
  for (const name of names) pushFile(into, write, inFolder(target, name), origin);
}

const isFolder = (target: Word): boolean => /(^|\/)\.{0,2}$/.test(knownText(target) ?? '-');

function inFolder(folder: Word, name: Word): Word {
  const outer = partsOf(folder);
  const last = outer[outer.length - 1];
  const glue = typeof last === 'string' && last.endsWith('/') ? '' : '/';
  const each = joinParts([...outer, glue, ...partsOf(name)]);
  return folder.kind === 'many' || name.kind === 'many'
    ? { kind: 'many', min: 0, each, span: folder.span }
    : wordOf(each, folder.span);
}

/* ---- what goes there ---- */

interface Source {
  readonly word: Word;
  readonly role: SourceRole;
}

const SOURCE_ROLES = [
  'read',
  'read-tree',
  'link',
  'delete',
  'delete-tree',
  'fetch',
  'fetch-tree',
  'connect',
  'repository',
  'remote',
] as const;
type SourceRole = (typeof SOURCE_ROLES)[number];

const sourceRole = (role: string | undefined): SourceRole | undefined => SOURCE_ROLES.find((one) => one === role);

/** One word may stand for several things, and the target be one of them. */
function sourcesOf({ found, shape }: Call, target: Word): readonly Source[] {
  const sources: Source[] = [];
  const add = (word: Word | undefined, role: SourceRole | undefined): void => {
    if (word === undefined || role === undefined || (word === target && word.kind !== 'many')) return;
    sources.push({ word, role });
  };
  for (const { bound } of shape.fits) {
    for (const [place, items] of bound.items.entries())
      for (const { role } of items) add(found.operands[place]?.word, sourceRole(role));
  }
  for (const { entry, value } of found.options) {
    for (const { option } of entry.variants)
      if (option.value?.role === 'connect' && option.hazard !== true) add(value, 'connect');
  }
  return sources;
}

/** `x/.`: what lies in it is copied, under names of its own. */
const isNameless = ({ word, role }: Source): boolean => !isAddress(role) && baseName(partsOf(word)) === undefined;

const isAddress = (role: SourceRole): boolean => role === 'connect' || role === 'repository' || role === 'remote';

/** `x/`, which rsync takes for `x/.`. */
const isOpened = ({ word }: Source): boolean => {
  const last = partsOf(word).at(-1);
  return typeof last !== 'string' || last.endsWith('/');
};

function namesOf({ word, role }: Source): readonly Word[] {
  const parts = partsOf(word);
  const names = isAddress(role)
    ? addressNames(parts)
    : fileNames(baseName(parts)).map(isElsewhere(parts) ? expanded : same);
  return names.map((each) =>
    word.kind === 'many' ? { kind: 'many', min: 0, each, span: word.span } : wordOf(each, word.span),
  );
}

/** In `host:file` and `container:file`, the name may begin behind the colon. */
function fileNames(base: Parts | undefined): readonly Parts[] {
  if (base === undefined) return [];
  const [head, ...rest] = base;
  if (typeof head !== 'string' || !head.includes(':')) return [base];
  const name = joinParts([head.slice(head.lastIndexOf(':') + 1), ...rest]);
  return name.length === 0 ? [base] : [base, name];
}

const same = (name: Parts): Parts => name;

/** `host:file`, but not `C:\file`. */
const isElsewhere = (parts: Parts): boolean =>
  parts.some((part) => typeof part === 'string' && part.includes(':')) && !/^[a-z]:\\/i.test(String(parts[0]));

/** On another machine, the wildcards of a name are looked up there. */
function expanded(name: Parts): Parts {
  if (name.some((part) => typeof part === 'string' && /[[{\\$`]/.test(part))) return [{ hole: 'name' }];
  return joinParts(
    name.flatMap((part): Parts => {
      if (typeof part !== 'string') return [part];
      const pieces = part.split(/([*?])/).filter((piece) => piece !== '');
      return pieces.map((piece) => (piece === '*' || piece === '?' ? { hole: 'segment' } : piece));
    }),
  );
}
