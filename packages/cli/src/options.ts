import { isAbsolute, resolve } from 'node:path';
import type { Dialect } from '@writ/engine';
import type { Takes, Values } from './flags.ts';
import { type Io, type UsageProblem, usage } from './io.ts';
import { readArguments } from './read-arguments.ts';

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

/** Every shell whose syntax is known, here so that reading options needs no engine. */
export const DIALECT_NAMES = ['sh', 'bash', 'zsh'] as const satisfies readonly Dialect[];

/** Reads the arguments after the command's name; only the flags it takes are known to it. */
export async function readOptions(args: readonly string[], command: Takes, io: Io): Promise<Options | UsageProblem> {
  const read = await readArguments(args, command);
  return 'kind' in read ? read : complete(read.values, read.operands, io);
}

function complete(values: Values, operands: readonly string[], io: Io): Options | UsageProblem {
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
    dialect: DIALECT_NAMES.find((name) => name === values.dialect) ?? 'bash',
    batch: values.batch === true,
    json: values.json === true,
    help: values.help === true,
    force: values.force === true,
    operands,
    given: values,
  };
}

function readLayer(text: string): { name: string; file: string } | undefined {
  const equals = text.indexOf('=');
  return equals < 1 || equals === text.length - 1
    ? undefined
    : { name: text.slice(0, equals), file: text.slice(equals + 1) };
}
