import {
  type CommandDescription,
  type Description,
  type Does,
  type Form,
  type Level,
  type OperandItem,
  type OptionDescription,
  ROLES,
  type ValueDescription,
} from '@writ/engine';
import fc from 'fast-check';
import { ACTS } from '../src/keywords.ts';
import { withDefined } from './arbitrary-rule.ts';
import { anyText } from './arbitrary-text.ts';

const perhaps = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined, freq: 2 });
const flag = perhaps(fc.constant(true as const));
const role = fc.constantFrom(...ROLES);
const valueName = fc.constantFrom('file', 'n', 'NAME=VALUE', 'sha-1', 'a.b');

/* ---- operands ---- */

const value: fc.Arbitrary<OperandItem> = fc
  .record({
    name: valueName,
    role: perhaps(role),
    hazard: flag,
    repeat: flag,
    until: perhaps(fc.array(fc.constantFrom(';', '+', '--', 'done'), { minLength: 1, maxLength: 2 })),
  })
  .map(
    ({ until, ...item }) =>
      withDefined({ kind: 'value' as const, ...item, until: item.repeat ? until : undefined }) as OperandItem,
  );
const literal = anyText.map((text): OperandItem => ({ kind: 'literal', text }));
const choice = fc
  .array(anyText, { minLength: 1, maxLength: 3 })
  .map((texts): OperandItem => ({ kind: 'choice', texts }));
const optional = fc
  .record({ items: fc.array(fc.oneof(value, literal), { minLength: 1, maxLength: 2 }), repeat: flag })
  .map((item) => withDefined({ kind: 'optional' as const, ...item }) as OperandItem);
const operand = fc.oneof({ weight: 4, arbitrary: value }, literal, choice, optional);

/* ---- options ---- */

export const does: fc.Arbitrary<Does> = fc
  .record({
    act: fc.constantFrom(...ACTS),
    words: fc.array(fc.constantFrom('.', './x/**', '*', 'remote', 'https://x.org:443', 'a;b', '"', 'without', '#x'), {
      minLength: 1,
      maxLength: 2,
    }),
    hazard: flag,
    withoutOperands: flag,
  })
  .map(
    ({ act, words, ...others }) =>
      withDefined({ act, target: act === 'code' ? undefined : words.join(' '), ...others }) as Does,
  );

const simple = fc
  .record({ name: perhaps(valueName), role: perhaps(role), optional: flag })
  .filter((one) => one.name !== undefined || one.role !== undefined);
const chosen = fc.record({ choices: fc.array(anyText, { minLength: 1, maxLength: 3 }), optional: flag });
const several = fc.oneof(
  // A literal in front would be one more name of the option.
  fc.array(operand, { minLength: 2, maxLength: 3 }).filter(([first]) => first?.kind !== 'literal'),
  value.filter((one) => one.kind === 'value' && one.repeat === true).map((one) => [one]),
  optional.map((one) => [one]),
);
const optionValue = fc
  .oneof(
    simple,
    chosen,
    several.map((items) => ({ items })),
  )
  .map((one) => withDefined(one) as ValueDescription);

const optionName = fc.constantFrom(
  '-a',
  '-b',
  '--all',
  '--file',
  '-Wl,',
  '-X:',
  '+short',
  '-#',
  '--a.b',
  '--x=y',
  '-1',
);

const option: fc.Arbitrary<OptionDescription> = fc
  .record({
    names: fc.uniqueArray(optionName, { minLength: 1, maxLength: 2 }),
    value: perhaps(optionValue),
    role: perhaps(role),
    inherit: flag,
    hazard: flag,
    does: fc.array(does, { maxLength: 2 }),
  })
  .map((one) => withDefined(one) as OptionDescription);

/** No option is described twice at one level. */
const options = fc.array(option, { maxLength: 4 }).map((all) => {
  const seen = new Set<string>();
  return all.filter((one) => one.names.every((name) => !seen.has(name) && seen.add(name)));
});

/* ---- levels ---- */

const plainLevel = fc.record({
  style: perhaps(fc.constantFrom('gnu', 'posix', 'single-dash', 'go')),
  complete: flag,
  open: flag,
  verbs: perhaps(fc.constant('last' as const)),
  firstWord: perhaps(fc.constant('cluster' as const)),
  options,
  operands: perhaps(fc.array(operand, { maxLength: 3 })),
  does: fc.array(does, { maxLength: 2 }),
  env: fc.array(
    fc
      .record({ name: fc.constantFrom(['PAGER'], ['GIT_', { wild: '*' as const }]), role: perhaps(role) })
      .map(withDefined),
    { maxLength: 2 },
  ),
});

const bare: fc.Arbitrary<Level> = plainLevel.map((one) => withDefined({ ...one, commands: [], forms: [] }) as Level);
const form: fc.Arbitrary<Form> = fc
  .record({
    level: bare,
    with: perhaps(fc.uniqueArray(optionName, { minLength: 1, maxLength: 2 })),
    without: perhaps(fc.uniqueArray(optionName, { minLength: 1, maxLength: 2 })),
  })
  .map(({ level, ...tests }) => withDefined({ ...level, ...tests }) as Form);

function commandOf(level: fc.Arbitrary<Level>, prefix: string): fc.Arbitrary<readonly CommandDescription[]> {
  return fc
    .array(fc.tuple(level, fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 2 })), { maxLength: 2 })
    .map((all) =>
      all.map(([one, names, aliases], index) => ({
        names: Array.from({ length: names }, (_, at) => [`${prefix}${index}-${at}-`, { wild: '*' as const }]),
        aliases: Array.from({ length: aliases }, (_, at) =>
          at === 0 ? `${prefix}${index}` : `complete ${prefix}${index}`,
        ),
        ...one,
      })),
    );
}

const inner: fc.Arbitrary<Level> = fc
  .tuple(bare, commandOf(bare, 'sub'), fc.array(form, { maxLength: 1 }))
  .map(([one, commands, forms]) => ({ ...one, commands, forms }));
const outer: fc.Arbitrary<Level> = fc
  .tuple(bare, commandOf(inner, 'cmd'), fc.array(form, { maxLength: 2 }))
  .map(([one, commands, forms]) => ({ ...one, commands, forms }));

/** Descriptions of different programs. */
export const descriptions: fc.Arbitrary<readonly Description[]> = fc
  .array(fc.tuple(outer, perhaps(fc.constantFrom('cat', 'like', 'g++')), fc.integer({ min: 1, max: 2 })), {
    maxLength: 2,
  })
  .map((all) =>
    all.map(
      ([level, like, count], index) =>
        withDefined({
          programs: Array.from({ length: count }, (_, at) => ['git', 'complete', '[', 'a b'][index * 2 + at] ?? 'x'),
          like,
          ...level,
        }) as Description,
    ),
  );
