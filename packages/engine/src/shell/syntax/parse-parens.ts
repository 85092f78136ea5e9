import { CLOSE_PAREN, OPEN_PAREN } from './characters.ts';
import { accept, type Cursor, deeper, fail, note, peek } from './cursor.ts';
import type { Script } from './syntax.ts';

export const NO_COMMANDS: Script = { items: [] };

/** Commands up to their closing parenthesis; the cursor stands behind the opening one. */
export function readParens(cursor: Cursor): Script {
  const isDoubled = peek(cursor) === OPEN_PAREN;
  const start = cursor.at;
  const outside = cursor.pending.splice(0); // their lines begin behind the closing parenthesis
  const { conditional, documented } = cursor;
  cursor.conditional = false;
  cursor.documented = false;
  cursor.substitutions++;
  const script = deeper(cursor, () => cursor.grammar.list(cursor), NO_COMMANDS);
  cursor.substitutions--;
  cursor.conditional = conditional;
  cursor.documented = documented;
  if (cursor.pending.length > 0)
    note(cursor, 'syntax', 'a here-document begins inside a substitution and ends outside it');
  cursor.pending.unshift(...outside);
  // In `$((` and `<((`, inside another substitution, it comes out as `'…'`, and between double quotes as `…`.
  if (isDoubled && cursor.substitutions > 0 && /\$(\\\n)*'/.test(cursor.text.slice(start, cursor.at)))
    note(cursor, 'syntax', "`$'…'` stands behind two parentheses, inside a substitution", start);
  if (!accept(cursor, CLOSE_PAREN)) fail(cursor, 'a substitution is not closed');
  return script;
}
