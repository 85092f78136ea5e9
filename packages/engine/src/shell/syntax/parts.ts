import type { Part } from './syntax.ts';

/** The parts of a word while they are read; unquoted text gathers until something else comes. */
export interface PartsBuilder {
  readonly parts: Part[];
  text: string;
  /** Unquoted text may still be changed by a glob, braces or a tilde. */
  active: boolean;
  bare: boolean;
}

export const createParts = (): PartsBuilder => ({ parts: [], text: '', active: false, bare: true });

/** Adds anything but unquoted text. */
export function addPart(builder: PartsBuilder, part: Part): void {
  flushText(builder);
  builder.parts.push(part);
}

export function addQuoted(builder: PartsBuilder, text: string): void {
  builder.bare = false;
  addPart(builder, { kind: 'text', text, quoted: true });
}

export function flushText(builder: PartsBuilder): void {
  if (builder.text === '') return;
  builder.parts.push({ kind: 'text', text: builder.text, quoted: false });
  builder.text = '';
}

/** The text of parts that no expansion touches, else `undefined`. */
export function literalOf(parts: readonly Part[]): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}
