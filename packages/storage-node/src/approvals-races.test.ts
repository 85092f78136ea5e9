import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from './testing/bundle.js';
import { nameOf, openTrack, RACES, runRaces, type Track } from './testing/races.ts';

let program: Awaited<ReturnType<typeof bundle>>;
let folder: string;
let track: Track;
beforeAll(async () => {
  program = await bundle('race-process');
  folder = await mkdtemp(join(tmpdir(), 'writ-races-'));
  track = openTrack(folder, program.path, false);
});
afterAll(async () => {
  await track.close();
  await rm(folder, { recursive: true, force: true });
  await program.remove();
});

test.for(RACES.map((race) => [nameOf(race), race] as const))('%s, in two processes: one winner', async ([, race]) => {
  const ends = await runRaces(track, race, 4);
  for (const end of ends.keys()) expect(race.ends).toContain(end);
});
