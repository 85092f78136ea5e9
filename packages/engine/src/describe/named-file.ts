import { type Parts, partsOf, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { type Origin, pushFile } from './origin.ts';
import { pushPathspec } from './pathspec.ts';
import { pushUpload } from './upload.ts';
import { dropText, isWhole, leadingText, wordOf } from './word-parts.ts';

/** A file, or `name=file`; of a folder, every file in it. */
export function pushNamedRead(into: Consequence[], word: Word, origin: Origin): void {
  pushFile(into, 'read-tree', dropText(word, leadingText(word).indexOf('=') + 1), origin);
}

/** What is sent, `name=` and what is sent, or `name@file`. */
export function pushNamedUpload(into: Consequence[], word: Word, origin: Origin): void {
  const head = leadingText(word);
  if (/^[^@]*=/.test(head)) return;
  const file = /^[^@]+@/.exec(head);
  if (file === null) pushUpload(into, word, origin);
  else pushFile(into, 'read', dropText(word, file[0].length), origin);
}

/** `HEAD^{/text}` looks for a commit by its message. */
const SEARCH = /\^\{\/[^}]*\}$/;
/** `:/text` does so too, or names a file from the top, which a pattern of words hardly does. */
const MESSAGE = /^:\/[^.].*[*?[\s]/s;
/** Magic of a pathspec, which may also be a path of the index. */
const MAGIC = /^:[/!^(]/;
/** `:path` and `:2:path` are of the index. */
const STAGE = /^:([0-3]:)?/;

/**
 * A revision, `revision:file`, or a file where either may stand. Of one that is not known, only what follows a known
 * colon can be told.
 */
export function pushRevision(into: Consequence[], word: Word, origin: Origin): void {
  const head = leadingText(word);
  if (word.kind === 'many' || SEARCH.test(head) || MESSAGE.test(head)) return;
  const file = fileOf(word);
  if (file !== undefined && !/^:[/(]/.test(head)) {
    pushFile(into, 'read-tree', file, origin);
    // The lines of a function, or between two patterns, may have a colon before the one that the file stands behind.
    const last = behindColon(file, 'last');
    if (last !== undefined) pushFile(into, 'read-tree', last, origin);
  }
  if (file === undefined ? isWhole(word) || head.startsWith('.') : MAGIC.test(head))
    pushPathspec(into, 'read-tree', word, origin);
}

function fileOf(word: Exclude<Word, { readonly kind: 'many' }>): Word | undefined {
  const stage = STAGE.exec(leadingText(word));
  if (stage !== null) return dropText(word, stage[0].length);
  return behindColon(word, 'first');
}

function behindColon(word: Word, which: 'first' | 'last'): Word | undefined {
  const parts = partsOf(word);
  const has = (part: Parts[number]) => typeof part === 'string' && part.includes(':');
  const at = which === 'first' ? parts.findIndex(has) : parts.findLastIndex(has);
  const text = parts[at];
  if (typeof text !== 'string') return undefined;
  const colon = which === 'first' ? text.indexOf(':') : text.lastIndexOf(':');
  return wordOf([text.slice(colon + 1), ...parts.slice(at + 1)], word.span);
}
