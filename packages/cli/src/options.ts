import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from '@writ/dsl';
import { DIALECTS, type Dialect } from '@writ/engine';
import { type Io, type UsageProblem, usage } from './io.ts';

/** What the commands understand between them; each command names those it takes. */
const FLAGS = {
  policy: { type: 'string', multiple: true },
  layer: { type: 'string', multiple: true },
  'no-std': { type: 'boolean' },
  workspace: { type: 'string' },
  cwd: { type: 'string' },
  home: { type: 'string' },
  dialect: { type: 'string' },
  batch: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  force: { type: 'boolean' },
  store: { type: 'string' },
  audit: { type: 'string' },
  agent: { type: 'string' },
  id: { type: 'string' },
  expires: { type: 'string' },
  uses: { type: 'string' },
  unused: { type: 'string' },
  expired: { type: 'boolean' },
  widen: { type: 'boolean' },
  from: { type: 'string' },
} as const;

export type FlagName = keyof typeof FLAGS;

/** A command line, read. */
export interface Options {
  readonly policies: readonly string[];
  readonly layers: readonly { readonly name: string; readonly file: string }[];
  readonly std: boolean;
  readonly workspace: string;
  /** The folder commands run in. */
  readonly cwd: string;
  /** The folder that file names of the command line are relative to. */
  readonly base: string;
  readonly home: string;
  readonly dialect: Dialect;
  readonly batch: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly force: boolean;
  readonly operands: readonly string[];
  /** Everything as given, for the flags of a single command. */
  readonly given: Values;
}

/** Reads the arguments after the command's name; only the flags it takes are known to it. */
export function readOptions(args: readonly string[], takes: readonly FlagName[], io: Io): Options | UsageProblem {
  const known: readonly FlagName[] = [...takes, 'help'];
  const unknown = args
    .slice(0, endOfFlags(args))
    .find((arg) => arg.startsWith('--') && arg !== '--' && !known.includes(flagName(arg)));
  if (unknown !== undefined) return unknownFlag(unknown, known);
  try {
    const options = Object.fromEntries(known.map((name) => [name, FLAGS[name]]));
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return complete(values as Values, positionals, io);
  } catch (error) {
    return usage(lowerFirst(error instanceof Error ? error.message : String(error)));
  }
}

/** The flags that were given, by name. */
export type Values = {
  readonly [name in FlagName]?: (typeof FLAGS)[name] extends { multiple: true }
    ? string[]
    : (typeof FLAGS)[name] extends { type: 'string' }
      ? string
      : boolean;
};

const flagName = (arg: string): FlagName => arg.slice(2).split('=', 1)[0] as FlagName;
const endOfFlags = (args: readonly string[]): number => (args.includes('--') ? args.indexOf('--') : args.length);
const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

function unknownFlag(arg: string, known: readonly FlagName[]): UsageProblem {
  const near = nearest(flagName(arg), known);
  return usage(
    `unknown option \`${arg.split('=', 1)[0]}\``,
    near === undefined ? undefined : `did you mean \`--${near}\`?`,
  );
}

function complete(values: Values, operands: readonly string[], io: Io): Options | UsageProblem {
  const dialect = values.dialect ?? 'bash';
  if (!isDialect(dialect))
    return usage(
      `unknown dialect \`${dialect}\``,
      `a dialect is one of ${DIALECTS.map((one) => `\`${one}\``).join(', ')}`,
    );
  const layers = (values.layer ?? []).map(readLayer);
  const bad = layers.indexOf(undefined);
  if (bad !== -1) return usage(`\`--layer ${values.layer?.[bad]}\` names no file`, 'write `--layer NAME=FILE`');
  const workspace = resolve(io.cwd, values.workspace ?? values.cwd ?? '.');
  const cwd = resolve(io.cwd, values.cwd ?? workspace);
  return {
    policies: values.policy ?? [],
    layers: layers.filter((layer) => layer !== undefined),
    std: values['no-std'] !== true,
    cwd,
    workspace,
    base: io.cwd,
    home: values.home === undefined ? io.home : isAbsolute(values.home) ? values.home : resolve(io.cwd, values.home),
    dialect,
    batch: values.batch === true,
    json: values.json === true,
    help: values.help === true,
    force: values.force === true,
    operands,
    given: values,
  };
}

const isDialect = (text: string): text is Dialect => (DIALECTS as readonly string[]).includes(text);

function readLayer(text: string): { name: string; file: string } | undefined {
  const equals = text.indexOf('=');
  return equals < 1 || equals === text.length - 1
    ? undefined
    : { name: text.slice(0, equals), file: text.slice(equals + 1) };
}
