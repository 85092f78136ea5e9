import { ANY_TEXT, type Parts, partsOf, type Word } from '../word.ts';
import type { Call } from './call.ts';
import { isInto } from './into.ts';
import { type Origin, pushFile } from './origin.ts';
import { nestFolder } from './role.ts';
import { joinParts, wordOf } from './word-parts.ts';

/**
 * What a symbolic link leads to. Through its new name a file is read and written, and a folder with all below. A relative
 * path is seen from the folder of the link: the one that `ln -s TARGET LINK` names, or `LINK` itself where that is one.
 */
export function pushLink(call: Call, target: Word, origin: Origin): void {
  for (const base of foldersOf(call, target, origin.base)) {
    const from: Origin = { ...origin, base };
    pushFile(call.consequences, 'read-tree', target, from);
    pushFile(call.consequences, 'write', target, from);
  }
}

/** `undefined` is the folder that the command runs in. */
function foldersOf({ found, shape }: Call, target: Word, base: Word | undefined): readonly (Word | undefined)[] {
  for (const { entry, value } of found.options) {
    if (value !== undefined && entry.variants.some(({ option }) => isInto(option.value?.role)))
      return [nestFolder(base, value)];
  }
  const targets = found.operands.filter(({ word }) => word !== target).length > 1;
  const folders: (Word | undefined)[] = [];
  for (const { bound } of shape.fits) {
    for (const [place, items] of bound.items.entries()) {
      const link = found.operands[place]?.word;
      if (link === undefined || link === target) continue;
      for (const { role } of items) {
        if (role === 'write') folders.push(nestFolder(base, folderOf(link)));
        if (!isInto(role)) continue;
        folders.push(nestFolder(base, link));
        if (!targets && !isFolder(link)) folders.push(nestFolder(base, folderOf(link)));
      }
    }
  }
  return folders.length === 0 ? [base] : folders;
}

const isFolder = (link: Word): boolean => {
  const last = partsOf(link).at(-1);
  return typeof last === 'string' && /(^|\/)\.{0,2}$/.test(last);
};

/** `a/b` lies in `a`, `b` here. */
function folderOf(link: Word): Word {
  const parts = partsOf(link);
  if (link.kind === 'many' || parts.some((part) => typeof part !== 'string' && part.hole !== 'segment'))
    return { kind: 'one', parts: ANY_TEXT, span: link.span };
  const last = parts.findLastIndex((part) => typeof part === 'string' && part.includes('/'));
  const text = parts[last];
  if (typeof text !== 'string') return { kind: 'text', text: '.', span: link.span };
  const head: Parts = joinParts([...parts.slice(0, last), text.slice(0, text.lastIndexOf('/') + 1)]);
  return wordOf(head, link.span);
}
