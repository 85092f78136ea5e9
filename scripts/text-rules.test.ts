import { expect, test } from 'vitest';
import { textProblems } from './text-rules.js';

const problemsOf = (path: string, text: string) =>
  textProblems(new Map([[path, text]]), ['/home/ann/writ', 'npm.example']);

test.for<[path: string, text: string]>([
  ['README.md', 'Clone it anywhere, for example to ~/writ.'],
  ['docs/picture.png', '/home/ann/writ\0'],
  ['package-lock.json', '"packages/engine": { "resolved": "packages/engine", "link": true }'],
])('%s may say: %s', ([path, text]) => expect(problemsOf(path, text)).toEqual([]));

test.for<[path: string, text: string, sentence: string]>([
  ['README.md', 'cd /home/ann/writ/packages', 'is true of this machine only'],
  ['.npmrc', 'registry=http://npm.example/', 'is true of this machine only'],
  ['package-lock.json', '      "resolved": "http://localhost:4873/a/-/a-1.0.0.tgz",', '1 download addresses'],
])('%s may not say: %s', ([path, text, sentence]) => {
  expect(problemsOf(path, text)).toEqual([expect.stringContaining(sentence)]);
});
