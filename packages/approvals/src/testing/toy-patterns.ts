import type { CommandItem, Target } from '@writ/engine';
import type { CompilePattern, GrantDraft } from '../grants.ts';

/** A stand-in for the language: words split at blanks, `**` for the rest, `*` inside a word for anything. */
export const compileToy: CompilePattern = (text) => {
  const words = text.trim().split(/\s+/);
  if (words.includes('')) return { ok: false, problem: 'the pattern is empty' };
  return { ok: true, text: `run ${words.join(' ')}`, target: targetOf(words) };
};

/** The target of a command pattern given as text: `git commit *`. */
export function targetOf(words: readonly string[]): Target {
  return { kind: 'run', commands: [words.map(itemOf)], except: [] };
}

/** A draft for the pattern, for one workspace. */
export function draftFor(text: string, more: Partial<GrantDraft> = {}): GrantDraft {
  return {
    pattern: text,
    target: targetOf(text.trim().split(/\s+/)),
    scope: { workspace: '/repo' },
    origin: 'person',
    ...more,
  };
}

function itemOf(word: string): CommandItem {
  if (word === '**') return { kind: 'rest' };
  const parts = word
    .split('*')
    .flatMap((part, index) => [...(index > 0 ? [{ wild: '*' as const }] : []), ...(part === '' ? [] : [part])]);
  return { kind: 'word', word: parts };
}
