import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operands, option, program } from './describe/testing/build.ts';
import { compileEngine } from './engine.ts';
import type { Description, OptionDescription } from './policy.ts';
import { documentOf } from './testing/arbitrary.ts';
import { commandPattern } from './testing/notation.ts';

/*
 * What an allow by name covers (semantics.md §4), told of what was typed and nothing else: no acts, no layers, no words that
 * are not known. The engine has to say the same of every description and argument vector.
 */

const ROLES = ['none', 'read', 'write', 'delete', 'connect', 'code'] as const;
type PlainRole = (typeof ROLES)[number];

interface Said {
  readonly name: string;
  readonly value: boolean;
  readonly role: PlainRole;
  readonly hazard: boolean;
}

interface Program {
  readonly options: readonly Said[];
  readonly operand: { readonly role: PlainRole; readonly hazard: boolean };
  readonly complete: boolean;
}

/** What is typed: options by number, each with its value attached or behind it, then operands. */
interface Typed {
  readonly options: readonly { readonly at: number; readonly value: string; readonly attached: boolean }[];
  readonly operands: readonly string[];
}

/** A rule names some of the options as they were typed, and leaves the rest to `**`. */
interface Named {
  readonly options: readonly boolean[];
  readonly rest: boolean;
}

const CONTEXT = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };
const VALUES = ['a', 'src/b', '/etc/p', '../z', 'x.y'] as const;

/* ---- the reference ---- */

function isAllowed({ options, operand, complete }: Program, typed: Typed, named: Named, cwd: string): boolean {
  const inside = cwd.startsWith('/repo');
  if (!complete && !inside) return false;
  if (!named.rest && (typed.operands.length > 0 || !typed.options.every((_, at) => named.options[at]))) return false;
  const optionsPass = typed.options.every(({ at, value }, place) => {
    const said = options[at];
    if (said === undefined) return false;
    // Whoever wrote the option down, value and all, has meant what it does.
    if (said.hazard || said.role === 'code') return named.options[place] === true;
    return isOrdinary(said.role, value, cwd);
  });
  const operandsPass = typed.operands.every(
    (value) => !operand.hazard && operand.role !== 'code' && isOrdinary(operand.role, value, cwd),
  );
  return optionsPass && operandsPass;
}

/** Files must lie in the workspace; where it connects to is left to it as long as no rule speaks of connections. */
const isOrdinary = (role: PlainRole, value: string, cwd: string): boolean =>
  role === 'none' || role === 'connect' || new URL(value, `file://${cwd}/`).pathname.startsWith('/repo/');

/* ---- the same for the engine ---- */

/** Where an address is expected, a path would be a file. */
const textOf = (role: PlainRole, value: string): string => (role === 'connect' ? 'host.example' : value);

function descriptionOf({ options, operand, complete }: Program): Description {
  const role = operand.role === 'none' ? '' : `:${operand.role}`;
  return program('p', {
    ...(complete && { complete }),
    options: options.map(optionOf),
    operands: operands(`[<x${role}>${operand.hazard ? '!' : ''}...]`),
  });
}

function optionOf({ name, value, role, hazard }: Said): OptionDescription {
  const mark = hazard ? '!' : '';
  const suffix = role === 'none' ? '' : `:${role}`;
  return option(value ? `${name} <v${suffix}>${mark}` : `${name}${mark}`);
}

const spell = ({ options }: Program, { at, value, attached }: Typed['options'][number]): readonly string[] => {
  const said = options[at];
  if (said?.value !== true) return [said?.name ?? ''];
  const text = textOf(said.role, value);
  return attached ? [`${said.name}=${text}`] : [said.name, text];
};

function engineAllows(described: Program, typed: Typed, named: Named, cwd: string): boolean {
  const argv = [
    'p',
    ...typed.options.flatMap((one) => spell(described, one)),
    ...typed.operands.map((value) => textOf(described.operand.role, value)),
  ];
  const words = typed.options.flatMap((one, at) => (named.options[at] ? spell(described, one) : []));
  const rule = ['p', ...words, ...(named.rest ? ['**'] : [])].join(' ');
  const target = { kind: 'run' as const, commands: [commandPattern(rule)], except: [] };
  const engine = compileEngine({
    layers: [
      { name: 'builtin', documents: [documentOf([], { descriptions: [descriptionOf(described)] })] },
      { name: 'user', documents: [documentOf([{ effect: 'allow', target }])] },
    ],
  });
  return engine.decide({ kind: 'exec', argv }, { ...CONTEXT, cwd }).effect === 'allow';
}

/* ---- what is generated ---- */

const described: fc.Arbitrary<Program> = fc.record({
  options: fc.tuple(...['--aa', '--bb', '--cc', '--dd'].map(saidOf)).map((options): readonly Said[] => options),
  operand: fc.record({ role: fc.constantFrom(...ROLES), hazard: fc.boolean() }),
  complete: fc.boolean(),
});

function saidOf(name: string): fc.Arbitrary<Said> {
  return fc
    .record({ value: fc.boolean(), role: fc.constantFrom(...ROLES), hazard: fc.boolean() })
    .map(({ value, role, hazard }) => ({ name, value, role: value ? role : 'none', hazard }));
}

const typed: fc.Arbitrary<Typed> = fc.record({
  options: fc.uniqueArray(fc.record({ at: fc.nat(3), value: fc.constantFrom(...VALUES), attached: fc.boolean() }), {
    maxLength: 3,
    selector: ({ at }) => at,
  }),
  operands: fc.array(fc.constantFrom(...VALUES), { maxLength: 2 }),
});

const named: fc.Arbitrary<Named> = fc.record({
  options: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  rest: fc.boolean(),
});

test('an allow by name covers what the reference says', () => {
  fc.assert(
    fc.property(described, typed, named, fc.constantFrom('/repo', '/repo/src', '/srv'), (one, what, rule, cwd) => {
      expect(engineAllows(one, what, rule, cwd)).toBe(isAllowed(one, what, rule, cwd));
    }),
    { numRuns: 3000 },
  );
});
