import type { Grant } from '@writ/approvals';
import { type Found, isRecord } from './found.ts';

/** What `writ grants export` wrote. Patterns are compiled anew; ids and times are those of this store. */
export function readWrit(json: Readonly<Record<string, unknown>>): readonly Found[] | string {
  if (json.version !== 1) return `its version is ${JSON.stringify(json.version)}; only version 1 is known`;
  const { grants, answers } = json;
  if (!Array.isArray(grants) || !Array.isArray(answers)) return 'it has no `grants` and `answers`';
  return [...grants.map((one) => foundIn(one, 'allow')), ...answers.map((one) => foundIn(one, 'deny'))];
}

/** What each field has to be where it is there: one that is not understood would make more of an answer than it was. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  exact: (value) => typeof value === 'string' && /^[0-9a-f]+$/.test(value),
  expiresAt: (value) => typeof value === 'number',
  maxUses: (value) => Number.isSafeInteger(value),
  scope: (value) => isRecord(value) && Object.values(value).every((part) => typeof part === 'string'),
};

function foundIn(value: unknown, effect: 'allow' | 'deny'): Found {
  if (!isRecord(value) || typeof value.pattern !== 'string')
    return { entry: JSON.stringify(value), problem: 'it has no pattern' };
  const { pattern } = value;
  const wrong = Object.keys(FIELDS).find((name) => value[name] !== undefined && FIELDS[name]?.(value[name]) !== true);
  if (wrong !== undefined) return { entry: pattern, problem: `its \`${wrong}\` is not understood` };
  const { exact, expiresAt, maxUses, scope = {} } = value as Partial<Grant>;
  if (scope.session !== undefined) return { entry: pattern, problem: 'it was for one session' };
  return {
    ...{ entry: pattern, effect, pattern },
    ...(scope.agent === undefined ? {} : { agent: scope.agent }),
    ...(scope.workspace === undefined ? {} : { workspace: scope.workspace }),
    ...(exact === undefined ? {} : { exact }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(maxUses === undefined ? {} : { maxUses }),
  };
}
