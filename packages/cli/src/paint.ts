import type { Effect } from '@writ/engine';
import type { Io } from './io.ts';

const COLOURS: Readonly<Record<Effect | 'none' | 'dim', string>> = {
  allow: '32',
  ask: '33',
  deny: '31',
  none: '33',
  dim: '2',
};

export type Paint = (colour: keyof typeof COLOURS, text: string) => string;

/** Colour only on a terminal, and never where NO_COLOR is set to anything (no-color.org). */
export function painter(io: Io): Paint {
  const plain = !io.isTerminal || (io.env.NO_COLOR ?? '') !== '' || io.env.TERM === 'dumb';
  return plain ? (_colour, text) => text : (colour, text) => `\u001b[${COLOURS[colour]}m${text}\u001b[0m`;
}
