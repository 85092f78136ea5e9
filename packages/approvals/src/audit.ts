import type { Json } from '@writ/engine';
import type { Remaining } from './remaining.ts';
import { sha256Hex } from './revision.ts';

/** One line of the audit, before it is chained. Texts have been through the display module. */
export interface AuditEntry {
  readonly at: number;
  readonly outcome: 'run' | 'sandbox' | 'refuse';
  readonly reason: string;
  readonly effect: string;
  readonly request: string;
  readonly agent?: string;
  readonly session?: string;
  readonly fingerprint: string;
  readonly revision: string;
  readonly rules: readonly string[];
  readonly grants: readonly string[];
  readonly answer?: string;
  /** What limited rules and grants have left after it, where it took something of them. */
  readonly remaining?: readonly Remaining[];
  /** A witness against roll-back of the store. */
  readonly store?: { readonly revision: string; readonly generation?: number };
}

/** What came before the first line. */
export const AUDIT_START = sha256Hex('writ audit');

/** The line of an entry after the line with the hash `previous`, and its own hash. Keys keep their order, so a line is its own proof. */
export function auditLine(
  previous: string,
  entry: AuditEntry | AuditNote,
): { readonly line: string; readonly hash: string } {
  const body = JSON.stringify({ previous, ...entry });
  const hash = sha256Hex(body);
  return { line: `${body.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/** A line about the file itself: what a writer that was killed left behind, as its hash. */
export interface AuditNote {
  readonly at: number;
  readonly torn: string;
}

/** Whether all lines are as they were written, and in order; else the number of the first that is not, from 1. */
export type AuditVerdict =
  | { readonly ok: true; readonly lines: number; readonly last: string }
  | { readonly ok: false; readonly line: number; readonly problem: string };

/** Where a check stands between two lines, so that a long file can be read piece by piece. */
export interface AuditState {
  readonly lines: number;
  readonly last: string;
  /** A line that is none of ours, and is only right if the next one says that a writer was killed there. */
  readonly torn?: string;
}

export const AUDIT_STATE: AuditState = { lines: 0, last: AUDIT_START };

/** Checks one more line (without its newline). */
export function verifyLine(
  state: AuditState,
  line: string,
): AuditState | { readonly ok: false; readonly line: number; readonly problem: string } {
  const number = state.lines + 1;
  const read = readAuditLine(line);
  if (state.torn !== undefined && (read?.previous !== state.last || read.entry.torn !== state.torn)) {
    return broken(number - 1, 'the line is not as it was written');
  }
  if (read === undefined) return { lines: number, last: state.last, torn: sha256Hex(line) };
  if (read.previous !== state.last) return broken(number, 'a line before it was changed, added or removed');
  return { lines: number, last: read.hash };
}

/** Checks whole lines from the start. An unreadable last line is a writer that was killed, and no break. */
export function verifyLines(lines: Iterable<string>): AuditVerdict {
  let state: AuditState = AUDIT_STATE;
  for (const line of lines) {
    const next = verifyLine(state, line);
    if ('ok' in next) return next;
    state = next;
  }
  return { ok: true, lines: state.lines, last: state.last };
}

/** A line's parts, if its hash is right. */
export function readAuditLine(
  line: string,
): { readonly previous: string; readonly hash: string; readonly entry: Readonly<Record<string, Json>> } | undefined {
  const mark = line.lastIndexOf(',"hash":"');
  if (mark === -1 || !line.endsWith('"}')) return undefined;
  const hash = line.slice(mark + 9, -2);
  const body = `${line.slice(0, mark)}}`;
  if (sha256Hex(body) !== hash) return undefined;
  const entry = parse(body);
  const previous = entry?.previous;
  return entry === undefined || typeof previous !== 'string' ? undefined : { previous, hash, entry };
}

/** A right hash does not make it ours: anyone can compute one. */
function parse(body: string): Readonly<Record<string, Json>> | undefined {
  try {
    const value = JSON.parse(body) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, Json>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function broken(
  line: number,
  problem: string,
): { readonly ok: false; readonly line: number; readonly problem: string } {
  return { ok: false, line, problem };
}
