import { join } from 'node:path';
import { openFileStore } from '../src/file-store.ts';
import { must } from '../src/testing/must.ts';
import { program, start } from './programs.ts';
import { type Row, some } from './row.ts';
import { inFolder } from './tools.ts';

const WRITERS = 32;

export const manyWriters: Row = {
  name: 'many-writers',
  fault: 'others write at the same time',
  how: `${WRITERS} processes add 250 grants each to one store, without pause`,
  holds: 'every grant is there once',
  run: (effort) =>
    inFolder(async (base) => {
      const folder = join(base, 'store');
      const each = some(effort, 250);
      const names = Array.from({ length: WRITERS }, (_, index) => `w${index}`);
      const writers = names.map((name) =>
        start(program('writer'), [folder, 'add', name, String(each)], { WRIT_SYNC: 'off' }),
      );
      await Promise.all(writers.map((writer) => writer.ended));
      for (const { lines } of writers) must(lines.length === each, `a writer ended with: ${lines.at(-1)}`);
      const loaded = await openFileStore(folder).load();
      must(loaded.status === 'loaded', `the store is ${loaded.status}`);
      const ids = loaded.document.grants.map(({ id }) => id);
      const wanted = names.flatMap((name) => Array.from({ length: each }, (_, count) => `${name}-${count}`));
      must(JSON.stringify([...ids].sort()) === JSON.stringify([...wanted].sort()), 'the grants are not those added');
      return { did: 'grants', count: ids.length };
    }),
};
