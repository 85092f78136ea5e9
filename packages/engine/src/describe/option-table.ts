import type { OptionDescription, Style } from '../policy.ts';

/** All that a description says of one option name. */
export interface OptionEntry {
  /** Every spelling. */
  readonly names: readonly string[];
  /** What the descriptions of this name say, each with the form it belongs to (`undefined`: to all). */
  readonly variants: readonly Variant[];
  readonly takes: 'nothing' | 'value' | 'attached' | 'words' | 'unclear';
  /** Whether a value of it moves the folder. */
  readonly moves: boolean;
  /** Whether a value of it says what code the command runs. */
  readonly chooses: boolean;
  /** An option of every program that no description speaks of: `--help`, `--version`. */
  readonly builtIn: boolean;
}

/** One entry for an option, and the form it belongs to. */
export interface Variant {
  readonly option: OptionDescription;
  readonly form: number | undefined;
}

/** Whether anything follows from giving the option. */
export function isBearing(option: OptionDescription): boolean {
  return (
    option.hazard === true ||
    option.does.length > 0 ||
    option.role !== undefined ||
    option.value?.role !== undefined ||
    option.value?.items?.some(
      (item) =>
        item.kind !== 'literal' && item.kind !== 'choice' && (item.kind === 'optional' || item.role !== undefined),
    ) === true
  );
}

/** Files options by each of their names. */
export function fileOptions(variants: readonly Variant[], style: Style): ReadonlyMap<string, OptionEntry> {
  const byName = new Map<string, Variant[]>();
  for (const variant of variants) {
    for (const name of variant.option.names) {
      const key = keyOf(name, style);
      const filed = byName.get(key);
      if (filed === undefined) byName.set(key, [variant]);
      else if (!filed.includes(variant)) filed.push(variant);
    }
  }
  const entries = new Map<string, OptionEntry>();
  for (const [name, filed] of byName) {
    const same = filed[0]?.option.names
      .map((other) => entries.get(keyOf(other, style)))
      .find((entry) => entry !== undefined && sameItems(entry.variants, filed));
    entries.set(name, same ?? entryOf(filed));
  }
  for (const [names, styles] of HARMLESS) {
    const missing = names.filter((name) => !entries.has(keyOf(name, style)));
    if (!styles.includes(style) || missing.length === 0) continue;
    const entry = { ...entryOf([{ option: { names: missing, does: [] }, form: undefined }]), builtIn: true };
    for (const name of missing) if (!entries.has(keyOf(name, style))) entries.set(keyOf(name, style), entry);
  }
  return entries;
}

/** What every program takes without harm, unless its description says otherwise. */
const HARMLESS: readonly (readonly [names: readonly string[], styles: readonly Style[]])[] = [
  [
    ['-h', '--help'],
    ['gnu', 'posix', 'single-dash', 'go'],
  ],
  [['--version'], ['gnu', 'posix', 'single-dash', 'go']],
  [['-help', '-version'], ['single-dash']],
];

/** Go's flag package reads `-x` and `--x` as one. */
export const keyOf = (name: string, style: Style): string =>
  style === 'go' && name.startsWith('--') ? name.slice(1) : name;

const sameItems = (a: readonly Variant[], b: readonly Variant[]): boolean =>
  a.length === b.length && a.every((variant) => b.includes(variant));

function entryOf(variants: readonly Variant[]): OptionEntry {
  return {
    names: [...new Set(variants.flatMap(({ option }) => option.names))],
    variants,
    takes: takesOf(variants),
    builtIn: false,
    chooses: variants.some(({ option }) => option.value?.role === 'recipe'),
    moves: variants.some(({ option }) => option.value?.role === 'cwd' || option.does.some(({ act }) => act === 'cwd')),
  };
}

function takesOf(variants: readonly Variant[]): OptionEntry['takes'] {
  const kinds = new Set(variants.map(({ option }) => takesOne(option)));
  const several = new Set(variants.map(({ option }) => JSON.stringify(option.value?.items)));
  if (several.size > 1) return 'unclear';
  if (kinds.size === 1) for (const kind of kinds) return kind;
  return kinds.has('value') || kinds.has('words') ? 'unclear' : 'attached';
}

function takesOne({ names, value }: OptionDescription): OptionEntry['takes'] {
  if (value === undefined) return 'nothing';
  if (value.items !== undefined) return 'words';
  return value.optional === true || names.every((name) => /[,:]$/.test(name)) ? 'attached' : 'value';
}
