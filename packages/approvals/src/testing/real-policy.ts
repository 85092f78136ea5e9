import { compile } from '@writ/dsl';
import type { Context, Request } from '@writ/engine';
import type { Decision, Policy } from '../engine.ts';
import { policySource } from '../policy-source.ts';

const DESCRIPTIONS = `
describe cat complete { operands <file:read>... }
describe cp complete {
  option -t <folder:write>
  operands <from:read>... <to:write>
}
describe eslint { options --fix; operands <file:read>... }
describe git {
  command push { does connect *; does change remote; options -f --force; operands [<remote>] [<refspec>...] }
  command add { operands [<path:read>...] }
}
describe npm { command run { does code; operands <script> } }
describe timeout complete { operands <duration> <command:run>... }
describe echo complete { operands [<text>...] }
`;

/** The real engine over a policy text, with a few programs described. */
export function realPolicy(text: string): Policy {
  const builtin = compiled(`layer builtin\n${DESCRIPTIONS}`, 'builtin');
  return policySource({
    layers: [
      { name: 'builtin', documents: [builtin] },
      { name: 'user', documents: [compiled(text, 'user')] },
    ],
  })([]);
}

/** Decides a command line as an agent working in \`/repo\` would give it. */
export function decideLine(
  policy: Policy,
  command: string,
  grants: NonNullable<Context['grants']> = [],
  cwd = '/repo',
): Decision {
  const request: Request = { kind: 'shell', command, cwd };
  return policy.decide(request, { roots: ['/repo'], home: '/home/u', cwd, grants });
}

/** The target of a rule without its effect, from its text. */
export function targetOfText(pattern: string) {
  const [rule] = compiled(`allow ${pattern}`, 'user').rules;
  if (rule === undefined) throw new Error(`no rule in ${pattern}`);
  return rule.target;
}

function compiled(text: string, layer: string) {
  const result = compile(text, { file: 'test.writ', layer });
  if (!result.ok) throw new Error(result.diagnostics.map((one) => `${one.code}: ${one.message}`).join('\n'));
  return result.document;
}
