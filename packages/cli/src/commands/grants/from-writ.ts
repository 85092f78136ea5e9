import { type Found, isRecord } from './found.ts';

/** What `writ grants export` wrote. Patterns are compiled anew; ids and times are those of this store. */
export function readWrit(json: Readonly<Record<string, unknown>>): readonly Found[] | string {
  if (json.version !== 1) return `its version is ${JSON.stringify(json.version)}; only version 1 is known`;
  const { grants, answers } = json;
  if (!Array.isArray(grants) || !Array.isArray(answers)) return 'it has no `grants` and `answers`';
  return [...grants.map((one) => foundIn(one, 'allow')), ...answers.map((one) => foundIn(one, 'deny'))];
}

function foundIn(value: unknown, effect: 'allow' | 'deny'): Found {
  if (!isRecord(value) || typeof value.pattern !== 'string')
    return { entry: JSON.stringify(value), problem: 'it has no pattern' };
  const { pattern, exact, expiresAt, maxUses } = value;
  const scope = isRecord(value.scope) ? value.scope : {};
  if (typeof scope.session === 'string') return { entry: pattern, problem: 'it was for one session' };
  return {
    ...{ entry: pattern, effect, pattern },
    ...(typeof scope.agent === 'string' ? { agent: scope.agent } : {}),
    ...(typeof scope.workspace === 'string' ? { workspace: scope.workspace } : {}),
    ...(typeof exact === 'string' ? { exact } : {}),
    ...(typeof expiresAt === 'number' ? { expiresAt } : {}),
    ...(typeof maxUses === 'number' ? { maxUses } : {}),
  };
}
