// `npm run faults:browser`: the full number of crashes, kills and damaged files, and docs/faults-browser.md from them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOrInstallBrowser } from './find-browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const figures = join(root, '.cache/faults-browser');
const TESTS = ['crashes', 'damage'].map((name) => `packages/storage-browser/src/${name}.test.ts`);

const browser = await findOrInstallBrowser((sentence) => console.error(sentence));
if (browser === undefined) {
  console.error('No Chromium was found or could be installed. Name one in CHROMIUM_PATH.');
  process.exit(1);
}
rmSync(figures, { recursive: true, force: true });
const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'node', '--testTimeout=3600000'];
const env = { ...process.env, WRIT_TEST_BROWSER: browser, WRIT_FAULTS: 'full' };
const { status } = spawnSync(process.execPath, [...vitest, ...TESTS], { cwd: root, stdio: 'inherit', env });
if (status !== 0) process.exit(status ?? 1);

const page = pageOf(versionOf(browser));
writeFileSync(join(root, 'docs/faults-browser.md'), page);
console.log(page);

/** @param {string} version */
function pageOf(version) {
  const { tabs, crashes, kills, returns, damage } = {
    tabs: read('tabs'),
    crashes: read('crashes'),
    kills: read('kills'),
    returns: read('returns'),
    damage: read('damage'),
  };
  const rows = [
    ['tabs that write at once', `${tabs.tabs} tabs × ${tabs.each} grants`, `${tabs.found} found, each once`],
    [
      'a tab crashes while it writes',
      `${crashes.rounds} crashes, ${crashes.acknowledged} writes acknowledged`,
      `${crashes.lost} lost`,
    ],
    [
      'the browser is killed (SIGKILL) while it writes',
      `${kills.rounds} kills, ${kills.writes} writes acknowledged`,
      `lost and noticed: ${kills.detected}, lost without a word: ${kills.silent}; nothing allowed by what was lost`,
    ],
    [
      'an older copy of the database is put back after more was acknowledged',
      `${returns.rounds} losses made on purpose`,
      `${returns.detected} detected; nothing allowed by what came back`,
    ],
    [
      'a file of the database is deleted, emptied, cut or flipped',
      `${damage.cases} damages`,
      `${damage.intact} without effect, ${damage.called} noticed and called by name; no allow of what was not granted, no hang`,
    ],
  ];
  return [
    '# What a browser was put through',
    '',
    `Made by \`npm run faults:browser\` with ${version}; every other run of the tests does a tenth of it.`,
    'A run that finds an acknowledged write missing without a word, or an allow that nobody gave, fails and writes no page.',
    '',
    '| what happens | how often | what became of it |',
    '| --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n');
}

/**
 * @param {string} name
 * @returns {Readonly<Record<string, number>>}
 */
function read(name) {
  const file = join(figures, `${name}.json`);
  if (!existsSync(file)) throw new Error(`the run left no figures of ${name}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @param {string} path */
function versionOf(path) {
  return spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim().split(' ').slice(0, 2).join(' ');
}
