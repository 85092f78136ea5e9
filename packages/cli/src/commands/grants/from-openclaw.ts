import { wordText } from '@writ/engine';
import { type Found, isRecord } from './found.ts';
import { agentsWithSettings, postureFor } from './openclaw-posture.ts';
import { globWord } from './words.ts';

/** OpenClaw's `exec-approvals.json`: executables by path or name for each agent, some with a pattern over their arguments. */
export function readOpenclaw(json: Readonly<Record<string, unknown>>): readonly Found[] | string {
  if (json.version !== 1) return `its version is ${JSON.stringify(json.version)}; only version 1 is known`;
  if (!isRecord(json.agents)) return 'it has no `agents`';
  const agents = Object.entries(json.agents).flatMap(([agent, value]) => {
    if (!isRecord(value)) return [{ entry: agent, problem: 'it is not an object' }];
    const list = Array.isArray(value.allowlist) ? value.allowlist : [];
    return [...list.map((one) => foundIn(one, agent)), ...(value.autoAllowSkills === true ? [skills(agent)] : [])];
  });
  return [...agents, ...agentsWithSettings(json).map((agent) => stance(json, agent))];
}

const stance = (json: Readonly<Record<string, unknown>>, agent: string): Found => ({
  entry: `agent ${agent}`,
  problem: `a setting of the host, not an answer: its posture is \`${JSON.stringify(postureFor(json, agent))}\``,
});

const skills = (agent: string): Found => ({
  entry: `agent ${agent}: autoAllowSkills`,
  problem: 'a setting of the host, not an answer: write what skills may run as rules of a policy',
});

function foundIn(value: unknown, agent: string): Found {
  const entry = typeof value === 'string' ? { pattern: value } : isRecord(value) ? value : {};
  const { pattern, argPattern, source } = entry as Readonly<Record<string, unknown>>;
  const said = typeof argPattern === 'string' ? `${String(pattern)} ${argPattern}` : String(pattern);
  if (typeof pattern !== 'string' || pattern.trim() === '') return { entry: said, problem: 'it has no pattern' };
  const strange = Object.entries({ argPattern, source }).find(([, one]) => one != null && typeof one !== 'string');
  if (strange !== undefined) return { entry: said, problem: `its \`${strange[0]}\` is not understood` };
  const name = agent === 'default' ? 'main' : agent;
  const found = { entry: said, effect: 'allow' as const, ...(name === '*' ? {} : { agent: name }) };
  const program = globWord(pattern.trim());
  if (typeof argPattern === 'string') {
    const args = literalArguments(argPattern);
    if (args === undefined)
      return {
        entry: said,
        problem: 'a regular expression over arguments cannot be said, unless it names them word for word',
      };
    return { ...found, pattern: ['run', program, ...args.map(wordText)].join(' ') };
  }
  if (typeof source === 'string' && source.trim() !== '')
    return { entry: said, problem: 'it was remembered without its arguments, and never matched anything' };
  return { ...found, pattern: `run ${program} **` };
}

/** The arguments that an expression like `^script\.py\0--all\0$` names, if it names them word for word. */
function literalArguments(expression: string): readonly string[] | undefined {
  const inner = /^\^(.*)\$$/s.exec(expression)?.[1];
  if (inner === undefined) return undefined;
  if (inner === '\\0\\0' || inner === '\0\0') return [];
  const parts = inner.split(/\\0|\0|\\x00/);
  if (parts.pop() !== '') return undefined;
  const literals = parts.map((part) =>
    /^(?:\\[^A-Za-z0-9]|[^\\^$.*+?()[\]{}|])*$/.test(part) ? part.replaceAll(/\\(.)/g, '$1') : undefined,
  );
  return literals.includes(undefined) ? undefined : literals.filter((part) => part !== undefined);
}
