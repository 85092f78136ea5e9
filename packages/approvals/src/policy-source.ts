import {
  canonicalJson,
  compileEngine,
  type EngineInput,
  type EngineLayer,
  type PolicyDocument,
  type Rule,
  sha256Hex,
} from '@writ/engine';
import type { Refusal } from './document.ts';
import type { Policy, PolicySource } from './engine.ts';

const LAYER = 'answers';
/** The layers above remembered refusals. */
const ABOVE = new Set(['user', 'managed']);

/** The policy of an engine's input, with remembered refusals in a layer of their own below `user`. Compiled again only when they change. */
export function policySource(input: EngineInput): PolicySource {
  let known: { readonly key: string; readonly policy: Policy } | undefined;
  return (refusals) => {
    const key = JSON.stringify(refusals.map((refusal) => refusal.id));
    if (known?.key !== key) known = { key, policy: compile({ ...input, layers: withAnswers(input.layers, refusals) }) };
    return known.policy;
  };
}

function compile(input: EngineInput): Policy {
  const engine = compileEngine(input);
  const limits = new Map(
    engine.rules.flatMap((rule) => (rule.limit === undefined ? [] : [[rule.cause.rule, rule.limit] as const])),
  );
  return { decide: engine.decide, limitOf: (rule) => limits.get(rule) };
}

function withAnswers(layers: readonly EngineLayer[], refusals: readonly Refusal[]): readonly EngineLayer[] {
  if (refusals.length === 0) return layers;
  const found = layers.findIndex((layer) => ABOVE.has(layer.name));
  const at = found === -1 ? layers.length : found;
  return [...layers.slice(0, at), { name: LAYER, documents: [documentOf(refusals)] }, ...layers.slice(at)];
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
