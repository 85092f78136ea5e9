// Compares the options that a text shows with those that a description lists.

/** @typedef {import('./options-of-text.js').Option} Option */
/** @typedef {import('@writ/engine').OptionDescription} OptionDescription */

/** These are known everywhere (docs/language.md). */
const EVERYWHERE = ['-h', '--help', '--version'];

/**
 * One line for each difference, none where the two agree.
 * @param {readonly Option[]} shown
 * @param {readonly OptionDescription[]} described
 * @param {{ readonly text: string, readonly open: boolean }} more `text` is searched for options that no line begins with
 * @returns {readonly string[]}
 */
export function compareOptions(shown, described, { text, open }) {
  const listed = new Map(described.flatMap((option) => option.names.map((name) => [name, option])));
  const digits = listed.has('-#');
  const lacking = shown.filter(
    ({ name }) => !open && !listed.has(name) && !EVERYWHERE.includes(name) && !(digits && /^-(\d|NUM)/.test(name)),
  );
  const extra = [...listed.keys()].filter(
    (name) => /^--?\w/.test(name) && !mentions(text, name) && !EVERYWHERE.includes(name),
  );
  const values = shown.flatMap((option) => differentValue(option, described));
  return [
    ...list(
      'lacks',
      lacking.map(({ name, value }) => `${name}${VALUE[value]}`),
    ),
    ...unique(values),
    ...list('has what no text mentions', extra),
  ];
}

/** @type {Readonly<Record<Option['value'], string>>} */
const VALUE = { none: '', some: ' <v>', optional: '[=<v>]' };

/**
 * Whether the next word belongs to the option decides which words are operands, so this is what must not differ.
 * @param {Option} option
 * @param {readonly OptionDescription[]} described
 */
function differentValue({ name, value }, described) {
  const same = described.filter((one) => one.names.includes(name));
  if (same.length === 0 || same.some((one) => valueOf(one) === value)) return [];
  return [`${name} takes ${TAKES[value]} in the text, ${TAKES[valueOf(same[0])]} in the description`];
}

const TAKES = { none: 'no value', some: 'a value', optional: 'an optional value' };

/** @param {OptionDescription | undefined} option */
function valueOf(option) {
  if (option?.value === undefined) return 'none';
  return option.value.optional === true ? 'optional' : 'some';
}

/**
 * @param {string} text
 * @param {string} name
 */
function mentions(text, name) {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  // `--[no-]color` stands for both, `-abc` in a synopsis for three.
  const bare = name.replace(/^--no-/, '--');
  const alternative = name.startsWith('--no-') ? `|--\\[no-\\]${bare.slice(2)}` : `|--\\[no-\\]${escaped.slice(2)}`;
  const cluster = /^-\w$/.test(name) ? `|\\[-\\w*${escaped.slice(1)}\\w*\\]` : '';
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w])${alternative}${cluster}`).test(text);
}

/**
 * @param {string} title
 * @param {readonly string[]} names
 */
const list = (title, names) => (names.length === 0 ? [] : [`${title}: ${unique(names).join(', ')}`]);

/** @param {readonly string[]} lines */
const unique = (lines) => [...new Set(lines)];
