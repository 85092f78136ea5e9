import {
  applicableGrants,
  applicableRefusals,
  EMPTY_DOCUMENT,
  type Offer,
  offersFor,
  type Policy,
  type PolicySource,
  policySource,
  type StoreDocument,
} from '@writ/approvals';
import type { TestResult } from '@writ/dsl';
import type { Context, Decision, Explanation, Request, Rule } from '@writ/engine';
import { type CheckedPolicy, checkPolicy, testPolicy } from './judge.ts';
import { pauseFor } from './later.ts';
import type { Library } from './library.ts';
import { readTyped, type Typed } from './request.ts';
import { contextNow } from './where.ts';

/** A policy and a line, judged with all that is known of the programs in them. */
export interface Judged {
  readonly checked: CheckedPolicy;
  readonly typed: Typed;
  /** Absent where the line is no request. */
  readonly decision?: Decision;
  /** What takes longer than a keystroke may: to be asked for when there is time. */
  readonly details: () => Details;
}

/** Why a verdict is what it is, and what the policy's own tests say. */
export interface Details {
  readonly tests: readonly TestResult[];
  /** Absent where the line is no request. Of the policy with the answers that allow; those that refuse only show in the decision. */
  readonly explanation?: Explanation;
  readonly offers: readonly Offer[];
}

/** Keeps a verdict current while policy, line and answers change. */
export interface Workbench {
  setPolicy(text: string): void;
  setLine(text: string): void;
  /** Answers changed, so the verdict may have. */
  setAnswers(document: StoreDocument): void;
  readonly judged: () => Judged | undefined;
  /** Makes sure that all is known that a request is about. */
  prepare(request: Request, context: Context): Promise<void>;
  /** Fetches what is known of these programs; the verdict is made anew if that was news. */
  learn(programs: readonly string[]): Promise<void>;
  /** The policy as it stands, for a coordinator. */
  readonly policy: PolicySource;
}

/** What hears of the workbench's work. */
export interface Listener {
  /** There is a new verdict. */
  changed(judged: Judged): void;
  /** Checking the policy takes so many milliseconds that it waits until the typing pauses. */
  waits(tookMs: number): void;
  /** Knowledge could not be fetched. */
  failed(problem: string): void;
}

/** A longer policy is not checked with every key. */
const LONG = 100_000;
const PAUSE_MS = 100;

export function createWorkbench(
  library: Library,
  session: () => string,
  { changed, waits, failed }: Listener,
): Workbench {
  const keptRules = new Map<string, Rule>();
  let policyText = '';
  let line = '';
  let answers = EMPTY_DOCUMENT;
  let compiled: { readonly key: string; readonly checked: CheckedPolicy; readonly source: PolicySource } | undefined;
  let judged: Judged | undefined;
  let round = 0;
  let tookMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const currentKey = () => `${library.documents().length}\n${policyText}`;
  const compile = () => {
    const key = currentKey();
    if (compiled?.key !== key) {
      const start = performance.now();
      const checked = checkPolicy(policyText, library, keptRules);
      const withRefusals = policySource({ layers: checked.layers });
      const plain: Policy = { decide: checked.engine.decide, limitOf: (rule) => limitIn(checked, rule) };
      compiled = { key, checked, source: (refusals) => (refusals.length === 0 ? plain : withRefusals(refusals)) };
      tookMs = performance.now() - start;
    }
    return compiled;
  };
  const lookAt = (request: Request, context: Context) => {
    const asker = { agent: context.agent ?? '', session: session(), roots: context.roots ?? [] };
    const policy = compile().source(applicableRefusals(answers, asker));
    const grants = applicableGrants(answers, asker, context.now ?? 0);
    const decideWith = (more: NonNullable<Context['grants']>) =>
      policy.decide(request, { ...context, grants: [...grants, ...more] });
    return { decision: decideWith([]), decideWith, grants };
  };
  /** The tests' results; none as long as something is fetched that a test is about, because it may change them. */
  const knownTests = (checked: CheckedPolicy): readonly TestResult[] => {
    const tests = testPolicy(checked);
    const missing = missingFor(tests.map(({ request, context }) => checked.engine.decide(request, context)));
    if (missing.length === 0) return tests;
    library.fetch(missing).then(refresh).catch(fail);
    return [];
  };
  const detailsOf = (checked: CheckedPolicy, typed: Typed): Details => {
    const tests = knownTests(checked);
    if (!typed.ok) return { tests, offers: [] };
    const context = contextNow();
    const { decision, decideWith, grants } = lookAt(typed.request, context);
    const { effect, reasons } = decision;
    const explanation = { ...checked.engine.explain(typed.request, { ...context, grants }), effect, reasons };
    return { tests, explanation, offers: offersFor(decision, placesOf(context), decideWith).allow };
  };
  const missingFor = (decisions: readonly (Decision | undefined)[]): readonly string[] => {
    const { uses } = compile().checked;
    return [...new Set(decisions.flatMap((decision) => library.missingFor(uses, decision)))];
  };
  /** Judges at once, or when the typing pauses if the policy is a long one. */
  const soon = () => {
    clearTimeout(timer);
    if (policyText.length < LONG || compiled?.key === currentKey()) return void refresh();
    round += 1;
    waits(tookMs);
    timer = setTimeout(() => void refresh(), pauseFor(PAUSE_MS, tookMs));
  };
  /** Judges, and again for as long as something is named that is known and not yet fetched. */
  const refresh = async (): Promise<void> => {
    round += 1;
    const mine = round;
    try {
      await library.fetch(library.missingFor([], undefined));
      for (;;) {
        if (mine !== round) return;
        const next = judge();
        const missing = missingFor([next.decision]);
        if (missing.length === 0) return publish(next);
        await library.fetch(missing);
      }
    } catch (error) {
      fail(error);
    }
  };
  const fail = (error: unknown) => failed(error instanceof Error ? error.message : String(error));
  const judge = (): Judged => {
    const { checked } = compile();
    const typed = readTyped(line);
    const details = () => detailsOf(checked, typed);
    if (!typed.ok) return { checked, typed, details };
    return { checked, typed, details, decision: lookAt(typed.request, contextNow()).decision };
  };
  const publish = (next: Judged) => {
    judged = next;
    changed(next);
  };
  return {
    judged: () => judged,
    policy: (refusals) => compile().source(refusals),
    setPolicy: (text) => {
      policyText = text;
      soon();
    },
    setLine: (text) => {
      line = text;
      soon();
    },
    setAnswers: (document) => {
      answers = document;
      soon();
    },
    prepare: async (request, context) => {
      for (;;) {
        const missing = missingFor([lookAt(request, context).decision]);
        if (missing.length === 0) return;
        await library.fetch(missing);
      }
    },
    learn: async (programs) => {
      const groups = programs.flatMap((program) => library.groupOf(program) ?? []);
      const before = library.documents().length;
      await library.fetch(groups.filter((group) => !library.has(group)));
      if (library.documents().length !== before) await refresh();
    },
  };
}

function placesOf({ roots = [], home }: Context) {
  return { roots, ...(home === undefined ? {} : { home }) };
}

function limitIn({ engine }: CheckedPolicy, name: string) {
  return engine.rules.find(({ cause, limit }) => limit !== undefined && cause.rule === name)?.limit;
}
