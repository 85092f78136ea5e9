import { expect, test } from 'vitest';
import { createWitnesses } from './witness.ts';
import type { WitnessPlace } from './witness-places.ts';

const WRITTEN = { generation: 7, digest: 'd' };
const never = () => new Promise<never>(() => {});

test('a place that never answers holds nothing up, and what this page wrote is still known', async () => {
  const stuck: WitnessPlace = { read: never, write: never, remove: never };
  const witnesses = createWitnesses('stuck', stuck, 20);
  expect(await witnesses.latest()).toBeUndefined();
  await witnesses.note(WRITTEN);
  expect(await witnesses.latest()).toEqual(WRITTEN);
  await witnesses.forget();
});

test('a place that did not answer is not asked again until it does, and is believed then', async () => {
  let asked = 0;
  let answer: (text: string) => void = () => {};
  const slow: WitnessPlace = {
    read: () => {
      asked += 1;
      return asked > 1 ? Promise.resolve(JSON.stringify(WRITTEN)) : new Promise((resolve) => (answer = resolve));
    },
    write: async () => {},
    remove: async () => {},
  };
  const witnesses = createWitnesses('slow', slow, 20);
  expect(await witnesses.latest()).toBeUndefined();
  expect(await witnesses.latest()).toBeUndefined();
  expect(asked).toBe(1);
  answer('');
  await Promise.resolve();
  expect(await witnesses.latest()).toEqual(WRITTEN);
});
