import {
  canonicalJson,
  compileEngine,
  type EngineInput,
  type PolicyDocument,
  type Rule,
  sha256Hex,
} from '@writ/engine';
import type { Refusal } from './document.ts';
import type { Policy, PolicySource } from './engine.ts';

const LAYER = 'answers';
/** The layers above remembered refusals. */
const ABOVE = new Set(['user', 'managed']);

/**
 * The policy of an engine's input, with remembered refusals in a layer of their own below `user`: what that says yes to
 * is run. What comes out as an ask is decided once more with them on top: a no, like a yes, is an answer to an ask
 * (docs/decisions/0041). Compiled again only when they change.
 */
export function policySource(input: EngineInput): PolicySource {
  let known: { readonly key: string; readonly policy: Policy } | undefined;
  return (refusals) => {
    const key = JSON.stringify(refusals.map((refusal) => refusal.id));
    if (known?.key !== key) known = { key, policy: policyOf(input, refusals) };
    return known.policy;
  };
}

function policyOf(input: EngineInput, refusals: readonly Refusal[]): Policy {
  if (refusals.length === 0) return compile(input);
  const answers = { name: LAYER, documents: [documentOf(refusals)] };
  const found = input.layers.findIndex((layer) => ABOVE.has(layer.name));
  const at = found === -1 ? input.layers.length : found;
  const policy = compile({ ...input, layers: [...input.layers.slice(0, at), answers, ...input.layers.slice(at)] });
  const onTop = compile({ ...input, layers: [...input.layers, answers] });
  return {
    ...policy,
    decide: (request, context) => {
      const decision = policy.decide(request, context);
      if (decision.effect !== 'ask') return decision;
      const answered = onTop.decide(request, context);
      return answered.effect === 'deny' ? answered : decision;
    },
  };
}

function compile(input: EngineInput): Policy {
  const engine = compileEngine(input);
  const limits = new Map(
    engine.rules.flatMap((rule) => (rule.limit === undefined ? [] : [[rule.cause.rule, rule.limit] as const])),
  );
  return { decide: engine.decide, limitOf: (rule) => limits.get(rule) };
}

/** Refusals as a policy document: each a deny rule, named by its id. */
function documentOf(refusals: readonly Refusal[]): PolicyDocument {
  const meaning = {
    version: 1,
    layer: LAYER,
    uses: [],
    lists: {},
    rules: refusals.map(ruleOf),
    descriptions: [],
    bindings: [],
    tools: [],
    tests: [],
  } as const;
  const rules = refusals.map(({ pattern }, index) => {
    const text = `deny ${pattern}`;
    return { line: index + 1, column: 1, endLine: index + 1, endColumn: text.length + 1, text };
  });
  const source = { file: 'remembered answers', rules, descriptions: [], bindings: [], tests: [] };
  return { ...meaning, source, revision: sha256Hex(canonicalJson(meaning)) };
}

function ruleOf({ id, target, because }: Refusal): Rule {
  return { effect: 'deny', target, name: `answer-${id}`, because: because ?? 'a person said no, for good' };
}
