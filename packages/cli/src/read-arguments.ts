import { parseArgs } from 'node:util';
import { type FlagName, flagOf, spelled, type Takes, type Values } from './flags.ts';
import { type UsageProblem, usage } from './io.ts';
import { didYouMean } from './near.ts';

/** The words after a command's name, told apart. */
interface Arguments {
  readonly values: Values;
  readonly operands: readonly string[];
}

/** Reads flags and operands as the command's row of the table has them. */
export async function readArguments(args: readonly string[], command: Takes): Promise<Arguments | UsageProblem> {
  const names: readonly FlagName[] = [...command.flags, 'help'];
  const options = Object.fromEntries(names.map((name) => [name, parserOption(name)]));
  // Not strict: its complaints are about the parser; ours say what to type instead.
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const values = new Map<FlagName, string | number | true | readonly string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const name = names.find((one) => one === token.name);
    if (name === undefined) return unknownFlag(token.rawName, names, command);
    const value = valueOf(name, token, command);
    if (typeof value === 'object') return value;
    values.set(name, flagOf(name).kind === 'list' ? [...listed(values.get(name)), String(value)] : value);
  }
  const operands = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return { values: Object.fromEntries(values) as Values, operands };
}

function parserOption(name: FlagName): { type: 'string' | 'boolean'; short?: string } {
  const { kind, short } = flagOf(name);
  return { type: kind === 'switch' ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) };
}

const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function valueOf(name: FlagName, token: OptionToken, command: Takes): string | number | true | UsageProblem {
  const { kind } = flagOf(name);
  const { value, inlineValue } = token;
  if (kind === 'switch')
    return value === undefined
      ? true
      : usage(`\`${token.rawName}\` takes no value`, `write \`${token.rawName}\` alone`);
  if (value === undefined) return usage(`\`${token.rawName}\` needs a value`, `write \`${spelled(name)}\``);
  if (inlineValue !== true && value.startsWith('-') && value !== '-')
    return usage(
      `\`${token.rawName}\` needs a value, and \`${value}\` looks like an option`,
      `if it is meant, write \`--${name}=${value}\``,
    );
  return kind === 'number' ? numberOf(name, value) : chosen(name, value, command);
}

function numberOf(name: FlagName, value: string): number | UsageProblem {
  return /^\d+(\.\d+)?$/.test(value)
    ? Number(value)
    : usage(`\`${value}\` is no number`, `write \`${spelled(name)}\`, for example \`--${name} 3\``);
}

function chosen(name: FlagName, value: string, command: Takes): string | UsageProblem {
  const choices = command.choices?.[name];
  if (choices === undefined || choices.includes(value)) return value;
  return usage(`unknown ${name} \`${value}\``, `there are ${choices.map((one) => `\`${one}\``).join(', ')}`);
}

async function unknownFlag(raw: string, names: readonly FlagName[], command: Takes): Promise<UsageProblem> {
  const known = names.map((name) => `--${name}`);
  return usage(
    `unknown option \`${raw}\``,
    await didYouMean(
      raw,
      known,
      `\`writ ${command.name} --help\` lists what it takes; after \`--\`, everything is an operand`,
    ),
  );
}
