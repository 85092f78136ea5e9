import { type Context, DIALECTS, type Dialect, type Json, type Request } from '@writ/engine';
import { type Line, readLines } from './lines.ts';

/** One line of a batch, read. */
export type BatchItem =
  | { readonly kind: 'request'; readonly id: Json; readonly request: Request; readonly context: Context }
  | { readonly kind: 'bad'; readonly id: Json; readonly problem: string };

/** Reads JSON Lines and writes one answer a line, in order, holding one line at a time. */
export async function runBatch(
  input: AsyncIterable<Uint8Array>,
  out: (text: string) => Promise<void>,
  answer: (item: Extract<BatchItem, { kind: 'request' }>) => Json,
): Promise<void> {
  for await (const line of readLines(input)) {
    const item = readItem(line);
    const result = item.kind === 'bad' ? { id: item.id, error: item.problem } : answer(item);
    await out(`${JSON.stringify(result)}\n`);
  }
}

/** A JSON object. */
export type Fields = Readonly<Record<string, Json>>;

export function readItem(line: Line): BatchItem {
  if (line.kind === 'bad') return { kind: 'bad', id: null, problem: line.problem };
  const fields = parseObject(line.text);
  if (fields === undefined) return { kind: 'bad', id: null, problem: 'the line is not a JSON object' };
  const id = fields.id ?? null;
  const read = readFields(fields);
  return typeof read === 'string' ? { kind: 'bad', id, problem: read } : { kind: 'request', id, ...read };
}

/** The request and the context of a line; a string says what is wrong with it. */
export function readFields(fields: Fields): { readonly request: Request; readonly context: Context } | string {
  const request = readRequest(fields);
  if (typeof request === 'string') return request;
  const context = readContext(fields.context);
  return typeof context === 'string' ? context : { request, context };
}

/** A text as a JSON object, if it is one. */
export function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS = ['command', 'argv', 'tool', 'act'] as const;

function readRequest(fields: Fields): Request | string {
  const kinds = KINDS.filter((kind) => fields[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return 'a line has exactly one of `command`, `argv`, `tool` and `act`';
  const { cwd, dialect } = fields;
  if (cwd !== undefined && typeof cwd !== 'string') return '`cwd` is not a string';
  if (dialect !== undefined && !isDialect(dialect)) return `unknown dialect \`${JSON.stringify(dialect)}\``;
  const place = cwd === undefined ? {} : { cwd };
  switch (kind) {
    case 'command':
      return typeof fields.command === 'string'
        ? { kind: 'shell', command: fields.command, ...place, ...(dialect === undefined ? {} : { dialect }) }
        : '`command` is not a string';
    case 'argv':
      return isArgv(fields.argv)
        ? { kind: 'exec', argv: fields.argv, ...place }
        : '`argv` is not a list of at least one string';
    case 'tool':
      return typeof fields.tool === 'string'
        ? { kind: 'tool', tool: fields.tool, args: fields.args ?? {}, ...place }
        : '`tool` is not a string';
    case 'act':
      return readAct(fields, place);
  }
}

const isDialect = (value: Json): value is Dialect => (DIALECTS as readonly Json[]).includes(value);
const isArgv = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');

function readAct(fields: Fields, place: { readonly cwd?: string }): Request | string {
  const { act, target } = fields;
  if (typeof target !== 'string') return '`target` is not a string';
  if (act === 'connect') return { kind: 'connect', target };
  if (act === 'read' || act === 'write' || act === 'delete') return { kind: act, path: target, ...place };
  return '`act` is one of `read`, `write`, `delete`, `connect`';
}

const CONTEXT: Readonly<Record<string, (value: Json) => boolean>> = {
  roots: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  home: (value) => typeof value === 'string',
  cwd: (value) => typeof value === 'string',
  agent: (value) => typeof value === 'string',
  mode: (value) => typeof value === 'string',
  interactive: (value) => typeof value === 'boolean',
  now: (value) => typeof value === 'number',
  counts: (value) => isObject(value) && Object.values(value).every((one) => typeof one === 'number'),
  env: (value) => isObject(value) && Object.values(value).every((one) => typeof one === 'string'),
  host: isObject,
};

function readContext(value: Json | undefined): Context | string {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) return '`context` is not an object';
  for (const [name, field] of Object.entries(value)) {
    if (!Object.hasOwn(CONTEXT, name)) return `unknown context field \`${name}\``;
    if (CONTEXT[name]?.(field) !== true) return `the context field \`${name}\` has the wrong type`;
  }
  return value as Context;
}
