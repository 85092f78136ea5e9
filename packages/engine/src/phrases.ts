import type { Act } from './act.ts';
import { assertNever } from './assert-never.ts';
import { partsOf, type Word } from './word.ts';

/** A word for people: known text as it would be typed, holes as `…`. */
export function showWord(word: Word): string {
  const text = partsOf(word)
    .map((part) => (typeof part === 'string' ? part : part.hole === 'text' ? '…' : part.hole === 'tree' ? '**' : '*'))
    .join('');
  if (word.kind === 'many') return text === '…' ? '…' : `${text}…`;
  return text === '' || /[\s'"\\$`|&;<>(){}*?#~!]/.test(text) ? quote(text) : text;
}

const quote = (text: string): string => (text.includes('…') ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** Whether nothing is known of where a file lies. */
export function isUnnamed(act: Act): boolean {
  if (act.kind !== 'read' && act.kind !== 'write' && act.kind !== 'delete') return false;
  const [first] = partsOf(act.path);
  return typeof first === 'object' && first.hole === 'text';
}

/** An act in a few words, to stand in a sentence: "`git push`", "writing `a.txt`". */
export function showAct(act: Act): string {
  switch (act.kind) {
    case 'run':
      return `\`${shorten(act.argv.map(showWord).join(' '))}\``;
    case 'read':
      return `reading \`${shorten(showWord(act.path))}\`${act.tree ? ' and all below' : ''}`;
    case 'write':
      return `writing \`${shorten(showWord(act.path))}\`${act.tree ? ' and all below' : ''}`;
    case 'delete':
      return `deleting \`${shorten(showWord(act.path))}\`${act.tree ? ' and all below' : ''}`;
    case 'connect':
      return act.target.kind === 'text' && act.target.text !== '*'
        ? `connecting to \`${shorten(act.target.text)}\``
        : 'connecting to some host';
    case 'change':
      return `changing \`${act.name}\``;
    case 'env':
      return `setting the variable \`${showWord(act.name)}\``;
    case 'escalate':
      return `acting as \`${showWord(act.user)}\``;
    case 'credential':
      return `printing the credential \`${act.name}\``;
    case 'tool':
      return `the tool \`${act.tool}\``;
    case 'opaque':
      return act.reason;
    default:
      return assertNever(act);
  }
}

/** Cuts the middle out of a long text and says how much. */
export function shorten(text: string, most = 120): string {
  const line = text.replaceAll('\n', '⏎');
  if (line.length <= most) return line;
  const half = Math.floor((most - 8) / 2);
  return `${line.slice(0, half)}…(${line.length - 2 * half})…${line.slice(-half)}`;
}
