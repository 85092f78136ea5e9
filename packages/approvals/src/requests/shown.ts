import type { Json, Request } from '@writ/engine';
import { preview, show } from '../display.ts';
import type { Decision } from '../engine.ts';
import { requestText } from '../request-text.ts';
import type { Question } from '../view.ts';
import type { ShownRequest } from './approval.ts';

const MOST_NAMES = 5;
const MOST_VALUE = 80;
const MOST_NOTES = 10;

/** A request for people's eyes, or `undefined` where it is too large for anyone to oversee. */
export function shownRequest({ request, context }: Question, decision: Decision): ShownRequest | undefined {
  const shown = show(exactText(request), { kind: 'command' });
  if (shown.oversized) return undefined;
  const cwd = ('cwd' in request ? request.cwd : undefined) ?? context.cwd ?? context.roots?.[0];
  return {
    kind: request.kind,
    ...(request.kind === 'tool' ? { tool: preview(request.tool) } : {}),
    text: shown.text,
    ...(cwd === undefined ? {} : { cwd: show(cwd).text }),
    preview: previewOf(request),
    masked: shown.redacted,
    notes: [
      ...(shown.hidden ? ['it holds characters that would not be seen; they stand as \\u{…}'] : []),
      ...shown.lookAlikes.map((word) => `\`${show(word).text}\` mixes letters that look alike`),
      ...decision.reasons.slice(0, MOST_NOTES).map((reason) => preview(reason, 'text')),
    ],
  };
}

/** The first five argument names; strings redacted and cut, what is nested only named. */
export function previewOf(request: Request): Readonly<Record<string, string>> {
  if (request.kind !== 'tool') return { [request.kind]: preview(requestText(request)) };
  const args = request.args;
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return { args: valueOf('args', args as Json) };
  const entries = Object.entries(args as Readonly<Record<string, Json>>).slice(0, MOST_NAMES);
  return Object.fromEntries(entries.map(([name, value]) => [preview(name, 'text'), valueOf(name, value)]));
}

function valueOf(name: string, value: Json): string {
  if (Array.isArray(value)) return `[… ${value.length}]`;
  if (typeof value === 'object' && value !== null) return '{…}';
  const prefix = `${name}=`;
  // With its name in front, a secret is known by that name too.
  const { text } = show(`${prefix}${String(value)}`, { kind: 'record', most: MOST_VALUE + prefix.length });
  const start = show(prefix).text;
  return text.startsWith(start) ? text.slice(start.length) : text;
}

/** Arguments with blanks or signs in them are quoted: one argument never looks like two, nor like an operator. */
function exactText(request: Request): string {
  return request.kind === 'exec' ? request.argv.map(quoted).join(' ') : requestText(request);
}

const quoted = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
