import { assertNever } from '../assert-never.ts';
import type { OperandItem } from '../policy.ts';

export type ValueItem = Extract<OperandItem, { kind: 'value' }>;

/** One step of an operand grammar that was laid out flat; steps are numbered by their place. */
export type Step =
  /** Takes one word: an operand of this description, one of these texts, or a word that ends a `…(;|+)`. */
  | {
      readonly step: 'take';
      readonly item: ValueItem | undefined;
      readonly texts: readonly string[] | undefined;
      /** Behind repeated assignments: the first word that is none. */
      readonly noAssignment?: true;
    }
  /** Goes on at either place, rather at the first. */
  | { readonly step: 'fork'; readonly first: number; readonly second: number }
  | { readonly step: 'end' };

/** Operands ready to be bound: see `bindOperands`. */
export interface OperandGrammar {
  readonly steps: readonly Step[];
  /** The one operand that takes every word, where the grammar is no more than `<x>...`. */
  readonly only: ValueItem | undefined;
  /** Whether `--` has a place of its own among the operands. */
  readonly separator: boolean;
  /** Whether the text of a word may decide what it is, so that an unknown word leaves more than one reading. */
  readonly readsText: boolean;
  /** Whether an operand has a consequence. */
  readonly bearing: boolean;
  /** Whether more follows from an operand than that it is shown: then it matters which words are operands. */
  readonly telling: boolean;
  /** Whether an operand moves the folder. */
  readonly moves: boolean;
  /** Whether an operand is the folder to go to; without one, the home folder is. */
  readonly folder: boolean;
  readonly values: readonly ValueItem[];
}

/** Lays an operand grammar out as steps; groups and repetitions become forks. */
export function compileOperands(items: readonly OperandItem[]): OperandGrammar {
  const steps: Step[] = [];
  const values: ValueItem[] = [];
  layOut(items, steps, values);
  steps.push({ step: 'end' });
  const texts = steps.flatMap((step) => (step.step === 'take' && step.texts !== undefined ? step.texts : []));
  const readsText = texts.length > 0 || values.some((item) => isAssignments(item) || item.until !== undefined);
  const [first] = values;
  return {
    steps,
    only: first !== undefined && !readsText && isRepeatedAlone(items) ? first : undefined,
    separator: texts.includes('--'),
    readsText,
    bearing: values.some((item) => item.role !== undefined || item.hazard === true),
    telling: values.some((item) => (item.role ?? 'print') !== 'print' || item.hazard === true),
    folder: values.some((item) => item.role === 'folder'),
    moves: values.some((item) => item.role === 'cwd'),
    values,
  };
}

/** `<x>...` or `[<x>...]`. */
function isRepeatedAlone(items: readonly OperandItem[]): boolean {
  const [item, second] = items;
  if (item === undefined || second !== undefined) return false;
  if (item.kind === 'optional') return isRepeatedAlone(item.items);
  return item.kind === 'value' && item.repeat === true && item.until === undefined && !isAssignments(item);
}

function layOut(items: readonly OperandItem[], steps: Step[], values: ValueItem[]): void {
  for (const item of items) {
    switch (item.kind) {
      case 'value':
        layOutValue(item, steps, values);
        break;
      case 'literal':
        steps.push({ step: 'take', item: undefined, texts: [item.text] });
        break;
      case 'choice':
        steps.push({ step: 'take', item: undefined, texts: item.texts });
        break;
      case 'optional':
        layOutOptional(item, steps, values);
        break;
      default:
        assertNever(item);
    }
  }
}

function layOutValue(item: ValueItem, steps: Step[], values: ValueItem[]): void {
  const behind = values[values.length - 1];
  values.push(item);
  if (isAssignments(item)) {
    layOutAssignments(item, steps);
    return;
  }
  if (behind !== undefined && isAssignments(behind)) {
    steps.push({ step: 'take', item, texts: undefined, noAssignment: true });
    if (item.repeat === true) steps.push({ step: 'fork', first: steps.length + 1, second: steps.length + 3 });
  }
  const start = steps.length;
  const first = behind === undefined || !isAssignments(behind);
  if (first || item.repeat === true) steps.push({ step: 'take', item, texts: undefined });
  if (item.repeat === true) steps.push({ step: 'fork', first: start, second: steps.length + 1 });
  if (item.until !== undefined) steps.push({ step: 'take', item: undefined, texts: item.until });
}

/** `<NAME=VALUE:env>...` in front of a command takes the words with a `=`, if there are any: `env ls`. */
export const isAssignments = (item: ValueItem): boolean => item.role === 'env' && item.repeat === true;

function layOutAssignments(item: ValueItem, steps: Step[]): void {
  const start = steps.length;
  steps.push({ step: 'fork', first: start + 1, second: start + 3 });
  steps.push({ step: 'take', item, texts: undefined });
  steps.push({ step: 'fork', first: start + 1, second: start + 3 });
}

function layOutOptional(group: Extract<OperandItem, { kind: 'optional' }>, steps: Step[], values: ValueItem[]): void {
  const start = steps.length;
  steps.push({ step: 'end' });
  layOut(group.items, steps, values);
  if (group.repeat === true) steps.push({ step: 'fork', first: start, second: steps.length + 1 });
  steps[start] = { step: 'fork', first: start + 1, second: steps.length };
}
