import type { ActVerdict, Decision, PolicyDocument } from '@writ/engine';

/** The packs of std before any is fetched. */
export interface StdIndex {
  /** How to fetch a group's document, by its name without `std/`. */
  readonly load: Readonly<Record<string, () => Promise<{ readonly default: PolicyDocument }>>>;
  /** The programs each group describes, separated by blanks. */
  readonly programs: Readonly<Record<string, string>>;
}

/** What is known of programs in this page: little at first, and more whenever something is named. */
export interface Library {
  /** Every document fetched so far that std brings, the builtin layer included. */
  readonly documents: () => readonly PolicyDocument[];
  /** The fetched part of a pack; `undefined`: there is no such pack. */
  pack(name: string): readonly PolicyDocument[] | undefined;
  /** The groups a pack needs and a decision would have liked to know, as far as they are not fetched. */
  missingFor(uses: readonly string[], decision: Decision | undefined): readonly string[];
  /** Fetches groups; one that cannot be fetched is an error, because a verdict without it would be another one. */
  fetch(groups: readonly string[]): Promise<void>;
  has(group: string): boolean;
  /** Which group describes a program. */
  groupOf(program: string): string | undefined;
  readonly programs: readonly string[];
  readonly packs: readonly string[];
}

/** `use std` brings the builtin layer; groups of programs follow when a command names one of theirs. */
const ALWAYS = 'builtin';

/** Creates a library with nothing in it. */
export function createLibrary({ load, programs }: StdIndex): Library {
  const fetched = new Map<string, PolicyDocument>();
  const groupOfProgram = new Map(
    Object.entries(programs).flatMap(([group, names]) =>
      names
        .split(' ')
        .filter((name) => name !== '')
        .map((name) => [name, group] as const),
    ),
  );
  const isKnown = (group: string) => Object.hasOwn(load, group);
  const isGroup = (group: string) => programs[group] !== '' || group === ALWAYS;
  const usedBy = (name: string): readonly PolicyDocument[] => {
    if (name === 'std') return [...fetched].filter(([group]) => isGroup(group)).map(([, document]) => document);
    const document = fetched.get(name.slice('std/'.length));
    return document === undefined ? [] : [...new Set([document, ...document.uses.flatMap(usedBy)])];
  };
  const needs = (name: string): readonly string[] => {
    const group = name === 'std' ? ALWAYS : name.slice('std/'.length);
    if (!isKnown(group)) return [];
    return [group, ...(fetched.get(group)?.uses ?? []).flatMap(needs)];
  };
  return {
    documents: () => usedBy('std'),
    pack: (name) => (name === 'std' || (name.startsWith('std/') && isKnown(name.slice(4))) ? usedBy(name) : undefined),
    missingFor: (uses, decision) => {
      const named = (decision?.acts ?? []).flatMap(unknownPrograms).flatMap((name) => groupOfProgram.get(name) ?? []);
      return [...new Set([ALWAYS, ...uses.flatMap(needs), ...named])].filter((group) => !fetched.has(group));
    },
    fetch: async (groups) => {
      const documents = await Promise.all(groups.map((group) => load[group]?.()));
      documents.forEach((module, index) => {
        if (module !== undefined) fetched.set(groups[index] ?? '', module.default);
      });
    },
    has: (group) => fetched.has(group),
    groupOf: (program) => groupOfProgram.get(program),
    programs: [...groupOfProgram.keys()].sort(),
    packs: ['std', ...Object.keys(load).map((group) => `std/${group}`)],
  };
}

/** The names under which the programs of a verdict that nobody described may be known. */
function unknownPrograms({ act, consequences }: ActVerdict): readonly string[] {
  const below = consequences.flatMap(unknownPrograms);
  if (act.kind !== 'run' || act.described || act.argv[0].kind !== 'text') return below;
  const written = act.argv[0].text;
  const name = written.slice(written.lastIndexOf('/') + 1);
  const folded = name.toLowerCase().replace(/\.(exe|cmd|bat|com)$/, '');
  return [name, folded, ...below];
}
