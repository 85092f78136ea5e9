import { requestText } from '@writ/approvals';
import type { Context, Effect, Json, Request } from '@writ/engine';
import { type Fields, parseObject, readFields } from '../batch.ts';
import { readLines } from '../lines.ts';

/** One line of a recorded log. */
export interface LogLine {
  /** From 1. */
  readonly number: number;
  /** As it is shown to people. */
  readonly text: string;
  readonly request: Request;
  readonly context: Context;
  /** The verdict that was recorded. */
  readonly effect?: Effect;
  /** What a person said to it. */
  readonly answer?: 'allow' | 'deny';
}

/** A line that cannot be judged again, and why. */
export interface BadLine {
  readonly number: number;
  readonly problem: string;
}

export interface Log {
  readonly lines: readonly LogLine[];
  readonly bad: readonly BadLine[];
}

/** Reads a log: lines of a batch, with the answers people gave, or the record of decisions that a host keeps. */
export async function readLog(input: AsyncIterable<Uint8Array>): Promise<Log> {
  const lines: LogLine[] = [];
  const bad: BadLine[] = [];
  let number = 0;
  for await (const line of readLines(input)) {
    number += 1;
    if (line.kind === 'text' && line.text.trim() === '') continue;
    const read = line.kind === 'bad' ? line.problem : readLine(line.text);
    if (typeof read === 'string') bad.push({ number, problem: read });
    else lines.push({ number, ...read });
  }
  return { lines, bad };
}

function readLine(text: string): Omit<LogLine, 'number'> | string {
  const fields = parseObject(text);
  if (fields === undefined) return 'the line is not a JSON object';
  const read = typeof fields.request === 'string' ? readRecorded(fields.request) : readFields(fields);
  if (typeof read === 'string') return read;
  const { effect } = fields;
  const answer = answerIn(fields);
  return {
    ...read,
    text: typeof fields.request === 'string' ? fields.request : requestText(read.request),
    ...(effect === 'allow' || effect === 'ask' || effect === 'deny' ? { effect } : {}),
    ...(answer === undefined ? {} : { answer }),
  };
}

/** Marks that a record leaves where it hides or leaves out something: what ran is not known then. */
const INCOMPLETE = /…|\*{3}|\\u\{/;

/** The text of the record of decisions (packages/approvals): a command line, or an act or tool call in words. */
function readRecorded(text: string): { readonly request: Request; readonly context: Context } | string {
  if (INCOMPLETE.test(text)) return 'the record holds only part of the request, or has something hidden in it';
  const act = /^(read|write|delete|connect) (\S+)$/.exec(text);
  if (act?.[1] !== undefined) return readFields({ act: act[1], target: act[2] ?? '' });
  const tool = /^([\w.-]+) (\{.*\})$/s.exec(text);
  const args = tool?.[2] === undefined ? undefined : parseObject(tool[2]);
  if (args !== undefined) return readFields({ tool: tool?.[1] ?? '', args });
  return readFields({ command: text });
}

/** `allow`, `allow-once`, `allow-always` … and `deny` …; a record also says what came of it. */
function answerIn({ answer }: Fields): LogLine['answer'] {
  const said: Json | undefined = answer;
  if (typeof said !== 'string') return undefined;
  return said.startsWith('allow') ? 'allow' : said.startsWith('deny') ? 'deny' : undefined;
}
