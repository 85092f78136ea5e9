import type { Context, Request, RunAct, Target } from '@writ/engine';
import type { Refusal } from '../document.ts';
import type { ActVerdict, Cause, Decision, Policy, PolicySource } from '../engine.ts';
import { sha256Hex } from '../revision.ts';

/** A policy in a few words: the effect of each command line, split at blanks. What is not named is asked by default. */
export interface Toy {
  readonly allow?: readonly string[];
  /** Asked by a rule in so many words. */
  readonly ask?: readonly string[];
  readonly locked?: readonly string[];
  readonly deny?: readonly string[];
  /** Allowed, so many times within so many seconds. */
  readonly limited?: Readonly<Record<string, { readonly count: number; readonly seconds: number }>>;
}

/** A policy source over a toy that the test may exchange at any time. A line may hold several commands, split at ` ; `. */
export function toyPolicy(current: () => Toy): PolicySource {
  return (refusals) => policyOf(current(), refusals);
}

function policyOf(toy: Toy, refusals: readonly Refusal[]): Policy {
  return {
    decide: (request, context) => decide(toy, refusals, request, context),
    limitOf: (rule) => toy.limited?.[rule],
  };
}

function decide(toy: Toy, refusals: readonly Refusal[], request: Request, context: Context): Decision {
  const folder = ('cwd' in request ? request.cwd : undefined) ?? context.cwd ?? context.roots?.[0] ?? '/';
  const lines =
    request.kind === 'shell'
      ? request.command.split(' ; ')
      : [request.kind === 'exec' ? request.argv.join(' ') : request.kind];
  const acts = lines.map((line) => judge(toy, refusals, line.trim(), folder, context));
  const effect = acts.some((act) => act.effect === 'deny')
    ? 'deny'
    : acts.some((act) => act.effect === 'ask')
      ? 'ask'
      : 'allow';
  const revision = sha256Hex(JSON.stringify(toy));
  return {
    effect,
    acts,
    revision,
    uncertain: false,
    causes: acts.flatMap((act) => (act.basis?.kind === 'rule' && act.effect === effect ? act.basis.rules : [])),
    reasons: [],
    reservations: acts.flatMap(({ effect: own, basis }) => {
      const [rule = ''] = own === 'allow' && basis?.kind === 'rule' ? basis.rules.map((cause) => cause.rule) : [];
      return toy.allow?.includes(rule) !== true && rule in (toy.limited ?? {}) ? [{ rule, count: 1 }] : [];
    }),
    grants: acts.flatMap(({ basis }) => (basis?.kind === 'grant' ? [basis.grant] : [])),
    fingerprint: sha256Hex(
      JSON.stringify([revision, request, context.agent ?? null, folder, refusals.map((one) => one.id)]),
    ),
  };
}

function judge(toy: Toy, refusals: readonly Refusal[], line: string, folder: string, context: Context): ActVerdict {
  const words = line.split(/ +/);
  const act: RunAct = {
    kind: 'run',
    span: { start: 0, end: line.length },
    argv: words.map((text) => ({ kind: 'text', text, span: { start: 0, end: 0 } })) as unknown as RunAct['argv'],
    folders: [folder],
    consequences: [],
    complete: true,
    described: false,
  };
  const by = (effect: Cause['effect'], more: Partial<ActVerdict> = {}): ActVerdict => ({
    ...{ act, effect, consequences: [] },
    basis: { kind: 'rule', rules: [causeOf(effect, line, more.locked === true)] },
    ...more,
  });
  if (toy.deny?.includes(line) || refusals.some((refusal) => matches(refusal.target, words))) return by('deny');
  if (toy.locked?.includes(line)) return by('ask', { locked: true });
  if (toy.allow?.includes(line)) return by('allow');
  const limit = toy.limited?.[line];
  if (limit !== undefined && (context.counts?.[line] ?? 0) < limit.count) return by('allow');
  const grant = context.grants?.find(({ target }) => matches(target, words));
  if (grant !== undefined) return { act, effect: 'allow', basis: { kind: 'grant', grant: grant.id }, consequences: [] };
  return toy.ask?.includes(line) ? by('ask') : { act, effect: 'ask', basis: { kind: 'default' }, consequences: [] };
}

function causeOf(effect: Cause['effect'], line: string, locked: boolean): Cause {
  return {
    rule: line,
    layer: 'user',
    file: 'toy',
    line: 1,
    column: 1,
    effect,
    text: `${effect} run ${line}${locked ? ' locked' : ''}`,
  };
}

/** Word for word, `*` for any one word; nothing may follow. */
function matches(target: Target, words: readonly string[]): boolean {
  if (target.kind !== 'run') return false;
  return target.commands.some(
    (command) =>
      command.length === words.length &&
      command.every(
        (item, index) => item.kind === 'word' && (typeof item.word[0] === 'object' || item.word[0] === words[index]),
      ),
  );
}
