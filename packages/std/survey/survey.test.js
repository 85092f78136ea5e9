import { expect, test } from 'vitest';
import { compareOptions } from './compare.js';
import { optionsOfText } from './options-of-text.js';

const shown = (/** @type {string} */ line) =>
  optionsOfText(line).map(({ name, value }) => `${name}${{ none: '', some: ' v', optional: '[v]' }[value]}`);

test.for(
  /** @type {[string, string[]][]} */ ([
    ['  -a, --all                  do not ignore entries', ['-a', '--all']],
    ['  -o, --output=FILE    write result to FILE', ['-o v', '--output v']],
    ['      --color[=WHEN]         color the output', ['--color[v]']],
    ['  -n, --max-count <num>', ['-n v', '--max-count v']],
    ['       -C NUM, -NUM, --context=NUM', ['-C v', '-NUM v', '--context v']],
    ['  -x | --exec', ['-x', '--exec']],
    ['  -k FILE', ['-k v']],
    ['  -v  be verbose', ['-v']],
    ['  words that speak of -x are about no option', []],
    ['usage: x [-abc]', []],
    ['  -U, --update does something in one blank', ['-U', '--update']],
  ]),
)('%s', ([line, options]) => expect(shown(line)).toEqual(options));

const described = [
  { names: ['-a', '--all'], does: [] },
  { names: ['-o', '--output'], value: { name: 'file' }, does: [] },
  { names: ['--color'], value: { name: 'when', optional: /** @type {const} */ (true) }, does: [] },
];

test.for(
  /** @type {[string, string[]][]} */ ([
    ['  -a, --all\n  -o, --output=FILE\n  --color[=WHEN]', []],
    ['  -a, --all\n  -o, --output=FILE\n  --color[=WHEN]\n  -z, --zero\n  --to=X', ['lacks: -z, --zero, --to <v>']],
    ['  -a, --all\n  --color[=WHEN]', ['has what no text mentions: -o, --output']],
    [
      '  -a, --all=X\n  -o, --output=FILE\n  --color[=WHEN]',
      [
        '-a takes a value in the text, no value in the description',
        '--all takes a value in the text, no value in the description',
      ],
    ],
    ['  -a, --all\n  -o, --output=FILE\n  --color[=WHEN]\n  -h, --help', []],
    ['  -a, --all, --[no-]color[=X]\n  -o, --output=FILE', []],
  ]),
)('the text %j differs by %j', ([text, lines]) =>
  expect(compareOptions(optionsOfText(text), described, { text, open: false })).toEqual(lines),
);
