import { join } from 'node:path';
import { openFileStore } from '../src/file-store.ts';
import { must } from '../src/testing/must.ts';
import { program, type Running, start } from './programs.ts';
import { createRandom, type Effort, type Ran, type Row, sleep, some } from './row.ts';
import { inFolder } from './tools.ts';

const WRITERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export const randomKills: Row = {
  name: 'random-kills',
  fault: 'killed at any moment',
  how: 'SIGKILL to one of eight processes that commit, stamp and compact for ever, while two others read',
  holds:
    'every acknowledged write is there after every kill; no reader sees a torn document or time going back; nobody tidies up',
  run: (effort) => inFolder((folder) => killFor(join(folder, 'store'), effort)),
};

async function killFor(folder: string, effort: Effort): Promise<Ran> {
  const wanted = some(effort, 2000);
  const random = createRandom(1);
  const acknowledged = new Map(WRITERS.map((name) => [name, 0]));
  const readers = [1, 2].map(() => start(program('writer'), [folder, 'read', '', '0']));
  let kills = 0;
  const keepKilling = async (name: string) => {
    while (kills < wanted) {
      kills += 1;
      const writer = start(program('writer'), [folder, 'stamp', name, '1000000']);
      // Two of three are killed at work, whatever the machine's speed; every third perhaps while it is still starting.
      if (kills % 3 !== 0) await Promise.race([writer.heard(1), writer.ended]);
      await sleep(random() * 100);
      writer.child.kill('SIGKILL');
      await writer.ended;
      for (const line of writer.lines) {
        must(/^[0-9]+$/.test(line), `a writer said ${line}`);
        acknowledged.set(name, Number(line));
      }
      await isThere(folder, name, acknowledged.get(name) ?? 0, kills);
    }
  };
  await Promise.all(WRITERS.map(keepKilling)).finally(() => readers.map((reader) => reader.child.kill('SIGKILL')));
  await Promise.all(readers.map((reader) => reader.ended));
  const reads = readers.reduce((sum, reader) => sum + whole(reader), 0);
  const total = [...acknowledged.values()].reduce((sum, count) => sum + count, 0);
  return { did: 'kills', count: kills, note: `${total} acknowledged writes, none lost; ${reads} reads, none torn` };
}

async function isThere(folder: string, name: string, count: number, kill: number): Promise<void> {
  const loaded = await openFileStore(folder).load();
  must(loaded.status !== 'invalid', `kill ${kill}: ${'problem' in loaded ? loaded.problem : ''}`);
  const grants = loaded.status === 'loaded' ? loaded.document.grants : [];
  const found = grants.find(({ id }) => id === name)?.maxUses ?? 0;
  must(found >= count, `kill ${kill}: ${name} was told ${count}, and ${found} is there`);
}

/** How often a reader read; each time a whole document, never an older one than before. */
function whole({ lines }: Running): number {
  const seen = lines.map((line) => {
    must(/^ok [0-9]+$/.test(line), `a reader saw: ${line}`);
    return Number(line.slice(3));
  });
  must(seen.length > 0, 'a reader never read');
  must(
    seen.every((generation, index) => generation >= (seen[index - 1] ?? 0)),
    'a reader saw an older document than before',
  );
  return seen.length;
}
