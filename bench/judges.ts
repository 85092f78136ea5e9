import type { Context, Effect, Engine, EngineLayer, Request } from '@writ/engine';
import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { compilePolicy } from './policy.ts';
import { type BenchRule, policyText, regExpSource } from './rules.ts';

/** A command as words and as text. */
export interface Command {
  readonly argv: readonly string[];
  readonly text: string;
}

/** Anything that says whether a command may run. `on` prepares what is not measured; what it returns is. */
export interface Judge {
  readonly name: string;
  on(command: Command): () => boolean;
}

export const CONTEXT: Context = { roots: ['/repo'], cwd: '/repo', home: '/home/ann' };

/** The rules as the one layer of a policy. */
export function benchLayers(rules: readonly BenchRule[]): readonly EngineLayer[] {
  return [{ name: 'user', documents: [compilePolicy(policyText(rules))] }];
}

/** The engine as a host calls it, with words or with a line of shell. */
export function writDecisions(engine: Engine): readonly [Judge, Judge] {
  const asks = (request: Request) => (): boolean => engine.decide(request, CONTEXT).effect === 'allow';
  return [
    { name: 'writ, argument vector', on: ({ argv }) => asks({ kind: 'exec', argv }) },
    { name: 'writ, whole decision', on: ({ text }) => asks({ kind: 'shell', command: text }) },
  ];
}

/** The usual home-made guard: expressions in order of strictness, the first that matches decides. */
export function regExpList(rules: readonly BenchRule[]): Judge {
  const order: readonly Effect[] = ['deny', 'ask', 'allow'];
  const list = order.flatMap((effect) =>
    rules
      .filter((rule) => rule.effect === effect)
      .map((rule) => ({ allow: effect === 'allow', regExp: new RegExp(regExpSource(rule)) })),
  );
  return {
    name: 'list of RegExp',
    on:
      ({ text }) =>
      () =>
        list.find(({ regExp }) => regExp.test(text))?.allow ?? false,
  };
}

const CASBIN_MODEL = `
[request_definition]
r = command
[policy_definition]
p = pattern, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = regexMatch(r.command, p.pattern)
`;

/** casbin knows two effects: an ask is a deny to it. */
export async function casbin(rules: readonly BenchRule[]): Promise<Judge> {
  const lines = rules.map((rule) => `p, ${regExpSource(rule)}, ${rule.effect === 'allow' ? 'allow' : 'deny'}`);
  const enforcer = await newEnforcer(newModelFromString(CASBIN_MODEL), new StringAdapter(lines.join('\n')));
  return {
    name: 'casbin',
    on:
      ({ text }) =>
      () =>
        enforcer.enforceSync(text),
  };
}
