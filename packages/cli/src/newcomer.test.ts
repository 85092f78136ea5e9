import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scratch } from './testing/scratch.ts';

/* What somebody meets who has read the README only: each message says what to do next. */

const place = scratch();
afterAll(place.end);
const inFolder = (name: string): string => join(place.folder, name);
mkdirSync(inFolder('folder'));
writeFileSync(inFolder('binary.writ'), Buffer.from([0x61, 0, 0xff]));
writeFileSync(inFolder('latin.writ'), Buffer.from('deny run r\u00e9', 'latin1'));
writeFileSync(inFolder('closed.writ'), 'deny run rm\n');
chmodSync(inFolder('closed.writ'), 0);
const isRoot = process.getuid?.() === 0; // who may read anything

test.for<[line: string, code: number, shown: RegExp]>([
  ['writ check missing.writ', 65, /`missing\.writ` is not there[\s\S]*`writ init missing\.writ`/],
  ['writ eval --policy folder ls', 65, /`folder` is a folder[\s\S]*folder\/policy\.writ/],
  ['writ check binary.writ', 65, /`binary\.writ` is no text/],
  ['writ check latin.writ', 65, /`latin\.writ` is not UTF-8[\s\S]*save it as UTF-8/],
  ...(isRoot ? [] : [['writ check closed.writ', 65, /may not be read/] as [string, number, RegExp]]),
  ['writ init folder', 64, /is a folder\n {2}name a file in it/],
  ['writ init no/such/folder.writ', 64, /cannot be written[\s\S]*a folder that is there/],
  ['writ eval --polcy team.writ ls', 64, /did you mean `--policy`/],
  ['writ eval --policy', 64, /needs a value\n {2}write `--policy FILE`/],
  ['writ eval --policy team.writ git status', 64, /more than one command[\s\S]*quote the whole/],
  ['writ eval --policy team.writ -', 64, /standard input is empty\n {2}pipe a command in/],
  ['writ eval --policy team.writ --batch', 0, /^$/],
  ['writ frobnicate', 64, /`writ help` lists/],
  ["printf '%s\\n' '{broken' '[]' '{\"id\":1}' | writ eval --batch", 0, /^(\{"id":(null|1),"error":".+"\}\n){3}$/],
  ['writ eval "$(head -c 100000 /dev/zero | tr "\\0" x)"', 0, /^ask\n[\s\S]{0,2000}$/],
  ["writ explain 'rm\u001b[2J x\u202e'", 0, /\\u\{1b\}\[2J x\\u\{202e\}/i],
  // Readers that go away, of both streams.
  ['yes \'{"command":"ls"}\' | head -5000 | writ eval --batch | head -1; echo ${PIPESTATUS[2]}', 0, /\n0\n$/],
  ['writ check binary.writ latin.writ 2>&1 | head -1; echo ${PIPESTATUS[0]}', 0, /\n(0|65)\n$/],
  ['NO_COLOR=1 writ eval --policy team.writ ls', 0, /^allow\n/],
])('%s', ([line, code, shown]) => {
  const { code: ended, out, err } = place.run(line);
  expect(out + err).toMatch(shown);
  expect(ended).toBe(code);
  expect(out + err).not.toMatch(/\n {4}at |bug in writ/);
});
