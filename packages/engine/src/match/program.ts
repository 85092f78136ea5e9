import type { CommandItem, TextPattern } from '../policy.ts';
import { knownText, partsOf } from '../word.ts';
import { pathPatternOf } from './items.ts';
import type { RunView } from './run-view.ts';
import { compileFile } from './some-case.ts';
import { compileText, type TextMatcher } from './text.ts';
import type { Tri } from './tri.ts';

/** How the first word of a command pattern judges the program word. */
export interface ProgramMatcher {
  /** For an allow: this very program, found through PATH or in a trusted program folder. */
  allows(run: RunView): boolean;
  /** For an ask or deny: anything that ends in it, in any case. `folded`: only because case was ignored. */
  names(run: RunView): { readonly answer: Tri; readonly folded: boolean };
  /** Index keys (see `programKey`); `undefined` where any program may match. */
  readonly keys: readonly string[] | undefined;
}

/** The name under which asks, denies and the index know a program: no folder, no Windows ending, lower case. */
export function programKey(text: string): string {
  const base = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  return base.toLowerCase().replace(/\.(exe|cmd|bat|com)$/, '');
}

export function compileProgram(item: CommandItem): ProgramMatcher {
  if (item.kind !== 'word') return ANY_PROGRAM;
  const { word } = item;
  return word.some((part) => typeof part === 'string' && part.includes('/')) ? programFile(word) : programName(word);
}

const ANY_PROGRAM: ProgramMatcher = {
  allows: () => true,
  names: () => ({ answer: 'yes', folded: false }),
  keys: undefined,
};

/** `git`: the name. */
function programName(word: TextPattern): ProgramMatcher {
  const exact = compileText(word);
  let made: TextMatcher | undefined;
  const folded = (): TextMatcher => (made ??= compileText(word, { fold: true }));
  return {
    keys: exact.literal === undefined ? undefined : [programKey(exact.literal)],
    allows(run) {
      const text = knownText(run.words[0]);
      if (text === undefined) return exact.compare(partsOf(run.programWord)) === 'yes' && exact.literal === undefined;
      if (!text.includes('/')) return exact.matches(text);
      return run.inProgramFolder(text) && exact.matches(text.slice(text.lastIndexOf('/') + 1));
    },
    names(run) {
      const text = knownText(run.words[0]);
      if (text === undefined)
        return { answer: folded().compare(partsOf(run.programWord)) === 'no' ? 'no' : 'maybe', folded: false };
      const base = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
      if (exact.matches(base)) return { answer: 'yes', folded: false };
      if (exact.matches(base.replace(/\.(exe|cmd|bat|com)$/i, ''))) return { answer: 'yes', folded: false };
      return { answer: folded().matches(programKey(text)) || folded().matches(base) ? 'yes' : 'no', folded: true };
    },
  };
}

/** `./tools/build`: that one file. */
function programFile(word: TextPattern): ProgramMatcher {
  const pattern = pathPatternOf(word) ?? { anchor: 'workspace' as const, path: word };
  const path = compileFile(pattern);
  const literal = compileText(word).literal;
  return {
    keys: literal === undefined ? undefined : [programKey(literal)],
    allows(run) {
      const text = knownText(run.words[0]);
      return text?.includes('/') === true && path.covers(run.fileOf(0), run.places);
    },
    names(run) {
      const text = knownText(run.words[0]);
      if (text === undefined) return { answer: 'maybe', folded: false };
      if (text.includes('/')) return { answer: path.touches(run.fileOf(0), run.places), folded: false };
      // A bare name may be found in the folder the pattern names.
      const sameFile = literal !== undefined && run.inProgramFolder(literal) && literal.endsWith(`/${text}`);
      return { answer: sameFile ? 'yes' : 'no', folded: false };
    },
  };
}
