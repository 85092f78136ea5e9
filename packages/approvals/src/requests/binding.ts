import { canonicalJson, type Json, sha256Hex } from '@writ/engine';
import { type Cause, type Decision, hasAskRule, isLocked } from '../engine.ts';
import type { Question } from '../view.ts';
import type { Demand } from './approval.ts';

/** What an answer is bound to. */
export interface Binding {
  readonly fingerprint: string;
  readonly subject: string;
}

/**
 * Binds a question: the request with canonical arguments, folder, agent, session, environment and whatever else the
 * host said of it; then the policy's revision and every rule that asks, as written.
 */
export function bindingOf({ request, context, session }: Question, decision: Decision): Binding {
  const { now: _now, counts: _counts, grants: _grants, ...said } = context;
  const subject = digest({ request, context: said, session });
  const demands = demandedBy(decision).map(({ hash }) => hash);
  const policy = { revision: decision.revision, effect: decision.effect, demands, locked: isLocked(decision) };
  return { subject, fingerprint: digest({ subject, policy }) };
}

/** The rules that ask, each once; the default where none does. */
export function demandedBy(decision: Decision): readonly Demand[] {
  const causes = hasAskRule(decision) ? decision.causes.filter((cause) => cause.effect === 'ask') : [];
  if (causes.length > 0) return causes.map(demandOf);
  return [{ rule: 'default', text: 'no rule allows it', hash: sha256Hex('default') }];
}

function demandOf({ rule, layer, file, line, text }: Cause): Demand {
  return { rule, place: `${file}:${line}`, text, hash: sha256Hex(canonicalJson({ rule, layer, text })) };
}

const FORMAT = 1;

function digest(value: Readonly<Record<string, unknown>>): string {
  return sha256Hex(canonicalJson({ format: FORMAT, ...(value as Readonly<Record<string, Json>>) }));
}
