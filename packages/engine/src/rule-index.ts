import type { RunAct } from './act.ts';
import { programKey } from './match/program.ts';
import type { CommandMatcher } from './match/words.ts';
import type { FileSubject, NameSubject } from './policy.ts';
import type { CompiledRule } from './rule.ts';
import { knownText } from './word.ts';

/** One alternative of a run rule's pattern, where the index files it. */
export interface RunEntry {
  readonly rule: CompiledRule;
  readonly matcher: CommandMatcher;
}

/** Rules filed so that an act meets the few that could hold, never all of them (performance.md §1). */
export interface RuleIndex {
  run(act: RunAct): Iterable<RunEntry>;
  readonly files: Readonly<Record<FileSubject, readonly CompiledRule[]>>;
  readonly connect: readonly CompiledRule[];
  readonly names: Readonly<Record<NameSubject, readonly CompiledRule[]>>;
  readonly opaque: readonly CompiledRule[];
  readonly pure: readonly CompiledRule[];
  /** Every ask and deny: an opaque act may be any of them. */
  readonly strict: readonly CompiledRule[];
}

/** The entries of one program: those with a literal word under their longest one, the rest in a list. */
interface Bucket {
  readonly byWord: Map<string, RunEntry[]>;
  readonly others: RunEntry[];
}

const emptyBucket = (): Bucket => ({ byWord: new Map(), others: [] });

export function indexRules(rules: readonly CompiledRule[]): RuleIndex {
  const programs = new Map<string, Bucket>();
  const anyProgram = emptyBucket();
  for (const rule of rules) {
    if (rule.target.kind !== 'run') continue;
    for (const matcher of rule.target.matchers) {
      const entry: RunEntry = { rule, matcher };
      if (matcher.program.keys === undefined) file(anyProgram, entry);
      for (const key of matcher.program.keys ?? []) {
        const bucket = programs.get(key) ?? emptyBucket();
        programs.set(key, bucket);
        file(bucket, entry);
      }
    }
  }
  const filesFor = (subject: FileSubject) =>
    rules.filter((rule) => rule.target.kind === 'file' && rule.target.subjects.includes(subject));
  const namesFor = (subject: NameSubject) =>
    rules.filter((rule) => rule.target.kind === 'name' && rule.target.subjects.includes(subject));
  return {
    run: (act) => entriesFor(act, programs, anyProgram),
    files: { read: filesFor('read'), write: filesFor('write'), delete: filesFor('delete') },
    connect: rules.filter((rule) => rule.target.kind === 'connect'),
    names: { change: namesFor('change'), env: namesFor('env'), escalate: namesFor('escalate'), tool: namesFor('tool') },
    opaque: rules.filter((rule) => rule.target.kind === 'opaque'),
    pure: rules.filter((rule) => rule.target.kind === 'pure'),
    strict: rules.filter((rule) => rule.effect !== 'allow'),
  };
}

function file(bucket: Bucket, entry: RunEntry): void {
  const word = longest(entry.matcher.literals);
  if (word === undefined) {
    bucket.others.push(entry);
    return;
  }
  const key = word.toLowerCase();
  const list = bucket.byWord.get(key);
  if (list === undefined) bucket.byWord.set(key, [entry]);
  else list.push(entry);
}

/** The longest literal is a good guess at the rarest. */
function longest(words: readonly string[]): string | undefined {
  return words.reduce<string | undefined>(
    (best, word) => (best === undefined || word.length > best.length ? word : best),
    undefined,
  );
}

function* entriesFor(act: RunAct, programs: ReadonlyMap<string, Bucket>, anyProgram: Bucket): Iterable<RunEntry> {
  const program = knownText(act.argv[0]);
  const keys = wordKeys(act);
  const buckets = program === undefined ? [...programs.values()] : [programs.get(programKey(program))];
  for (const bucket of [...buckets, anyProgram]) {
    if (bucket === undefined) continue;
    yield* bucket.others;
    if (bucket.byWord.size === 0) continue;
    if (keys === undefined) for (const list of bucket.byWord.values()) yield* list;
    else for (const key of keys) yield* bucket.byWord.get(key) ?? [];
  }
}

/** The words an entry may be filed under; `undefined` where an unknown word could be any. */
function wordKeys(act: RunAct): ReadonlySet<string> | undefined {
  const { path = [], aliases = [] } = act.reading ?? {};
  const keys = new Set<string>([...path, ...aliases.flat()].map((name) => name.toLowerCase()));
  for (let at = 1; at < act.argv.length; at++) {
    const text = knownText(act.argv[at]);
    if (text === undefined) return undefined;
    keys.add(text.toLowerCase());
  }
  return keys;
}
