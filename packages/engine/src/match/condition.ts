import type { Folders, Json, Reading } from '../act.ts';
import { assertNever } from '../assert-never.ts';
import type { Comparison, Condition, LeftSide, Scalar } from '../policy.ts';
import type { Context, Dialect } from '../request.ts';
import { knownText } from '../word.ts';
import { compilePath, type Places, type ResolvedPath, resolveWord } from './path.ts';
import { compileText } from './text.ts';
import { type Tri, triAcross, triAll, triAny, triNot } from './tri.ts';

/** What a condition may look at. */
export interface ConditionScene {
  readonly context: Context;
  readonly dialect: Dialect | undefined;
  readonly folders: Folders;
  readonly places: Places;
  /** The arguments of a tool call. */
  readonly args: Json | undefined;
  /** The described arguments of a command. */
  readonly reading: Reading | undefined;
  /** What a variable is set to, where that is known. */
  readonly value: string | undefined;
}

export type CompiledCondition = (scene: ConditionScene) => Tri;

/** A left side gives the values it stands for; `undefined` is unknown. `any` and `every` give one for each element. */
type Values = readonly (Json | undefined)[];

export function compileCondition(condition: Condition): CompiledCondition {
  switch (condition.kind) {
    case 'and': {
      const all = condition.of.map(compileCondition);
      return (scene) => triAll(all.map((one) => one(scene)));
    }
    case 'or': {
      const any = condition.of.map(compileCondition);
      return (scene) => triAny(any.map((one) => one(scene)));
    }
    case 'not': {
      const inner = compileCondition(condition.of);
      return (scene) => triNot(inner(scene));
    }
    default:
      return compileComparison(condition);
  }
}

function compileComparison(comparison: Comparison): CompiledCondition {
  if (comparison.kind === 'under') return compileUnder(comparison);
  const test = compileTest(comparison);
  const left = comparison.left;
  if (left.from === 'cwd') return (scene) => triAcross(folderTexts(scene).map((folder) => test(folder)));
  if (left.from === 'args' && left.each !== undefined) {
    const join = left.each === 'any' ? triAny : triAll;
    return (scene) => {
      const list = argument(scene.args, left.path);
      return Array.isArray(list) && list.length > 0 ? join(list.map((value: Json) => test(value))) : 'maybe';
    };
  }
  return (scene) => triAcross(valuesOf(left, scene).map(test));
}

const folderTexts = (scene: ConditionScene): Values =>
  scene.folders === 'unknown'
    ? [undefined]
    : scene.folders.map((folder) => (typeof folder === 'string' ? folder : undefined));

function compileUnder(comparison: Extract<Comparison, { kind: 'under' }>): CompiledCondition {
  const deep = {
    ...comparison.right,
    path: [...comparison.right.path, ...(comparison.right.path.length > 0 ? ['/'] : []), { wild: '**' as const }],
  };
  const pattern = compilePath(deep);
  const test = (paths: readonly ResolvedPath[], scene: ConditionScene): Tri => {
    const question = { kind: 'read' as const, tree: false, places: paths };
    return pattern.covers(question, scene.places)
      ? 'yes'
      : pattern.touches(question, scene.places) === 'no'
        ? 'no'
        : 'maybe';
  };
  const { left } = comparison;
  return (scene) => {
    if (left.from === 'cwd') return test(resolveWord({ kind: 'text', text: '', span: NOWHERE }, scene.folders), scene);
    const values = valuesOf(left, scene);
    const answers = values.map(
      (value): Tri =>
        typeof value === 'string'
          ? test(resolveWord({ kind: 'text', text: value, span: NOWHERE }, scene.folders), scene)
          : 'maybe',
    );
    return left.from === 'args' && left.each === 'every'
      ? triAll(answers)
      : left.from === 'args' && left.each === 'any'
        ? triAny(answers)
        : triAcross(answers);
  };
}

const NOWHERE = { start: 0, end: 0 };

function compileTest(comparison: Exclude<Comparison, { kind: 'under' }>): (value: Json | undefined) => Tri {
  switch (comparison.kind) {
    case 'is-true':
      return (value) => (typeof value === 'boolean' ? sure(value) : 'maybe');
    case 'exists':
      return (value) => sure(value !== undefined && value !== null);
    case 'is':
      return (value) => equal(value, comparison.right);
    case 'is-not':
      return (value) => triNot(equal(value, comparison.right));
    case 'in':
      return (value) => triAny(comparison.right.map((right) => equal(value, right)));
    case 'not-in':
      return (value) => triNot(triAny(comparison.right.map((right) => equal(value, right))));
    case 'contains':
      return (value) => contains(value, comparison.right);
    case 'matches': {
      const pattern = compileText(comparison.right);
      return (value) => (typeof value === 'string' ? sure(pattern.matches(value)) : 'maybe');
    }
    case '<':
      return (value) => ordered(value, (number) => number < comparison.right);
    case '<=':
      return (value) => ordered(value, (number) => number <= comparison.right);
    case '>':
      return (value) => ordered(value, (number) => number > comparison.right);
    case '>=':
      return (value) => ordered(value, (number) => number >= comparison.right);
    default:
      return assertNever(comparison);
  }
}

const sure = (value: boolean): Tri => (value ? 'yes' : 'no');

/** Values of different types are neither equal nor unequal: a policy that compares them means something else. */
function equal(value: Json | undefined, right: Scalar): Tri {
  if (value === undefined) return 'maybe';
  if (value === null || right === null) return sure(value === right);
  return typeof value === typeof right ? sure(value === right) : 'maybe';
}

function contains(value: Json | undefined, right: Scalar): Tri {
  if (typeof value === 'string') return typeof right === 'string' ? sure(value.includes(right)) : 'maybe';
  if (Array.isArray(value)) return sure(value.includes(right as Json));
  return 'maybe';
}

const ordered = (value: Json | undefined, test: (number: number) => boolean): Tri =>
  typeof value === 'number' && Number.isFinite(value) ? sure(test(value)) : 'maybe';

function valuesOf(left: LeftSide, scene: ConditionScene): Values {
  switch (left.from) {
    case 'args':
      return left.each === undefined ? [argument(scene.args, left.path)] : elements(argument(scene.args, left.path));
    case 'option':
      return optionValues(left.name, scene.reading);
    case 'operand':
      return operandValues(left.name, scene.reading);
    case 'env':
      return [own(scene.context.env, left.name)];
    case 'host':
      return [own(scene.context.host, left.name)];
    case 'cwd':
      return folderTexts(scene);
    case 'dialect':
      return [scene.dialect];
    case 'value':
      return [scene.value];
    case 'agent':
    case 'mode':
    case 'interactive':
      return [scene.context[left.from]];
    default:
      return assertNever(left);
  }
}

function elements(value: Json | undefined): Values {
  return Array.isArray(value) && value.length > 0 ? value : [undefined];
}

function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

function argument(args: Json | undefined, path: readonly string[]): Json | undefined {
  let value: Json | undefined = args;
  for (const name of path) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = own(value as Readonly<Record<string, Json>>, name);
  }
  return value;
}

/** `option.NAME` is the option's value, or `true` for one without; absent is `false` where everything is known. */
function optionValues(name: string, reading: Reading | undefined): Values {
  if (reading === undefined) return [undefined];
  const spellings = name.length === 1 ? [`-${name}`] : [`--${name}`, `-${name}`];
  const found = reading.options.filter((option) => option.names.some((spelling) => spellings.includes(spelling)));
  if (found.length === 0) return [reading.exact ? false : undefined];
  return found.map((option) => (option.value === undefined ? true : knownText(option.value)));
}

function operandValues(name: string, reading: Reading | undefined): Values {
  const found = reading?.operands.filter((operand) => operand.name === name) ?? [];
  return found.length === 0 ? [undefined] : found.map((operand) => knownText(operand.word));
}
