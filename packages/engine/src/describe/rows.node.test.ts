import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Description } from '../policy.ts';
import { describeWith, flags, operands, option, program, showWord } from './testing/build.ts';

/* Rows that the real programs made (packages/engine/rows): the same options, the same values, the same operands. */

const rows = <Row>(file: string): readonly Row[] =>
  readFileSync(fileURLToPath(new URL(`../../rows/${file}`, import.meta.url)), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

function readingOf(description: Description, argv: readonly string[]) {
  const words = ['prog', ...argv].map((text) => ({ kind: 'text' as const, text, span: { start: 0, end: 0 } }));
  const reading = describeWith([description], words as [(typeof words)[0], ...typeof words])?.reading;
  const options = reading?.options ?? [];
  return {
    failed: options.some(({ listed }) => !listed),
    options: options.map(({ names, value }) => ({ name: names[0] ?? '', value: value && showText(value) })),
    operands: (reading?.operands ?? []).map(({ word }) => showText(word)),
  };
}

const showText = (word: Parameters<typeof showWord>[0]): string => (word.kind === 'text' ? word.text : showWord(word));

const VALUED = ['-n', '-run', '-o'];
const go = program('prog', {
  style: 'go',
  options: [...flags('-v, -race, -vv'), ...VALUED.map((name) => option(`${name} <value>`))],
  operands: operands('[<arg>...]'),
});

test('Go’s flag package', () => {
  const made = rows<[argv: readonly string[], read: string]>('go-flag.jsonl');
  const differing = made.filter(([argv, read]) => readGo(argv) !== read);
  expect(differing.map(([argv, read]) => `${JSON.stringify(argv)}: ${readGo(argv)} | ${read}`)).toEqual([]);
  expect(made.filter(([, read]) => read !== 'error').length).toBeGreaterThan(1000);
});

function readGo(argv: readonly string[]): string {
  const { failed, options, operands } = readingOf(go, argv);
  const missing = options.some(({ name, value }) => VALUED.includes(name) && value === undefined);
  if (failed || missing) return 'error';
  const shown = options.map(({ name, value }) => (VALUED.includes(name) ? `${name}=${value}` : name));
  return [...shown, ':', ...operands].join(' ');
}

const TESTS = ['-name', '-type', '-size', '-maxdepth', '-newer', '-path'];
const find = program('prog', {
  style: 'single-dash',
  options: [
    ...flags('-H, -L, -P, -print, -print0, -prune, -true, -empty, -o, !, -not, (, )'),
    ...TESTS.map((name) => option(`${name} <value>`)),
    { names: ['-exec'], does: [], value: { items: operands('<command:run>…(;|+)') } },
  ],
  operands: operands('[<path>...]'),
});

/** What find makes of a vector: predicates in order, values sorted, and each place to start from once. */
type Found = {
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly starts: readonly string[];
};

test('GNU find', () => {
  const made = rows<[argv: readonly string[], read: Found | 'error']>('find.jsonl');
  const differing = made.filter(([argv, read]) => JSON.stringify(readFind(argv)) !== JSON.stringify(read));
  expect(differing.map(([argv, read]) => JSON.stringify([argv, readFind(argv), read]))).toEqual([]);
  expect(made.filter(([, read]) => read !== 'error').length).toBeGreaterThan(500);
});

function readFind(argv: readonly string[]): Found | 'error' {
  const { failed, options, operands } = readingOf(find, argv);
  if (failed || options.some(({ name, value }) => TESTS.includes(name) && value === undefined)) return 'error';
  return {
    names: options.map(({ name }) => name).filter((name) => !['-H', '-L', '-P', '(', ')'].includes(name)),
    values: options.flatMap(({ name, value }) => (TESTS.includes(name) ? [`${name} ${value}`] : [])).sort(),
    starts: operands.length === 0 ? ['.'] : [...new Set(operands)],
  };
}
