import type { Description, EnvDescription, Level } from '../policy.ts';
import { knownText, type Parts, type Word } from '../word.ts';
import type { Described, Knowledge } from './consequence.ts';
import { describeCall } from './consequences.ts';
import { compileLevel } from './level.ts';
import type { LevelTable } from './level-table.ts';
import { type ByName, type DescriptionSource, levelsOf } from './program-levels.ts';

export type { DescriptionSource } from './program-levels.ts';

export interface KnowledgeOptions {
  /** Folders whose programs are the ones their names say: `/usr/bin/git` is `git`. */
  readonly programFolders?: readonly string[];
}

/** What is known about programs, with what their environment does to them. */
export interface ProgramKnowledge extends Knowledge {
  /** The environment variables that a program's description speaks of (`env GIT_PAGER:code`). */
  variables(program: string): readonly EnvDescription[];
}

interface Program {
  readonly table: () => LevelTable;
  /** Descriptions that only add, each read by itself. */
  readonly extras: readonly (() => LevelTable)[];
  readonly variables: readonly EnvDescription[];
}

/** Files descriptions by program; each is made ready when its program is first met. */
export function createKnowledge(
  sources: readonly DescriptionSource[],
  options: KnowledgeOptions = {},
): ProgramKnowledge {
  const byName = new Map<string, DescriptionSource[]>();
  for (const source of sources) {
    for (const name of source.description.programs) byName.set(name, [...(byName.get(name) ?? []), source]);
  }
  const folders = new Set(options.programFolders);
  const programs = new Map<string, Program | undefined>();
  const programOf = (name: string): Program | undefined => {
    if (!programs.has(name)) programs.set(name, compileProgram(name, byName));
    return programs.get(name);
  };
  const find = (written: string): Found | undefined => {
    const name = nameOf(written, folders, byName);
    const program = name === undefined ? undefined : programOf(name);
    if (name !== undefined && program !== undefined) return { name, program, certain: true };
    const script = scriptOf(written, byName);
    const elsewhere = script === undefined ? undefined : programOf(script);
    if (script !== undefined && elsewhere !== undefined) return { name: script, program: elsewhere, certain: false };
    // The same program on some systems: in another case, with an ending of Windows, or of one version.
    const folded = written.toLowerCase().replace(/\.(exe|cmd|bat|com)$/, '');
    const other = folded === written ? versionless(name ?? written) : folded;
    const same = other === undefined || /[/\\]/.test(other) ? undefined : programOf(other);
    return other === undefined || same === undefined ? undefined : { name: other, program: same, certain: false };
  };
  return {
    describe(argv, names) {
      const written = knownText(argv[0]);
      const found = written === undefined ? undefined : find(written);
      return found === undefined ? undefined : describeProgram(found, argv, names);
    },
    variables: (written) => find(written)?.program.variables ?? [],
  };
}

/** `php8.2`, `clang-15`: where several versions are installed, each has its number behind the name. */
const versionless = (name: string): string | undefined => /^(.*[A-Za-z+])-?\d+(?:\.\d+)*$/.exec(name)?.[1];

interface Found {
  readonly name: string;
  readonly program: Program;
  /** False where the name is spelled otherwise: whether that is the same program depends on the system. */
  readonly certain: boolean;
}

/** A program named by a path is that file, unless the path is a folder's where names mean what they say. */
function nameOf(
  written: string,
  folders: ReadonlySet<string>,
  byName: ReadonlyMap<string, unknown>,
): string | undefined {
  if (byName.has(written)) return written;
  const slash = written.lastIndexOf('/');
  if (slash === -1) return undefined;
  if (folders.has(written.slice(0, Math.max(slash, 1)))) return written.slice(slash + 1);
  const local = written.startsWith('./') ? written.slice(2) : `./${written}`;
  return byName.has(local) && local.includes('/') ? local : undefined;
}

/**
 * The lowest layer comes with no project: what it says of `./gradlew` is said of the script that a tool puts into every
 * one, so it adds to what is known of a script of that name in another folder (`sub/gradlew`), and promises nothing.
 */
function scriptOf(written: string, byName: ByName): string | undefined {
  const script = `.${written.slice(written.lastIndexOf('/'))}`;
  const everywhere = written.includes('/') && byName.get(script)?.every(({ rank }) => rank === 0) === true;
  return everywhere ? script : undefined;
}

function describeProgram(
  { name, program, certain }: Found,
  argv: readonly [Word, ...Word[]],
  names: readonly Parts[] | undefined,
): Described {
  const described = describeCall(name, program.table(), argv, { names });
  const all = program.extras.reduce(
    (before, extra) => addTo(before, describeCall(name, extra(), argv, { names, adding: true })),
    described,
  );
  return certain ? all : { ...all, complete: false };
}

/** What a lower layer adds. */
function addTo(base: Described, extra: Described): Described {
  const consequences = [...base.consequences, ...extra.consequences];
  return { ...base, consequences, complete: base.complete && extra.complete };
}

/** Programs that one description alone speaks of. Documents do not change, so they are made ready once for all engines. */
const programsOfOne = new WeakMap<Description, Program>();

function compileProgram(name: string, byName: ByName): Program | undefined {
  const only = onlyDescription(byName.get(name) ?? []);
  if (only === undefined) return mergeProgram(name, byName);
  const program = programsOfOne.get(only) ?? mergeProgram(name, byName);
  if (program !== undefined) programsOfOne.set(only, program);
  return program;
}

/** The one description that says all there is, whatever else is loaded. */
function onlyDescription(sources: readonly DescriptionSource[]): Description | undefined {
  const [source, ...others] = sources;
  if (source?.trusted !== true || source.addsOnly === true || others.length > 0) return undefined;
  return source.description.like === undefined ? source.description : undefined;
}

/** A program of which several descriptions speak: more layers, or other programs that it is like. */
function mergeProgram(name: string, byName: ByName): Program | undefined {
  const { base, extras } = levelsOf(name, byName);
  if (base === undefined) return undefined;
  let table: LevelTable | undefined;
  return {
    table: () => (table ??= compileLevel(base)),
    extras: extras.map((level) => {
      let extra: LevelTable | undefined;
      return () => (extra ??= compileLevel(level));
    }),
    variables: [base, ...extras].flatMap(variablesOf),
  };
}

function variablesOf(level: Level): readonly EnvDescription[] {
  return [...level.env, ...level.commands.flatMap(variablesOf), ...level.forms.flatMap(variablesOf)];
}
