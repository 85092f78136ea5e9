// Reads the options of a program out of the text that `--help` or `man` shows.

/** @typedef {{ readonly name: string, readonly value: 'none' | 'some' | 'optional' }} Option */

const NAME = String.raw`--?[A-Za-z0-9?@#][\w.-]*`;
/** An option where a line begins or after a comma, a bar or `or`: with its value, if one is shown. */
const LEADING = new RegExp(String.raw`^(?:\s*(?:,|\||/|or\b)?\s*)(${NAME})(\[?=?\[?[^\s,|/]*)?`);
/** A value behind a blank: `<file>`, `FILE`, or a single word with nothing behind it. */
const APART = /^ +(?:<[^>]*>|\[[^\]]*\]|\{[^}]*\}|[A-Z][A-Z0-9_:-]*\b(?! [a-z])|[a-z][\w:-]*(?= *(?:$|,|\|)))/;
const INDENT = /^\s{0,24}(?=-)/;

/**
 * Every option that a line of the text is about. A line is about an option if it begins with one.
 * @param {string} text
 * @returns {readonly Option[]}
 */
export function optionsOfText(text) {
  return text.split('\n').flatMap((line) => (INDENT.test(line) ? optionsOfLine(line) : []));
}

/**
 * @param {string} line
 * @returns {readonly Option[]}
 */
function optionsOfLine(line) {
  /** @type {Option[]} */
  const options = [];
  // What explains the option stands behind two blanks.
  let rest = line.trim().replace(/(?:\s{2,}|\t)(?!-).*$/, '');
  for (;;) {
    const found = LEADING.exec(rest);
    if (found === null) break;
    const [whole, name = '', attached = ''] = found;
    rest = rest.slice(whole.length);
    const apart = attached === '' ? APART.exec(rest) : null;
    if (apart !== null) rest = rest.slice(apart[0].length);
    options.push({ name: name.replace(/[.-]+$/, ''), value: valueOf(attached, apart?.[0]) });
  }
  // The value stands behind the last of the names and holds for them all.
  const value = options.find((option) => option.value !== 'none')?.value ?? 'none';
  return options.map(({ name }) => ({ name, value }));
}

/**
 * @param {string} attached
 * @param {string | undefined} apart
 * @returns {Option['value']}
 */
function valueOf(attached, apart) {
  if (attached.startsWith('[')) return 'optional';
  if (attached !== '' || apart !== undefined) return apart?.trim().startsWith('[') ? 'optional' : 'some';
  return 'none';
}
