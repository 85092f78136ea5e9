import { printTarget, type TestResult } from '@writ/dsl';
import type { Engine, Exercise, PolicyDocument, Rule, Target } from '@writ/engine';

/** What the tests of some policies tried of one rule. */
export interface RuleCoverage {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The rule as written, on one line. */
  readonly text: string;
  /** In how many test lines it decided something. */
  readonly decided: number;
  readonly parts: readonly Part[];
}

/** A pattern, an exception, one outcome of a condition; and in how many test lines it was tried. */
export interface Part {
  readonly name: string;
  readonly hits: number;
}

/** What became of each rule of the documents in these tests. */
export function coverageOf(
  documents: readonly PolicyDocument[],
  results: readonly TestResult[],
  engine: Engine,
): readonly RuleCoverage[] {
  const exercises = results.flatMap(({ request, context }) => engine.exercise(request, context));
  const byRule = new Map<string, Exercise[]>();
  for (const one of exercises) {
    const key = keyOf(one.cause);
    byRule.set(key, [...(byRule.get(key) ?? []), one]);
  }
  return documents.flatMap(({ rules, source }) =>
    rules.map((rule, at): RuleCoverage => {
      const { line = 0, column = 0, text = '' } = source.rules[at] ?? {};
      const place = { file: source.file, line, column };
      const tried = byRule.get(keyOf(place)) ?? [];
      return {
        ...place,
        text: text.replace(/\s+/g, ' '),
        decided: tried.filter(({ decided }) => decided).length,
        parts: partsOf(rule, tried, patternTexts(rule.target, engine, place)),
      };
    }),
  );
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const keyOf = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

/** A pattern counts where the rule decided; an exception where it took something out; a condition for each outcome. */
function partsOf(rule: Rule, tried: readonly Exercise[], patterns: readonly string[]): readonly Part[] {
  const count = (holds: (one: Exercise) => boolean): number => tried.filter(holds).length;
  const except = 'except' in rule.target && rule.target.except.length > 0;
  return [
    ...patterns.map((name, at) => ({ name, hits: count((one) => one.decided && one.patterns.includes(at)) })),
    ...(except ? [{ name: 'except', hits: count((one) => one.excepted) }] : []),
    ...(rule.when === undefined
      ? []
      : [
          { name: 'when it holds', hits: count((one) => one.conditions.includes('yes')) },
          { name: 'when it does not', hits: count((one) => one.conditions.some((answer) => answer !== 'yes')) },
        ]),
  ];
}

/** The patterns in the order in which the engine numbers them. */
function patternTexts(target: Target, engine: Engine, place: Place): readonly string[] {
  switch (target.kind) {
    case 'run': {
      const compiled = engine.rules.find(({ cause }) => keyOf(cause) === keyOf(place))?.target;
      return compiled?.kind === 'run' ? compiled.matchers.map(({ text }) => text) : [];
    }
    case 'file':
      return target.paths.map((path) => withoutSubject({ ...target, paths: [path] }));
    case 'connect':
      return target.hosts.map((host) => withoutSubject({ ...target, hosts: [host] }));
    case 'name':
      return target.names.map((name) => withoutSubject({ ...target, names: [name] }));
    case 'opaque':
      return target.whys;
    case 'pure':
      return ['pure'];
  }
}

const withoutSubject = (target: Target): string => printTarget(target).replace(/^\S+ /, '');

/** How much of something was tried, as a whole percentage; all of nothing is all. */
export const percent = (tried: number, all: number): number => (all === 0 ? 100 : Math.floor((100 * tried) / all));

/** Rules that decided something, and how many there are. */
export const decidedRules = (coverage: readonly RuleCoverage[]): number =>
  coverage.filter(({ decided }) => decided > 0).length;
