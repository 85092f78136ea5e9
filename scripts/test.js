// `npm test [-- FILTER…]`: every test in Node.js, the pure ones also in a real browser, and a count at the end.
// REQUIRE_BROWSER=1 makes a missing browser a failure; `--node` leaves the browser out.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closingLine } from './closing-line.js';
import { findOrInstallBrowser } from './find-browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, '.cache/test');
const report = join(results, 'report.json');
const given = process.argv.slice(2);
const nodeOnly = given.includes('--node');
const browser = nodeOnly ? undefined : await findOrInstallBrowser((sentence) => console.error(sentence));
const required = process.env.REQUIRE_BROWSER === '1';

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

if (browser === undefined && required && !nodeOnly) {
  console.error('REQUIRE_BROWSER=1, and no Chromium was found or could be installed. Name one in CHROMIUM_PATH.');
  process.exit(1);
}

const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...given.filter((argument) => argument !== '--node'),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, WRIT_TEST_BROWSER: browser ?? '' } },
);

if (browser === undefined) {
  const why = nodeOnly
    ? '--node leaves them out'
    : 'no Chromium was found or could be installed: name one in CHROMIUM_PATH';
  console.log(`\nNOT RUN: the browser tests (${why}).\n`);
}
const closing = closingLine(readReport());
writeFileSync(join(results, 'closing-line'), `${closing}\n`);
console.log(closing);
process.exit(status ?? 1);

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined; // vitest ended before its first test
  }
}
