import { type Found, isRecord } from './found.ts';
import { readCodewhale } from './from-codewhale.ts';
import { readMultica } from './from-multica.ts';
import { readOpenclaw } from './from-openclaw.ts';
import { readWrit } from './from-writ.ts';

export const FORMATS = ['writ', 'multica', 'openclaw', 'codewhale'] as const;
export type FormatName = (typeof FORMATS)[number];

export type ReadAnswers =
  | { readonly ok: true; readonly format: FormatName; readonly found: readonly Found[] }
  | { readonly ok: false; readonly problem: string };

/** Reads a file of any of the formats; which one it is, is told by its shape unless it was named. */
export function readAnswers(text: string, named: FormatName | undefined): ReadAnswers {
  const json = parseJson(text);
  const format = named ?? formatOf(json);
  const found = foundIn(format, json, text);
  return typeof found === 'string' ? { ok: false, problem: found } : { ok: true, format, found };
}

function formatOf(json: unknown): FormatName {
  if (!isRecord(json)) return 'codewhale';
  if (json.writ === 'answers') return 'writ';
  return 'agents' in json ? 'openclaw' : 'multica';
}

/** The entries, or the one-line reason why it is no such file. */
function foundIn(format: FormatName, json: unknown, text: string): readonly Found[] | string {
  if (format === 'codewhale') return readCodewhale(text);
  if (!isRecord(json)) return 'it is not a JSON object';
  switch (format) {
    case 'writ':
      return readWrit(json);
    case 'openclaw':
      return readOpenclaw(json);
    case 'multica':
      return readMultica(json);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
