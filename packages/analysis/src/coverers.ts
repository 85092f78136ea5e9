import type { CommandPattern, Effect, Rule, Target, TextPattern } from '@writ/engine';
import type { PlacedRule } from './placed-rule.ts';
import { alternativesOf, patternOf, plainCommand, plainText, textAlternatives } from './words.ts';

const STRICTNESS: Readonly<Record<Effect, number>> = { allow: 0, ask: 1, deny: 2 };

/** Whether `other` decides instead of `rule` wherever both hold (semantics.md §3), whatever other rules there are. */
export function beats(other: PlacedRule, rule: PlacedRule): boolean {
  const stricter = STRICTNESS[other.rule.effect] > STRICTNESS[rule.rule.effect];
  if (other.rule.strength === 'locked' && stricter) return true;
  // A firm or locked rule is heard beside whatever layer decides.
  if (rule.rule.strength !== undefined) return false;
  return other.rank > rule.rank || (other.rank === rule.rank && stricter);
}

/** The part of a rule's target that the method knows exactly; `undefined` where there is none, or the rule does not always hold. */
export function knownPart(rule: Rule): Target | undefined {
  if (rule.when !== undefined || rule.until !== undefined || rule.limit !== undefined) return undefined;
  const { target } = rule;
  switch (target.kind) {
    case 'run': {
      if (target.exactly === true || target.except.length > 0) return undefined;
      const commands = target.commands.flatMap(knownCommands);
      return commands.length === 0 ? undefined : { ...target, commands };
    }
    case 'file': {
      const paths = target.paths.filter(
        ({ anchor, path }) => anchor !== 'credential' && anchor !== 'any' && isFolder(path),
      );
      return target.except.length > 0 || paths.length === 0 ? undefined : { ...target, paths };
    }
    case 'connect':
      return target.except.length > 0 ? undefined : target;
    case 'name': {
      const names = target.names
        .flatMap((name) => textAlternatives(name) ?? [])
        .filter((name) => isKnownName(rule, name));
      return target.except.length > 0 || names.length === 0 ? undefined : { ...target, names };
    }
    case 'opaque':
    case 'pure':
      return undefined;
  }
}

const knownCommands = (command: CommandPattern): readonly CommandPattern[] =>
  (alternativesOf(command) ?? []).map(plainCommand).flatMap(({ words, whole }) => (whole ? [patternOf(words)] : []));

/** One path, or a folder with all below: what lies in it does so as a whole tree too. */
function isFolder(path: TextPattern): boolean {
  const [first, second] = path;
  if (path.length === 0) return true;
  if (typeof first === 'string')
    return path.length === 1 || (path.length === 2 && first.endsWith('/') && isDeep(second));
  return path.length === 1 && isDeep(first);
}

const isDeep = (part: TextPattern[number] | undefined): boolean =>
  typeof part === 'object' && 'wild' in part && part.wild === '**';

/** An allow's wildcard leaves out the variables that choose programs. */
function isKnownName(rule: Rule, name: TextPattern): boolean {
  const plain = plainText(name);
  const env = rule.target.kind === 'name' && rule.target.subjects.includes('env');
  return plain !== undefined && !(env && rule.effect === 'allow' && plain.length > 1);
}

/** The words of the longest command among some rules: a `**` that takes one more is taken whole by one of theirs. */
export function longest(rules: readonly { readonly target: Target }[]): number {
  return Math.max(
    0,
    ...rules.flatMap(({ target }) => (target.kind === 'run' ? target.commands.map((one) => one.length) : [])),
  );
}
