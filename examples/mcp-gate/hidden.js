// Which tools are not worth showing to a model, because no call of them can ever be allowed.

/**
 * Whether no arguments and no person can get a call of this tool through: a deny that depends on nothing, and no rule
 * of a higher layer that speaks of the tool; or a default of deny, and nothing at all that speaks of it.
 * @param {import('@writ/engine').Engine} engine
 * @param {readonly import('@writ/engine').TextPattern[]} known the tools that the policy binds or declares: what they do may be allowed
 * @param {string} tool
 * @param {import('@writ/engine').Context} context
 */
export function isNeverAllowed(engine, known, tool, context) {
  const decision = engine.decide({ kind: 'tool', tool, args: {} }, context);
  if (decision.effect !== 'deny') return false;
  const rules = engine.rules.filter(({ target }) => speaksOf(target, tool));
  const softer = rules.filter(({ effect }) => effect !== 'deny');
  const denies = rules.filter(
    ({ effect, when, until, target }) =>
      effect === 'deny' && when === undefined && until === undefined && !isExcept(target, tool),
  );
  if (denies.some(({ strength, rank }) => strength === 'locked' || softer.every((one) => one.rank <= rank)))
    return true;
  return rules.length === 0 && !known.some((pattern) => nameOf(pattern).test(tool));
}

/**
 * @param {import('@writ/engine').CompiledRule['target']} target
 * @param {string} tool
 */
const speaksOf = (target, tool) =>
  target.kind === 'name' && target.subjects.includes('tool') && target.names.some((name) => name.matches(tool));

/**
 * @param {import('@writ/engine').CompiledRule['target']} target
 * @param {string} tool
 */
const isExcept = (target, tool) => target.kind === 'name' && target.except.some((name) => name.matches(tool));

/**
 * A pattern of names as a regular expression for a whole name.
 * @param {import('@writ/engine').TextPattern} pattern
 */
const nameOf = (pattern) => new RegExp(`^${sourceOf(pattern)}$`, 's');

/**
 * @param {import('@writ/engine').TextPattern} pattern
 * @returns {string}
 */
function sourceOf(pattern) {
  const parts = pattern.map((part) => {
    if (typeof part === 'string') return part.replaceAll(/[^A-Za-z0-9_]/g, '\\$&');
    if ('oneOf' in part) return `(?:${part.oneOf.map(sourceOf).join('|')})`;
    return part.wild === '?' ? '.' : '.*';
  });
  return parts.join('');
}
