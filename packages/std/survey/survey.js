// `npm run survey [PROGRAM…]`: described programs of this machine whose options differ from what their own help and
// manual say. For developing the library; it reads other people's texts, so a difference is a question, not an answer.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, stdout } from 'node:process';
import { compile } from '@writ/dsl';
import { compileEngine } from '@writ/engine';
import { pack } from '@writ/std';
import { compareOptions } from './compare.js';
import { optionsOfText } from './options-of-text.js';

/** @typedef {import('@writ/engine').Level} Level */
/** @typedef {import('@writ/engine').OptionDescription} OptionDescription */

const PLACE = mkdtempSync(join(tmpdir(), 'writ-survey-'));
const LIMITS = /** @type {const} */ ({
  cwd: PLACE,
  env: {
    PATH: env.PATH,
    HOME: PLACE,
    TERM: 'dumb',
    PAGER: 'cat',
    MANPAGER: 'cat',
    GIT_PAGER: 'cat',
    MANWIDTH: '200',
    LC_ALL: 'C',
  },
  encoding: 'utf8',
  timeout: 10_000,
  input: '',
  maxBuffer: 1 << 24,
});

const asked = argv.slice(2);
const documents = pack('std') ?? [];
const mayRun = judge();
/** The commands that differ, by how: one description often stands for several. @type {Map<string, string[]>} */
const found = new Map();
let surveyed = 0;

for (const { descriptions } of documents) {
  for (const description of descriptions) {
    for (const program of description.programs) {
      if ((asked.length === 0 || asked.includes(program)) && isInstalled(program))
        survey([program], description, [], '');
    }
  }
}
for (const [lines, commands] of found) stdout.write(`${commands.join(', ')}\n${lines}`);
const differing = [...found.values()].flat().length;
stdout.write(`${differing} of ${surveyed} commands differ from what they say of themselves\n`);

/**
 * @param {readonly string[]} words the program and its subcommands
 * @param {Level} level
 * @param {readonly OptionDescription[]} above options that the levels above hand down
 * @param {string} sameAs what the command above says: one that has nothing of its own to say is not surveyed
 */
function survey(words, level, above, sameAs) {
  const text = textOf(words);
  if (text !== '' && text !== sameAs) {
    surveyed++;
    const options = [...level.options, ...level.forms.flatMap((form) => form.options), ...above];
    const lines = compareOptions(optionsOfText(text), options, { text, open: level.open === true });
    const key = lines.map((line) => `  ${line}\n`).join('');
    if (key !== '') found.set(key, [...(found.get(key) ?? []), words.join(' ')]);
  }
  const handed = [...above, ...level.options.filter((option) => option.inherit === true)];
  for (const command of level.commands) {
    for (const [name, ...more] of command.names) {
      if (typeof name === 'string' && more.length === 0) survey([...words, name], command, handed, text);
    }
  }
}

/**
 * What the program says of itself. It is only run where std itself says that asking for help is harmless.
 * @param {readonly string[]} words
 */
function textOf(words) {
  const help = mayRun([...words, '--help']) ? output([...words, '--help']) : '';
  const manual = output(['man', words.join('-')]).replace(/.\x08/g, '');
  return `${help}\n${manual}`.trim();
}

/** @param {readonly string[]} words */
function output([program = '', ...rest]) {
  const { stdout: out, stderr, error } = spawnSync(program, rest, LIMITS);
  return error === undefined ? `${out}\n${program === 'man' ? '' : stderr}` : '';
}

function judge() {
  const result = compile('allow run **\n', { file: 'survey.writ', layer: 'user' });
  if (!result.ok) throw new Error('the policy of the survey is broken');
  const { decide } = compileEngine({
    layers: [
      { name: 'builtin', documents },
      { name: 'user', documents: [result.document] },
    ],
  });
  const context = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };
  return (/** @type {readonly string[]} */ words) =>
    decide({ kind: 'exec', argv: [...words] }, context).effect === 'allow';
}

/** @param {string} program */
function isInstalled(program) {
  return spawnSync('which', [program]).status === 0;
}
