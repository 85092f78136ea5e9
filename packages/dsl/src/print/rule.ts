import { quotedText, type Rule, type Target } from '@writ/engine';
import { assertNever } from '../assert-never.ts';
import { dayBefore } from '../compile/date.ts';
import { TIMES } from '../compile/limit.ts';
import { printCondition } from './condition.ts';
import { printCommand, printHost, printPath } from './patterns.ts';
import { printText } from './text.ts';

/** One rule as a statement, on one line but for its blocks. */
export const printRule = (rule: Rule): string =>
  [`${rule.effect} ${printTarget(rule.target)}`, ...printClauses(rule)].join(' ');

/** Subject and patterns, for example `run git (status|log) **`; `except` is a clause and not part of it. */
export function printTarget(target: Target): string {
  switch (target.kind) {
    case 'run':
      return `run ${printCommands(target.commands)}`;
    case 'file':
      return `${printSubjects(target.subjects)} ${target.paths.map(printPath).join(', ')}`;
    case 'connect':
      return `connect ${target.hosts.map(printHost).join(', ')}`;
    case 'name':
      return `${target.subjects.join('|')} ${target.names.map((name) => printText(name)).join(', ')}`;
    case 'opaque':
      return `opaque ${target.whys.map((why) => (why === 'limit' ? '"limit"' : why)).join(', ')}`;
    case 'pure':
      return 'pure';
    default:
      return assertNever(target);
  }
}

function printCommands(commands: Extract<Target, { kind: 'run' }>['commands']): string {
  const [only] = commands;
  if (commands.length === 1 && only !== undefined) return printCommand(only);
  return `{\n${commands.map((command) => `  ${printCommand(command)}\n`).join('')}}`;
}

/** `write|delete` is `edit`. */
const printSubjects = (subjects: readonly string[]): string => subjects.join('|').replace(/\bwrite\|delete\b/, 'edit');

function printExcept(target: Target): string | undefined {
  switch (target.kind) {
    case 'run':
      return target.except.length === 0 ? undefined : printCommands(target.except);
    case 'file':
      return target.except.map(printPath).join(', ');
    case 'connect':
      return target.except.map(printHost).join(', ');
    case 'name':
      return target.except.map((name) => printText(name)).join(', ');
    case 'opaque':
    case 'pure':
      return undefined;
    default:
      return assertNever(target);
  }
}

function printClauses(rule: Rule): readonly string[] {
  const except = printExcept(rule.target);
  const clauses = [
    except && `except ${except}`,
    rule.when && `when ${printCondition(rule.when)}`,
    rule.target.kind === 'run' && rule.target.exactly && 'exactly',
    rule.until && `until ${printUntil(rule.until)}`,
    rule.limit && `limit ${rule.limit.count} per ${printTime(rule.limit.seconds)}`,
    rule.strength,
    rule.unguarded && 'unguarded',
    rule.because !== undefined && `because ${quotedText(rule.because)}`,
    rule.instead !== undefined && `instead ${quotedText(rule.instead)}`,
    rule.name !== undefined && `as ${rule.name}`,
  ];
  return clauses.filter((clause): clause is string => typeof clause === 'string' && clause !== '');
}

/** A day where it ends with one, else the time, without seconds that are none. */
const printUntil = (instant: string): string =>
  instant.endsWith('T00:00:00Z') ? dayBefore(instant.slice(0, 10)) : instant.replace(/:00Z$/, 'Z');

/** `hour`, `10 minutes`: in the longest time that goes evenly into it. */
function printTime(seconds: number): string {
  const [unit, size] = Object.entries(TIMES).reduce(
    (best, one) => (seconds % one[1] === 0 && one[1] > best[1] ? one : best),
    ['second', 1] as [string, number],
  );
  return seconds === size ? unit : `${seconds / size} ${unit}s`;
}
