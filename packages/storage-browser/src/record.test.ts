import { EMPTY_DOCUMENT, printDocument, revisionOf } from '@writ/approvals';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lossNoteOf } from './database.ts';
import { stateOf } from './record.ts';
import { parseWitness } from './witness.ts';

const text = printDocument({ ...EMPTY_DOCUMENT, tombstones: { gone: 4 } });
const digest = revisionOf(text);
const written = (generation: number) => ({ generation, digest, text });

test.for([
  ['nothing, and nobody knows of a write', undefined, undefined, 'empty'],
  ['nothing, though there was a write', undefined, { generation: 7, digest }, 'lost'],
  ['write 7, and nobody knows of it', written(7), undefined, 'kept'],
  ['write 7, as the witness says', written(7), { generation: 7, digest }, 'kept'],
  ['write 7, of which only the number is known', written(7), { generation: 7 }, 'kept'],
  ['write 8, after the witness last heard', written(8), { generation: 7, digest }, 'kept'],
  ['write 6, though there was a seventh', written(6), { generation: 7, digest }, 'lost'],
  ['another write 7 than the witness saw', written(7), { generation: 7, digest: 'other' }, 'lost'],
  ['a note of the browser that it lost everything', { lost: 'checksum mismatch' }, undefined, 'lost'],
  ['a changed text', { ...written(7), text: `${text} ` }, undefined, 'invalid'],
  ['a changed checksum', { ...written(7), digest: 'other' }, undefined, 'invalid'],
  [
    'a text of somebody else under its right checksum',
    { generation: 1, digest: revisionOf('{}'), text: '{}' },
    undefined,
    'invalid',
  ],
  ['a number that counts nothing', written(0), undefined, 'invalid'],
  ['no number', { digest, text }, undefined, 'invalid'],
  ['no record at all', 'nonsense', undefined, 'invalid'],
  ['null', null, { generation: 7 }, 'invalid'],
] as const)('%s → %4$s', ([, stored, witness, state]) => {
  expect(stateOf(stored, witness).state).toBe(state);
});

test('whatever is stored has a state, and only what was written as it stands is kept', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.option(fc.record({ generation: fc.nat() }), { nil: undefined }),
      (stored, witness) => {
        expect(['empty', 'lost', 'invalid']).toContain(stateOf(stored, witness).state);
      },
    ),
  );
});

test('an older document that came back is shown, and not used', () => {
  const state = stateOf(written(6), { generation: 7 });
  expect(state).toMatchObject({ state: 'lost', expected: 7, found: { tombstones: { gone: 4 } } });
  expect(state).toMatchObject({ problem: expect.stringMatching(/after write 6 of 7/) });
});

test.for([
  [undefined, undefined],
  ['{"generation":7,"digest":"ab"}', { generation: 7, digest: 'ab' }],
  ['{"generation":7}', { generation: 7 }],
  ['{"generation":-7}', { generation: 1 }],
  ['{"generation":"7"}', { generation: 1 }],
  ['{}', { generation: 1 }],
  ['null', { generation: 1 }],
  ['{"gener', { generation: 1 }],
  ['', { generation: 1 }],
] as const)('the witness %j → %j', ([said, witness]) => {
  expect(parseWitness(said)).toEqual(witness);
});

test.for([
  [{}, undefined],
  [{ dataLoss: 'none', dataLossMessage: '' }, undefined],
  [{ dataLoss: 'total', dataLossMessage: 'checksum\nmismatch' }, { lost: 'checksum mismatch' }],
  [{ dataLoss: 'total', dataLossMessage: '' }, { lost: 'the database was damaged' }],
] as const)('the browser opens a new database and says %j → %j', ([event, note]) => {
  expect(lossNoteOf(event)).toEqual(note);
});
