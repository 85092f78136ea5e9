import type { Act } from './act.ts';
import type { ActVerdict, Basis, Cause, Decision } from './decision.ts';
import { type NearMiss, nearMisses } from './near-miss.ts';
import { showAct } from './phrases.ts';
import type { CompiledRule } from './rule.ts';
import { suggestRules } from './suggest.ts';

/** What an explanation is made from. */
export interface ExplainInput {
  readonly decision: Decision;
  /** The command's text, to underline the deciding part; empty for requests that are no text. */
  readonly command: string;
  /** The rules of the engine, to say which nearly held. */
  readonly rules: readonly CompiledRule[];
  /** Workspace roots and home, to write paths as a policy would. */
  readonly places: { readonly roots: readonly string[]; readonly home: string | undefined };
}

/** An explanation in parts, for a host that lays it out itself; `renderExplanation` gives plain text. */
export interface Explanation {
  readonly effect: Decision['effect'];
  readonly reasons: readonly string[];
  readonly lines: readonly ActLine[];
  readonly nearMisses: readonly NearMiss[];
  /** The smallest rules that together would allow what is asked; empty where no rule could. */
  readonly wouldAllow: readonly string[];
}

/** One act of the tree. */
export interface ActLine {
  readonly depth: number;
  readonly effect: ActVerdict['effect'];
  readonly act: string;
  readonly because: string;
  readonly cause?: Cause;
  readonly span: { readonly start: number; readonly end: number };
}

/** Says why a decision is what it is (semantics.md §9). */
export function explain(input: ExplainInput): Explanation {
  const { decision } = input;
  const lines = decision.acts.flatMap((act) => linesOf(act, 0));
  const open = decision.effect === 'allow' ? [] : decision.acts.filter((act) => act.effect !== 'allow');
  return {
    effect: decision.effect,
    reasons: decision.reasons,
    lines,
    nearMisses: open.flatMap((act) => nearMisses(act.act, input.rules, input.places)).slice(0, 3),
    wouldAllow: decision.effect === 'ask' ? suggestRules(open, input.places) : [],
  };
}

function linesOf(verdict: ActVerdict, depth: number): readonly ActLine[] {
  const cause = verdict.basis !== undefined && 'rules' in verdict.basis ? verdict.basis.rules[0] : undefined;
  const line: ActLine = {
    depth,
    effect: verdict.effect,
    act: showAct(verdict.act),
    because: becauseOf(verdict.basis, verdict.act),
    span: verdict.act.span,
    ...(cause === undefined ? {} : { cause }),
  };
  return [line, ...verdict.consequences.flatMap((one) => linesOf(one, depth + 1))];
}

function becauseOf(basis: Basis | undefined, act: Act): string {
  if (basis === undefined) return 'no rule speaks for it';
  switch (basis.kind) {
    case 'rule': {
      const [rule] = basis.rules;
      return `${rule.uncertain === true ? 'may be: ' : ''}${placeOf(rule)}  ${rule.text}`;
    }
    case 'vouched':
      return `follows from  ${basis.rules[0].text}`;
    case 'inferred':
      return 'everything it does is allowed';
    case 'grant':
      return `remembered answer ${basis.grant}`;
    case 'default':
      return act.kind === 'opaque'
        ? 'it cannot be known before it runs'
        : `no rule speaks for it${basis.layer === undefined ? '' : ` (default of layer ${basis.layer})`}`;
    case 'consequence':
      return 'because of what follows from it';
    case 'nothing':
      return 'a standard stream';
    case 'broken':
      return `the layer ${basis.layer} has an error`;
  }
}

const placeOf = (cause: Cause): string => `${cause.file}:${cause.line}:${cause.column}`;

/** An explanation as plain text, a few lines a person reads from the top. */
export function renderExplanation(input: ExplainInput): string {
  const explanation = explain(input);
  const parts = [
    ...underlined(input.command, input.decision),
    `${explanation.effect}: ${explanation.reasons.join('; ')}`,
    ...explanation.lines.map(
      (line) => `${'  '.repeat(line.depth + 1)}${line.effect.padEnd(5)} ${line.act}  ${line.because}`,
    ),
  ];
  for (const miss of explanation.nearMisses)
    parts.push(`  near  ${placeOf(miss.cause)}  ${miss.cause.text}  (${miss.why})`);
  if (explanation.wouldAllow.length > 0)
    parts.push('would be allowed by:', ...explanation.wouldAllow.map((rule) => `  ${rule}`));
  return parts.join('\n');
}

/** The command with carets under the acts that gave the effect; each line of a long command on its own. */
function underlined(command: string, decision: Decision): readonly string[] {
  if (command === '') return [];
  const spans = decision.acts.filter((act) => act.effect === decision.effect).map((act) => act.act.span);
  let start = 0;
  return command.split('\n').flatMap((line) => {
    const from = start;
    start += line.length + 1;
    const marks = [...line].map((_, at) =>
      spans.some((span) => span.start <= from + at && from + at < span.end) ? '^' : ' ',
    );
    const carets = marks.join('').trimEnd();
    return carets === '' ? [`  ${line}`] : [`  ${line}`, `  ${carets}`];
  });
}
