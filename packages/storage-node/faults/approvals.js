// `npm run faults:approvals -- [rounds]`: one approval and 64 retries of it in 8 processes, again and again, with fsync.
// `npm run faults:approvals -- --races [rounds] [name]`: two who act on one request at the same moment, in every
// combination, or in those whose name has this in it: `time`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleTo } from '../src/testing/bundle.js';

const source = (/** @type {string} */ path) => fileURLToPath(new URL(`../src/testing/${path}`, import.meta.url));
const given = process.argv.slice(2);
const [count, part = ''] = given.filter((argument) => !argument.startsWith('-'));
const rounds = Number(count ?? (given.includes('--races') ? 100 : 1000));
const folder = mkdtempSync(join(tmpdir(), 'writ-faults-'));
try {
  const isWell = given.includes('--races') ? await races() : await retries();
  process.exitCode = isWell ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A module of the tests, as one file. @param {string} name */
async function bundled(name) {
  const file = join(folder, `${name}.mjs`);
  await bundleTo(source(`${name}.ts`), file);
  return file;
}

async function retries() {
  const { openScene, retryTogether } = await import(pathToFileURL(await bundled('once')).href);
  const scene = openScene(folder, await bundled('desk-process'), true);
  const start = Date.now();
  const tally = await retryTogether(scene, { rounds, processes: 8, retries: 64 });
  for (const line of tally.unexpected) console.log(line);
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(
    `${tally.once} of ${rounds} approvals led to exactly one call, out of ${tally.retries} retries in 8 processes (${seconds} s)`,
  );
  return tally.once === rounds && tally.unexpected.length === 0;
}

async function races() {
  const { RACES, nameOf, openTrack, runRaces } = await import(pathToFileURL(await bundled('races')).href);
  const track = openTrack(folder, await bundled('race-process'), true);
  let isWell = true;
  for (const race of RACES) {
    if (!nameOf(race).includes(part)) continue;
    console.log(nameOf(race));
    for (const [end, count] of await runRaces(track, race, rounds)) {
      const isKnown = race.ends.includes(end);
      isWell &&= isKnown;
      console.log(`${String(count).padStart(8)}  ${end}${isKnown ? '' : '  — THIS MUST NOT BE'}`);
    }
  }
  await track.close();
  return isWell;
}
