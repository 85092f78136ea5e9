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
import type { Context, Decision, Explanation, Request } from '@writ/engine';
import { type CheckedPolicy, checkPolicy, testPolicy } from './judge.ts';
import type { Library } from './library.ts';
import { readTyped, type Typed } from './request.ts';
import { contextNow } from './where.ts';

/** A policy and a line, judged with all that is known of the programs in them. */
export interface Judged {
  readonly checked: CheckedPolicy;
  readonly tests: readonly TestResult[];
  readonly typed: Typed;
  /** Absent where the line is no request. */
  readonly decision?: Decision;
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

/** `changed` hears of every new verdict, `failed` of knowledge that could not be fetched. */
export function createWorkbench(
  library: Library,
  session: () => string,
  changed: (judged: Judged) => void,
  failed: (problem: string) => void,
): Workbench {
  let policyText = '';
  let line = '';
  let answers = EMPTY_DOCUMENT;
  let compiled: { readonly key: string; readonly checked: CheckedPolicy; readonly source: PolicySource } | undefined;
  let judged: Judged | undefined;
  let round = 0;

  const compile = () => {
    const key = `${library.documents().length}\n${policyText}`;
    if (compiled?.key !== key) {
      const checked = checkPolicy(policyText, library);
      const withRefusals = policySource({ layers: checked.layers });
      const plain: Policy = { decide: checked.engine.decide, limitOf: (rule) => limitIn(checked, rule) };
      compiled = { key, checked, source: (refusals) => (refusals.length === 0 ? plain : withRefusals(refusals)) };
    }
    return compiled;
  };
  const decide = (
    request: Request,
    context: Context,
  ): { readonly decision: Decision; readonly offers: readonly Offer[] } => {
    const asker = { agent: context.agent ?? '', session: session(), roots: context.roots ?? [] };
    const now = context.now ?? 0;
    const grants = applicableGrants(answers, asker, now);
    const policy = compile().source(applicableRefusals(answers, asker));
    const decision = policy.decide(request, { ...context, grants });
    const tryGrants = (more: NonNullable<Context['grants']>) =>
      policy.decide(request, { ...context, grants: [...grants, ...more] });
    return { decision, offers: offersFor(decision, placesOf(context), tryGrants).allow };
  };
  const explained = (request: Request, context: Context) => {
    const asker = { agent: context.agent ?? '', session: session(), roots: context.roots ?? [] };
    const grants = applicableGrants(answers, asker, context.now ?? 0);
    const made = decide(request, context);
    const { effect, reasons } = made.decision;
    return {
      ...made,
      explanation: { ...compile().checked.engine.explain(request, { ...context, grants }), effect, reasons },
    };
  };
  const missingFor = (decisions: readonly (Decision | undefined)[]): readonly string[] => {
    const { uses } = compile().checked;
    return [...new Set(decisions.flatMap((decision) => library.missingFor(uses, decision)))];
  };
  /** Judges, and again for as long as something is named that is known and not yet fetched. */
  const refresh = async (): Promise<void> => {
    round += 1;
    const mine = round;
    try {
      for (;;) {
        const next = judge();
        const missing = missingFor([next.decision]);
        if (missing.length === 0) return publish(next);
        await library.fetch(missing);
        if (mine !== round) return;
      }
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
    }
  };
  const judge = (): Judged => {
    const { checked } = compile();
    const typed = readTyped(line);
    const made = typed.ok ? explained(typed.request, contextNow()) : undefined;
    return {
      checked,
      tests: judged?.tests ?? [],
      typed,
      offers: made?.offers ?? [],
      ...(made === undefined ? {} : { decision: made.decision, explanation: made.explanation }),
    };
  };
  const publish = (next: Judged) => {
    judged = { ...next, tests: testPolicy(next.checked) };
    changed(judged);
  };
  return {
    judged: () => judged,
    policy: (refusals) => compile().source(refusals),
    setPolicy: (text) => {
      policyText = text;
      void refresh();
    },
    setLine: (text) => {
      line = text;
      void refresh();
    },
    setAnswers: (document) => {
      answers = document;
      void refresh();
    },
    prepare: async (request, context) => {
      for (;;) {
        const missing = missingFor([decide(request, context).decision]);
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
