import type {
  CommandDescription,
  Description,
  Does,
  EnvDescription,
  Form,
  Level,
  OperandItem,
  OptionDescription,
  ValueDescription,
} from '@writ/engine';
import { assertNever } from '../assert-never.ts';
import { printName, printText } from './text.ts';

/** A description as a statement. */
export function printDescription(description: Description): string {
  const like = description.like === undefined ? '' : ` like ${printName(description.like)}`;
  return printLevel(`describe ${printChoice(description.programs.map(printName))}${like}`, description);
}

const printChoice = (names: readonly string[]): string =>
  names.length === 1 ? names.join('') : `(${names.join('|')})`;

function printLevel(head: string, level: Level): string {
  const entries = [
    ...level.does.map(printDoes),
    ...printOptions(level.options),
    ...(level.operands === undefined ? [] : [['operands', ...level.operands.map(printOperand)].join(' ')]),
    ...(level.env.length === 0 ? [] : [`env ${level.env.map(printEnv).join(', ')}`]),
    ...level.forms.map((form) => printLevel(printFormHead(form), withoutFlags(form))),
    ...level.commands.map((command) => printLevel(printCommandHead(command), command)),
  ];
  const flags = head.startsWith('form') ? [] : printFlags(level);
  const formFlags = head.startsWith('form') ? printFlags(level) : [];
  const line = [head, ...flags].join(' ');
  const lines = [...formFlags, ...entries].map((entry) => `${entry}\n`);
  return lines.length === 0 && !head.startsWith('form') && flags.length > 0 ? line : `${line} {\n${lines.join('')}}`;
}

const withoutFlags = (form: Form): Level => form;

function printFlags(level: Level): readonly string[] {
  const flags = [
    level.style && `style ${level.style}`,
    level.firstWord && `first-word ${level.firstWord}`,
    level.verbs && `verbs ${level.verbs}`,
    level.open && 'open',
    level.complete && 'complete',
  ];
  return flags.filter((flag) => flag !== undefined);
}

function printFormHead(form: Form): string {
  const test = (keyword: string, names: readonly string[] | undefined): string =>
    names === undefined ? '' : ` ${keyword} ${names.map(printName).join(', ')}`;
  return `form${test('with', form.with)}${test('with', form.also)}${test('without', form.without)}`;
}

function printCommandHead(command: CommandDescription): string {
  const alias = command.aliases.length === 0 ? '' : ` alias ${command.aliases.map(printName).join(', ')}`;
  return `command ${printChoice(command.names.map((name) => printText(name)))}${alias}`;
}

/** A variable that the program heeds, as in an `env` line. */
export const printEnv = (env: EnvDescription): string =>
  `${printText(env.name)}${env.role === undefined ? '' : `:${env.role}`}`;

/* ---- options ---- */

/** Neighbours without values, effects or inheritance share a line. */
function printOptions(options: readonly OptionDescription[]): readonly string[] {
  const lines: string[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    if (plain.length > 0) lines.push(`${plain.length === 1 ? 'option' : 'options'} ${plain.join(', ')}`);
    plain = [];
  };
  for (const option of options) {
    const text = printOption(option);
    if (option.value === undefined && option.does.length === 0 && !option.inherit) plain.push(text);
    else {
      flush();
      lines.push(`${option.inherit ? 'inherit ' : ''}option ${text}`);
    }
  }
  flush();
  return lines;
}

/** One option as in an `option` line. */
export function printOption(option: OptionDescription): string {
  const names = option.names.map(printName).join(' ');
  const role = option.role === undefined ? '' : `:${option.role}`;
  // Behind a single value, as it reads best; else behind the names, where it cannot be taken for one of several values.
  const behind = option.value !== undefined && option.value.items === undefined && option.value.choices === undefined;
  const bang = option.hazard && !behind ? '!' : '';
  const end = option.hazard && behind ? '!' : '';
  const does = option.does.map((one) => ` ${printDoes(one)}`).join('');
  return `${names}${role}${bang}${option.value === undefined ? '' : printValue(option.value)}${end}${does}`;
}

function printValue(value: ValueDescription): string {
  if (value.items !== undefined) return ` ${value.items.map(printOperand).join(' ')}`;
  const text =
    value.choices === undefined
      ? `<${value.name ?? ''}${value.role === undefined ? '' : `:${value.role}`}>`
      : `(${value.choices.map(printName).join('|')})`;
  return value.optional ? `[=${text}]` : ` ${text}`;
}

/* ---- operands and effects ---- */

/** One operand as in an `operands` line. */
export function printOperand(item: OperandItem): string {
  switch (item.kind) {
    case 'value': {
      const until =
        item.until === undefined
          ? ''
          : `(${item.until.map((word) => (word === ';' ? ';' : printName(word))).join('|')})`;
      return `<${item.name}${item.role === undefined ? '' : `:${item.role}`}>${item.hazard ? '!' : ''}${item.repeat ? `...${until}` : ''}`;
    }
    case 'literal':
      return printName(item.text);
    case 'optional':
      return `[${item.items.map(printOperand).join(' ')}]${item.repeat ? '...' : ''}`;
    case 'choice':
      return `(${item.texts.map(printName).join('|')})`;
    default:
      return assertNever(item);
  }
}

function printDoes(does: Does): string {
  const target = does.target === undefined ? '' : ` ${does.target.split(' ').map(printTargetWord).join(' ')}`;
  return `does ${does.act}${target}${does.hazard ? '!' : ''}${does.withoutOperands ? ' without operands' : ''}`;
}

/** Wildcards stay bare: what the target means is read by the engine. */
const printTargetWord = (word: string): string =>
  /^[A-Za-z0-9_@%+=:/~^*?.-]*[*?=:@%~^][A-Za-z0-9_@%+=:/~^*?.-]*$/.test(word) && !word.includes('...')
    ? word
    : printName(word);
