import type { Json } from '../act.ts';
import { compileText, type TextMatcher } from '../match/text.ts';
import { once } from '../once.ts';
import type { Binding, Role, TextPattern, ToolDeclaration } from '../policy.ts';
import { ANY_TEXT, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { basedOn } from './origin.ts';
import { nestFolder, pushRole } from './role.ts';

/** What follows from a tool call by the bindings of its arguments, and whether that is all. */
export interface Bound {
  readonly consequences: readonly Consequence[];
  /** True only for a tool declared `complete`; otherwise there is one unknown consequence besides. */
  readonly complete: boolean;
}

/**
 * Reads a tool call with the bindings that name its tool. Bindings may come from any layer, because they only add;
 * declarations must come from trusted ones. A missing argument has no consequence, one of another type is opaque.
 */
export function bindingConsequences(
  bindings: readonly Binding[],
  tools: readonly ToolDeclaration[],
  tool: string,
  args: Json,
): Bound {
  const bound = bindings.filter((binding) => namesTool(binding.tool, tool));
  const consequences: Consequence[] = [];
  const base = baseOf(bound, args);
  for (const binding of bound) {
    const lists = binding.as === 'run' ? listsAt(args, binding.argument).filter(isArguments) : [];
    for (const words of lists) pushArguments(consequences, words, base);
    const values = lists.length > 0 ? [] : valuesAt(args, binding.argument);
    for (const value of values) pushValue(consequences, binding, value, base);
  }
  const told = tools.some((declared) => declared.complete === true && namesTool(declared.tool, tool));
  return {
    consequences,
    // Arguments of which none is the one that is bound are another version's: what they say is not known.
    complete: told && (bound.length === 0 || consequences.length > 0),
  };
}

const isPath = (role: Role): boolean => /^(?:read|write|delete)(?:-tree)?$/.test(role);

const matchers = new WeakMap<TextPattern, TextMatcher>();

function namesTool(pattern: TextPattern, tool: string): boolean {
  return once(matchers, pattern, (one) => compileText(one)).matches(tool);
}

const NOWHERE = { start: 0, end: 0 };
const wordOf = (text: string): Word => ({ kind: 'text', text, span: NOWHERE });

/** A path as tools take it: `file:` in front makes it a URL. Of another scheme, of another user, or cut off, it is not known. */
function pathWord(text: string): Word {
  const path = decoded(/^file:(?:\/\/[^/]*)?(.*)$/is.exec(text)?.[1]) ?? text;
  return /\0|^~[^/\\]|^[a-z][\w+.-]+:\/\//i.test(path) ? UNKNOWN : wordOf(path);
}

const UNKNOWN: Word = { kind: 'one', parts: ANY_TEXT, span: NOWHERE };

function decoded(path: string | undefined): string | undefined {
  try {
    return path === undefined ? undefined : decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** An argument bound `as cwd` moves where the other arguments' relative paths lie. */
function baseOf(bound: readonly Binding[], args: Json): Word | undefined {
  const folders = bound.filter(({ as }) => as === 'cwd').flatMap(({ argument }) => valuesAt(args, argument));
  return folders.reduce<Word | undefined>(
    (base, folder) => (typeof folder === 'string' ? nestFolder(base, pathWord(folder)) : base),
    undefined,
  );
}

/** The values at an argument's path; on the way, each element of a list. */
const valuesAt = (args: Json, path: readonly string[]): readonly Json[] => listsAt(args, path).flatMap(elementsOf);

/** The same where a list is one value. */
function listsAt(args: Json, path: readonly string[]): readonly Json[] {
  let values: readonly Json[] = [args];
  for (const name of path) values = values.flatMap(elementsOf).flatMap((value) => fieldOf(value, name));
  return values;
}

/** One text alone may be a whole line. */
type Arguments = readonly [string, ...string[]];
const isArguments = (value: Json): value is Arguments =>
  isList(value) && value.length > 1 && value.every((word) => typeof word === 'string');

/** `["git", "status"]`, bound `as run`, is one command with its arguments; no shell reads it. */
function pushArguments(into: Consequence[], [program, ...words]: Arguments, base: Word | undefined): void {
  const argv: readonly [Word, ...Word[]] = [wordOf(program), ...words.map(wordOf)];
  into.push({ kind: 'run', argv, carriers: [], hazard: true, ...basedOn({ base }) });
}

const elementsOf = (value: Json): readonly Json[] => (isList(value) ? value : [value]);
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** A value without fields is of another type than the binding expects: it stays, as something that is no text. */
function fieldOf(value: Json, name: string): readonly Json[] {
  if (value === null) return [];
  if (typeof value !== 'object' || isList(value)) return [false];
  const field = Object.hasOwn(value, name) ? value[name] : undefined;
  return field === undefined || field === null ? [] : [field];
}

function pushValue(into: Consequence[], { as, argument }: Binding, value: Json, base: Word | undefined): void {
  const label = `the argument \`${argument.join('.')}\``;
  if (typeof value !== 'string') {
    into.push({ kind: 'opaque', why: 'code', reason: `${label} is not a text`, carriers: [], hazard: true });
  } else if (as === 'change') {
    into.push({ kind: 'change', name: value, carriers: [], hazard: false });
  } else {
    // A command that is one text is a line for a shell.
    pushRole(into, as === 'run' ? 'shell' : as, [isPath(as) ? pathWord(value) : wordOf(value)], {
      carriers: [],
      hazard: false,
      base,
      label,
      same: false,
    });
  }
}
