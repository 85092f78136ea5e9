import type {
  CommandDescription,
  Description,
  Level,
  OptionDescription,
  PolicyDocument,
  TextPattern,
} from '@writ/engine';

/** One description of a program, or of the subcommand that was asked about. */
export interface Found {
  readonly file: string;
  readonly line: number;
  /** The program whose description it is: another one where it is `like` that. */
  readonly program: string;
  readonly like?: string;
  readonly level: Level;
  /** Options of the levels above that hold here too. */
  readonly inherited: readonly OptionDescription[];
}

export type Search =
  | { readonly kind: 'found'; readonly found: readonly Found[] }
  /** `word` is the first that nobody described, `known` what could have stood there. */
  | { readonly kind: 'unknown'; readonly word: string; readonly known: readonly string[] };

/** Everything the documents say of `program` and, below it, of the subcommand that `path` names. */
export function findDescriptions(
  documents: readonly PolicyDocument[],
  program: string,
  path: readonly string[],
): Search {
  const start = descriptionsOf(documents, program, []);
  if (start.length === 0) return { kind: 'unknown', word: program, known: programsOf(documents) };
  let found = start;
  for (const word of path) {
    const below = found.flatMap((one) => descend(one, word));
    if (below.length === 0) return { kind: 'unknown', word, known: found.flatMap(({ level }) => namesBelow(level)) };
    found = below;
  }
  return { kind: 'found', found };
}

const programsOf = (documents: readonly PolicyDocument[]): readonly string[] =>
  documents.flatMap(({ descriptions }) => descriptions.flatMap(({ programs }) => programs));

function descriptionsOf(
  documents: readonly PolicyDocument[],
  program: string,
  seen: readonly string[],
): readonly Found[] {
  return documents.flatMap(({ descriptions, source }) =>
    descriptions.flatMap((description, at): readonly Found[] => {
      if (!description.programs.includes(program) || seen.includes(program)) return [];
      const own = foundAt(description, program, source.file, source.descriptions[at]?.line ?? 1);
      const { like } = description;
      return [own, ...(like === undefined ? [] : descriptionsOf(documents, like, [...seen, program]))];
    }),
  );
}

function foundAt(description: Description, program: string, file: string, line: number): Found {
  const { like } = description;
  return { file, line, program, ...(like === undefined ? {} : { like }), level: description, inherited: [] };
}

/** The subcommands of that name, or else those whose pattern takes it. */
function descend(found: Found, word: string): readonly Found[] {
  const named = found.level.commands.filter((command) => literalNames(command).includes(word));
  const fitting = found.level.commands.filter(({ names }) => names.some((name) => fits(name, word)));
  const inherited = [...found.inherited, ...found.level.options.filter((option) => option.inherit === true)];
  return (named.length > 0 ? named : fitting).map((level) => ({ ...found, level, inherited }));
}

/** The names of the subcommands of a level, as they would be typed; a pattern as it is written. */
export const namesBelow = (level: Level): readonly string[] => [
  ...new Set(level.commands.flatMap(({ names, aliases }) => [...names.map(showPattern), ...aliases])),
];

const literalNames = ({ names, aliases }: CommandDescription): readonly string[] => [
  ...names.map(showPattern),
  ...aliases,
];

const showPattern = (pattern: TextPattern): string =>
  pattern
    .map((part) =>
      typeof part === 'string' ? part : 'wild' in part ? part.wild : `{${part.oneOf.map(showPattern).join(',')}}`,
    )
    .join('');

const fits = (pattern: TextPattern, word: string): boolean => new RegExp(`^${sourceOf(pattern)}$`, 's').test(word);

const sourceOf = (pattern: TextPattern): string =>
  pattern
    .map((part) => {
      if (typeof part === 'string') return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      return 'wild' in part ? (part.wild === '?' ? '.' : '.*') : `(?:${part.oneOf.map(sourceOf).join('|')})`;
    })
    .join('');
