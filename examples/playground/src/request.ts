import type { Request } from '@writ/engine';
import { REPOSITORY } from './where.ts';

/** What is typed into the line: a command, or a tool call as JSON. */
export type Typed =
  | { readonly ok: true; readonly request: Request; readonly command: string }
  | { readonly ok: false; readonly problem: string };

/** A line that starts with `{` and reads as JSON with a `tool` is a tool call; everything else is a command. */
export function readTyped(text: string): Typed {
  if (!looksLikeCall(text)) return command(text);
  try {
    return toolCall(JSON.parse(text));
  } catch (error) {
    return { ok: false, problem: `this is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** `{` with a quote behind it: a group of shell commands has a blank and a word there. */
export function looksLikeCall(text: string): boolean {
  return /^\s*\{\s*("|\}?\s*$)/.test(text);
}

function command(text: string): Typed {
  return { ok: true, request: { kind: 'shell', command: text, dialect: 'bash', cwd: REPOSITORY }, command: text };
}

function toolCall(value: unknown): Typed {
  if (typeof value !== 'object' || value === null || !('tool' in value) || typeof value.tool !== 'string')
    return { ok: false, problem: 'a tool call is an object with `tool`, a name, and `args`' };
  const args = 'args' in value ? value.args : {};
  return { ok: true, request: { kind: 'tool', tool: value.tool, args: args as never }, command: '' };
}
