import { afterAll, expect, test } from 'vitest';
import { EXIT_CODES } from './help.ts';
import { EXIT } from './io.ts';
import { run } from './run.ts';
import { COMMANDS } from './table.ts';
import { scratch } from './testing/scratch.ts';
import { fakeIo } from './testing-io.ts';

const place = scratch();
afterAll(place.end);

const examples = COMMANDS.flatMap(({ name, examples }) => examples.map((example) => ({ name, ...example })));

test.for(examples)('$line', ({ name, line, exit = 0 }) => {
  const { code, out, err } = place.run(line);
  expect({ code, err }).toEqual({ code: exit, err: exit === 0 ? '' : expect.any(String) });
  expect(line).toMatch(new RegExp(`writ ${name}\\b`));
  if (!line.includes('>')) expect(out.length).toBeGreaterThan(0);
});

test.for(COMMANDS)('writ $name says how it is used, and with what', async (command) => {
  const shown = async (args: readonly string[]) => {
    const { io, out } = fakeIo();
    expect(await run(args, io)).toBe(0);
    return out();
  };
  const help = await shown([command.name, '--help']);
  expect(await shown(['help', command.name])).toBe(help);
  expect(help).toContain(`usage: writ ${command.name}`);
  for (const name of command.flags) expect(help).toContain(`--${name}`);
  for (const { line } of command.examples) expect(help).toContain(line);
  for (const line of help.split('\n')) expect(line.length).toBeLessThan(140);
  expect(command.examples.length).toBeGreaterThan(0);
});

test('names are said once, and each exit code is explained', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { flags } of COMMANDS) expect(new Set(flags).size).toBe(flags.length);
  expect(EXIT_CODES.map(([code]) => code)).toEqual(Object.values(EXIT));
});
