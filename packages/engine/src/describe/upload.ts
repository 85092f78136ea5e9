import { ANY_TEXT, partsOf, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { type Origin, pushFile } from './origin.ts';
import { dropText, isWhole, leadingText } from './word-parts.ts';

/**
 * What is sent: text, or with `@` the contents of a file; form fields are `name=@file` and `name=<file`, templates
 * `go-template-file=file`.
 * Where the part that would tell is not known, it may be any file.
 */
export function pushUpload(into: Consequence[], word: Word, origin: Origin): void {
  if (word.kind === 'many') {
    pushFile(into, 'read', anyText(word), origin);
    return;
  }
  const head = leadingText(word);
  const start = fileStart(head);
  if (start !== undefined) pushFile(into, 'read', endFile(dropText(word, start), head.slice(0, start)), origin);
  else if (!isWhole(word) && (head === '' || head.endsWith('='))) pushFile(into, 'read', anyText(word), origin);
}

function fileStart(head: string): number | undefined {
  if (head.startsWith('@')) return 1;
  const template = /^(?:[a-z-]+-file|templatefile)=/.exec(head);
  if (template !== null) return template[0].length;
  const equals = head.indexOf('=');
  const mark = head.charAt(equals + 1);
  return equals > 0 && (mark === '@' || mark === '<') ? equals + 2 : undefined;
}

/** In a form field, `;type=…` follows the name of the file. */
function endFile(word: Word, before: string): Word {
  if (!before.includes('=')) return word;
  const [head] = partsOf(word);
  const end = typeof head === 'string' ? head.indexOf(';') : -1;
  return end === -1 || typeof head !== 'string' ? word : { kind: 'text', text: head.slice(0, end), span: word.span };
}

const anyText = (word: Word): Word => ({ kind: 'one', parts: ANY_TEXT, span: word.span });
