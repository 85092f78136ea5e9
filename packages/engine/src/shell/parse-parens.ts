import { CLOSE_PAREN } from './characters.ts';
import { accept, type Cursor, deeper, fail, note } from './cursor.ts';
import type { Script } from './syntax.ts';

export const NO_COMMANDS: Script = { items: [] };

/** Commands up to their closing parenthesis; the cursor stands behind the opening one. */
export function readParens(cursor: Cursor): Script {
  const pending = cursor.pending.length;
  const { conditional, documented } = cursor;
  cursor.conditional = false;
  cursor.documented = false;
  cursor.substitutions++;
  const script = deeper(cursor, () => cursor.grammar.list(cursor), NO_COMMANDS);
  cursor.substitutions--;
  cursor.conditional = conditional;
  cursor.documented = documented;
  if (cursor.pending.length > pending)
    note(cursor, 'syntax', 'a here-document begins inside a substitution and ends outside it');
  if (!accept(cursor, CLOSE_PAREN)) fail(cursor, 'a substitution is not closed');
  return script;
}
