import type {
  CommandItem,
  CommandPattern,
  Comparison,
  Condition,
  Effect,
  HostPattern,
  LeftSide,
  PathPattern,
  Rule,
  Scalar,
  Target,
  TextPattern,
} from '@writ/engine';
import fc from 'fast-check';
import { anyText, globPattern, joined, patternOf, segmentText } from './arbitrary-text.ts';

/* ---- patterns ---- */

const isRest = (pattern: TextPattern): boolean => JSON.stringify(pattern) === '[{"wild":"**"}]';

const word: fc.Arbitrary<CommandItem> = patternOf(anyText)
  .filter((one) => !isRest(one))
  .map((one) => ({ kind: 'word', word: one }));
const rest = fc.constant<CommandItem>({ kind: 'rest' });
const program = fc
  .oneof({ weight: 9, arbitrary: word }, { weight: 1, arbitrary: rest })
  .filter((item) => item.kind !== 'word' || (item.word.length > 0 && !JSON.stringify(item.word).includes('..')));

const flat = fc.array(fc.oneof(word, rest), { minLength: 1, maxLength: 3 });
const group: fc.Arbitrary<CommandItem> = fc.oneof(
  fc.array(flat, { minLength: 2, maxLength: 3 }).map((options): CommandItem => ({ kind: 'oneOf', options })),
  flat.filter((items) => items.length > 1).map((items): CommandItem => ({ kind: 'oneOf', options: [items] })),
  flat.map((items): CommandItem => ({ kind: 'optional', items })),
);

export const command: fc.Arbitrary<CommandPattern> = fc
  .tuple(program, fc.array(fc.oneof({ weight: 5, arbitrary: word }, rest, group), { maxLength: 3 }))
  .map(([first, others]) => [first, ...others]);

const segment = patternOf(segmentText, 1).filter((one) => one.length > 0);
const segments = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map((all) => joined(all.flatMap((one, index) => (index === 0 ? one : ['/', ...one]))));

export const path: fc.Arbitrary<PathPattern> = fc.oneof(
  fc
    .tuple(fc.constantFrom('workspace', 'root', 'home', 'any', 'credential'), segments)
    .map(([anchor, text]) => ({ anchor, path: text }) as const),
  fc.constantFrom('workspace', 'root', 'home').map((anchor) => ({ anchor, path: [] }) as const),
);

const port = fc.option(fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.constant<'*'>('*')), { nil: undefined });
const withPort = <T extends object>(host: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(host, port).map(([one, number]) => (number === undefined ? one : { ...one, port: number }));
const hostName = fc.constantFrom<TextPattern>(
  ['example.org'],
  [{ wild: '*' }, '.example.org'],
  ['api-', { wild: '?' }, '.x'],
  [{ oneOf: [['a'], ['b', { wild: '*' }]] }, '.org'],
  ['xn--bcher-kva.example'],
  ['3d.cc'],
);
const network = fc
  .constantFrom(['127.0.0.1', 32], ['10.0.0.0', 8], ['::1', 128], ['fc00::', 7], ['2001:db8::', 32])
  .map(([address, bits]) => ({ kind: 'cidr', address, bits }) as HostPattern);

export const host: fc.Arbitrary<HostPattern> = fc.oneof(
  fc.constant<HostPattern>({ kind: 'any' }),
  withPort(hostName.map((name): HostPattern => ({ kind: 'name', name }))),
  withPort(fc.constantFrom<HostPattern>({ kind: 'loopback' }, { kind: 'private' })),
  withPort(network),
  withPort(
    fc
      .tuple(fc.constantFrom('https', 'git+ssh'), fc.oneof(hostName, fc.constant(['::1'])), segments)
      .map(([scheme, name, text]): HostPattern => ({ kind: 'url', scheme, name, path: joined(['/', ...text]) })),
  ),
);

const variable = patternOf(fc.constantFrom('CI', 'A_1', 'x', '9'), 1);

/* ---- targets ---- */

const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(one, { minLength: 1, maxLength: 3, selector: (value) => JSON.stringify(value) });
const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(one, { maxLength: 2, selector: (value) => JSON.stringify(value) });
const names = patternOf(anyText, 1).filter((one) => one.length > 0);

export const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({
    kind: fc.constant('run' as const),
    commands: fc.array(command, { minLength: 1, maxLength: 3 }),
    except: fc.array(command, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('file' as const),
    subjects: fc.shuffledSubarray(['read', 'write', 'delete'] as const, { minLength: 1 }),
    paths: some(path),
    except: few(path),
  }),
  fc.record({ kind: fc.constant('connect' as const), hosts: some(host), except: few(host) }),
  fc.record({
    kind: fc.constant('name' as const),
    subjects: fc.shuffledSubarray(['change', 'escalate', 'tool'] as const, { minLength: 1 }),
    names: some(names),
    except: few(names),
  }),
  fc.record({
    kind: fc.constant('name' as const),
    subjects: fc.constant(['env'] as const),
    names: some(variable),
    except: few(variable),
  }),
  fc.record({
    kind: fc.constant('opaque' as const),
    whys: fc.shuffledSubarray(['code', 'command', 'option', 'syntax', 'limit', '*'] as const, { minLength: 1 }),
  }),
  fc.constant({ kind: 'pure' as const }),
);

/* ---- conditions ---- */

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  anyText,
  fc.constantFrom<Scalar>('', '3', 'true', true, false, null, 0, -1, 3.25, 1e21, 5e-7),
);

/** What a condition in a rule of that kind may ask about. */
function side(kind: 'run' | 'tool' | 'other'): fc.Arbitrary<LeftSide> {
  const named = fc.constantFrom<'env' | 'host' | 'option' | 'operand'>(
    'env',
    'host',
    ...(kind === 'run' ? (['option', 'operand'] as const) : []),
  );
  const args = fc
    .tuple(
      fc.array(anyText, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(undefined, 'any' as const, 'every' as const),
    )
    .map(([parts, each]): LeftSide => ({ from: 'args', path: parts, ...(each === undefined ? {} : { each }) }));
  return fc.oneof(
    fc.constantFrom<LeftSide>({ from: 'cwd' }, { from: 'agent' }, { from: 'mode' }),
    fc.tuple(named, anyText).map(([from, name]): LeftSide => ({ from, name })),
    ...(kind === 'tool' ? [args] : []),
  );
}

function comparison(kind: 'run' | 'tool' | 'other'): fc.Arbitrary<Comparison> {
  const left = side(kind);
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('is-true', 'exists'), left }),
    fc.record({ kind: fc.constantFrom('is', 'is-not', 'contains'), left, right: scalar }),
    fc.record({ kind: fc.constantFrom('in', 'not-in'), left, right: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('matches' as const), left, right: globPattern }),
    fc.record({ kind: fc.constant('under' as const), left, right: path }),
    fc.record({ kind: fc.constantFrom('<', '<=', '>', '>='), left, right: fc.integer() }),
  ) as fc.Arbitrary<Comparison>;
}

export function condition(kind: 'run' | 'tool' | 'other'): fc.Arbitrary<Condition> {
  return fc.letrec<{ one: Condition }>((tie) => ({
    one: fc.oneof(
      { maxDepth: 3 },
      comparison(kind),
      fc.record({ kind: fc.constantFrom('and', 'or'), of: fc.array(tie('one'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('not' as const), of: tie('one') }),
    ) as fc.Arbitrary<Condition>,
  })).one;
}

/* ---- rules ---- */

const until = fc.constantFrom(
  '2027-02-01T00:00:00Z',
  '2028-03-01T00:00:00Z',
  '2027-01-01T00:00:00Z',
  '2027-06-30T18:05:09Z',
);
const reason = anyText.filter((text) => text.trim() !== '');
const perhaps = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined, freq: 2 });
const limit = fc.record({
  count: fc.integer({ min: 1, max: 99 }),
  seconds: fc.constantFrom(1, 60, 90, 3600, 7200, 86400, 604800, 7),
});

export function withDefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

export const rule: fc.Arbitrary<Rule> = fc
  .tuple(fc.constantFrom<Effect>('allow', 'ask', 'deny'), target)
  .chain(([effect, about]) => {
    const place =
      about.kind === 'run' ? 'run' : about.kind === 'name' && about.subjects.includes('tool') ? 'tool' : 'other';
    const allows = effect === 'allow';
    return fc
      .record({
        exactly: fc.boolean(),
        when: perhaps(condition(place)),
        because: perhaps(reason),
        instead: perhaps(reason),
        until: perhaps(until),
        limit: allows ? perhaps(limit) : fc.constant(undefined),
        strength: allows ? fc.constant(undefined) : perhaps(fc.constantFrom('firm' as const, 'locked' as const)),
        unguarded: allows ? perhaps(fc.constant(true as const)) : fc.constant(undefined),
      })
      .map(({ exactly, ...clauses }) => {
        const exact = exactly && !allows && about.kind === 'run' ? { exactly: true as const } : {};
        return withDefined({ effect, target: { ...about, ...exact }, ...clauses }) as Rule;
      });
  });
