import type { Span, Word } from '../../word.ts';
import type { Shell } from '../state/shell.ts';
import type { Part } from '../syntax/syntax.ts';
import type { Piece } from './field.ts';

/** What the expansion of parameters and arithmetic needs of the expansion of words; handed over because each contains the other. */
export interface Expander {
  pieces(shell: Shell, parts: readonly Part[], split: boolean): readonly Piece[];
  /** Parts as one text, as if in double quotes. */
  whole(shell: Shell, parts: readonly Part[], span: Span): Word;
}
