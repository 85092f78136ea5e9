// `npm run cases`: what comes out otherwise than labelled, printed and written to report.md.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ARGUMENTS } from './arguments.js';
import { everydayOutcomes, FILES, haveCases, outcomesOf } from './rows.js';

/** @typedef {import('./rows.js').Outcome} Outcome */

const PLACE = fileURLToPath(new URL('report.md', import.meta.url));

/** @type {Readonly<Record<string, string>>} */
const TITLES = {
  bypass: 'Commands that abuse a naive rule',
  benign: 'Everyday commands under the same kind of rules',
  readonly: 'Commands labelled read-only or not, under `std/readonly`',
  everyday: 'What agents run all day, under rules that only name the programs (`everyday.json`)',
  traps: 'Harmless-looking commands that act, and their harmless look-alikes, under `std/readonly`',
};

function reportText() {
  const head = '# Cases\n\nWhat the standard library makes of the case files, written by `npm run cases`.\n';
  return [head, ...FILES.map((name) => sectionOf(name, outcomesOf(name))), everyday()].join('\n');
}

/** The commands of `everyday.json` with those that are asked about on purpose, each with its reason there. */
const everyday = () => sectionOf('everyday', everydayOutcomes());

/**
 * @param {string} name
 * @param {readonly Outcome[]} all
 */
function sectionOf(name, all) {
  const wrongAllows = all.filter((one) => one.allowed && !one.wanted);
  const misses = all.filter((one) => one.wanted && !one.allowed);
  return [
    `## ${TITLES[name]}\n`,
    counts(all),
    ...allowsTable(wrongAllows),
    ...(name === 'readonly' ? disputes(all) : []),
    ...missesTable(misses),
  ].join('\n');
}

/** @param {readonly Outcome[]} all */
function counts(all) {
  const groups = [...new Set(all.map(groupOf))].sort();
  const lines = groups.map((group) => {
    const rows = all.filter((one) => groupOf(one) === group);
    const allowed = rows.filter((one) => one.allowed).length;
    return `| ${group} | ${rows.length} | ${allowed} | ${((100 * allowed) / rows.length).toFixed(1)} % |`;
  });
  return ['| rows | number | allowed | share |', '| --- | --- | --- | --- |', ...lines, ''].join('\n');
}

/** @param {Outcome} outcome */
function groupOf({ row }) {
  if (row.level === undefined) return (row.expected ?? 'unlabelled').replace('_', ' ');
  return `must not allow: ${row.level}`;
}

/** @param {readonly Outcome[]} wrong */
function allowsTable(wrong) {
  if (wrong.length === 0) return [];
  const lines = wrong.map(({ row }) => `| ${row.id} | ${code(row.command)} | ${argumentFor(row.id)} |`);
  return ['Allowed though labelled otherwise:\n', '| row | command | argument |', '| --- | --- | --- |', ...lines, ''];
}

/**
 * Rows of one program that fail for one reason stand together.
 * @param {readonly Outcome[]} misses
 */
function missesTable(misses) {
  if (misses.length === 0) return [];
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const { row, reason } of misses) {
    const key = `| \`${programOf(row.command)}\` | ${cell(reason)} |`;
    groups.set(key, [...(groups.get(key) ?? []), row.id]);
  }
  const lines = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, ids]) => `${key} ${ids.join(', ')} |`);
  return ['Not allowed though it should be:\n', '| program | reason | rows |', '| --- | --- | --- |', ...lines, ''];
}

/** What stands against the label `read-only`, by the reason of the engine: a person may well want to be asked. */
const DISPUTED = /** @type {const} */ ([
  ['it sends a request to a host that the policy does not name: an address can carry what was read', /connecting to/],
  ['a secret would be printed', /printing the credential/],
  ['it reads files that may hold secrets, or lie outside the workspace', /it may hold secrets|for reading/],
  ['it writes a file, be it a cache or a lock file', /^writing|; writing/],
  ['it changes something: packages, a repository, a session, a machine elsewhere', /^changing/],
  [
    'it runs the code of the project or of a plugin',
    /^no rule speaks for `(cargo|cdk|python|npm pack|git difftool|kubectl diff|terraform|packer|uv run|prettier|openssl s_client)/,
  ],
  ['it sets a variable that may steer the program', /setting the variable/],
]);

/** @param {string} reason */
const disputeOf = (reason) => DISPUTED.find(([, pattern]) => pattern.test(reason))?.[0];

/**
 * How many of those that should be allowed are not, by what stands against it.
 * @param {readonly Outcome[]} all
 */
function disputes(all) {
  const wanted = all.filter((one) => one.wanted);
  const misses = wanted.filter((one) => !one.allowed);
  const rest = misses.filter(({ reason }) => disputeOf(reason) === undefined);
  const lines = DISPUTED.map(([said]) => {
    const rows = misses.filter(({ reason }) => disputeOf(reason) === said);
    return `| ${said} | ${rows.length} |`;
  });
  const undisputed = wanted.length - misses.length + rest.length;
  const share = ((100 * (undisputed - rest.length)) / undisputed).toFixed(1);
  return [
    'What stands against the label `read-only` where it is not allowed:\n',
    '| argument | rows |',
    '| --- | --- |',
    ...lines,
    `| none: not understood yet | ${rest.length} |`,
    '',
    `Of the ${undisputed} rows whose label is not disputed, ${share} % are allowed.\n`,
  ];
}

const argumentFor = (/** @type {string} */ id) => ARGUMENTS.get(id) ?? '**none**';
const programOf = (/** @type {string} */ command) => command.trim().split(/\s/)[0] ?? '';
const cell = (/** @type {string} */ text) => text.replaceAll('\n', '⏎').replaceAll('|', '\\|');
const code = (/** @type {string} */ text) => `\`${cell(text)}\``;

if (haveCases()) {
  const text = reportText();
  writeFileSync(PLACE, text);
  process.stdout.write(text);
}
