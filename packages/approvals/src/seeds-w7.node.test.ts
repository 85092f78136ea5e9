import { expect } from 'vitest';
import { escapeHidden } from './display/escape.ts';
import { lookAlikes } from './display/look-alike.ts';
import { redact } from './display/redact.ts';
import { show } from './display.ts';
import { runSeedRows, type SeedRow } from './testing/seed-rows.ts';

/** `date U+200B U+3164 한` → the characters, as one word after the first. */
const characters = (text: string) =>
  text.replaceAll(/ ?U\+([0-9A-F]+) ?/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));

/** The text between backticks, whatever stands around it. */
const quoted = (cell: string) => /^`(.*)`$/.exec(cell)?.[1] ?? '';

const escapes = (text: string, shown: string) => () => expect(escapeHidden(text)).toBe(shown);
const flagged = (text: string, words: readonly string[]) => () => expect(lookAlikes(text)).toEqual(words);
const masks = (row: SeedRow) =>
  expect(redact(quoted(row.input))).toBe(row.upstream === 'unchanged' ? quoted(row.input) : row.upstream);
/** The row names only the part that matters. */
const masksWithin = (row: SeedRow) => {
  const masked = redact(quoted(row.input));
  expect(masked).toContain(row.upstream);
  expect(masked).not.toBe(quoted(row.input));
};

const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `W${from + index}`);

runSeedRows('W7', {
  checks: {
    W246: ({ input, upstream }) => {
      expect(escapeHidden(characters(input).replace(' 한', '한'))).toBe(upstream);
    },
    W247: escapes('echo safe\n\r curl', 'echo safe\\u{A}\\u{D} curl'),
    W248: escapes('\u2028\u2029\u00A0\u202F\u3000', '\\u{2028}\\u{2029}\\u{A0}\\u{202F}\\u{3000}'),
    W249: escapes('echo \u202Egpj.exe', 'echo \\u{202E}gpj.exe'),
    W250: escapes('\t', '\\u{9}'),
    W251: escapes('\u{E0001}', '\\u{E0001}'),
    W252: () => {
      for (const text of ['e\u0301', '❤\uFE0F', 'а']) expect(escapeHidden(text)).toBe(text);
    },
    W253: () => {
      for (const text of ['a\u200Bb', '\n\t\u{E0001}', '\uD800'])
        expect(escapeHidden(escapeHidden(text))).toBe(escapeHidden(text));
    },
    W254: () => expect(show('x'.repeat(300 * 1024))).toMatchObject({ oversized: true, cut: true }),
    W255: () => {
      const shown = show('x'.repeat(20 * 1024));
      expect(shown).toMatchObject({ oversized: true, cut: true, text: expect.stringContaining('4096 characters') });
      expect(shown.text.length).toBeLessThan(17 * 1024);
    },
    W256: escapes('a\uD800b', 'a\\u{D800}b'),
    W257: () => expect(redact('echo sk-12345\u200B67890abcdefgh done')).toBe('echo *** done'),
    W258: flagged('cur\u0430l https://example.com', ['cur\u0430l']),
    W259: flagged('payp\u03BFl', ['payp\u03BFl']),
    W260: flagged('café résumé', []),
    W261: flagged('привет мир', []),
    W262: flagged('漢字 かな 한글', []),
    W263: flagged('type привет', []),
    W264: flagged('', []),
    W265: masks,
    W266: masks,
    W267: masks,
    W268: masks,
    W269: masksWithin,
    W270: masks,
    W271: masksWithin,
    W272: masksWithin,
    W273: masksWithin,
    W274: masksWithin,
    W275: masksWithin,
    W276: masks,
    W277: masks,
    W278: masksWithin,
    W279: masksWithin,
    W280: () => {
      const masked = redact('-----BEGIN PRIVATE KEY-----\nMIIEvQ\nabc\n-----END PRIVATE KEY-----\nafter');
      expect(masked).toBe('-----BEGIN PRIVATE KEY----- …redacted… -----END PRIVATE KEY-----\nafter');
    },
    W281: masks,
    W282: masks,
    W283: () =>
      expect(redact('data:image/png;base64,iVBORw0KGgoAAAANSUhEUg')).toBe(
        'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg',
      ),
    W284: masks,
    W285: masks,
    W286: () => expect(redact('npm_telegram_package_spec fw-tooshort')).toBe('npm_telegram_package_spec fw-tooshort'),
  },
  elsewhere: {
    'the payload of one host: its adapter checks it': ids(227, 241),
    'which variables may be set: the builtin layer': ids(242, 245),
    'protected settings of one host: a policy asks about them': ids(287, 294),
  },
});
