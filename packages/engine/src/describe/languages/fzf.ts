import type { LanguageAct } from './language.ts';

/**
 * What the bindings of fzf (`--bind KEY:ACTION+ACTION,…`) do: most move a cursor, some give their text to a shell.
 * An action that is not known here is not understood.
 */
export function analyseFzf(text: string): readonly LanguageAct[] {
  const acts: LanguageAct[] = [];
  for (let rest = text; rest !== ''; ) {
    const key = KEYS.exec(rest);
    if (key === null) return [...acts, { act: 'code', reason: 'is not understood' }];
    rest = rest.slice(key[0].length);
    for (let more = true; more; ) {
      const action = takeAction(rest);
      acts.push(...actsOf(action));
      rest = action.rest;
      more = rest.startsWith('+');
      if (more) rest = rest.slice(1);
    }
    if (rest.startsWith(',')) rest = rest.slice(1);
    else if (rest !== '') return [...acts, { act: 'code', reason: 'is not understood' }];
  }
  return acts;
}

/** One or more events with a colon behind them. */
const KEY = '(?:[a-z0-9-]+|(?:ctrl-|alt-|shift-)*[^a-z0-9,:\\s])';
const KEYS = new RegExp(`^${KEY}(?:,${KEY})*:`, 'i');

interface Action {
  readonly name: string;
  /** What it is given in brackets or behind a colon. */
  readonly text: string | undefined;
  readonly rest: string;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

function takeAction(text: string): Action {
  const name = /^[a-z-]*/i.exec(text)?.[0].toLowerCase() ?? '';
  const open = text.charAt(name.length);
  // Behind a colon, everything to the end is the argument.
  if (open === ':') return { name, text: text.slice(name.length + 1), rest: '' };
  if (open === '' || open === '+' || open === ',') return { name, text: undefined, rest: text.slice(name.length) };
  const close = text.indexOf(CLOSING[open] ?? open, name.length + 1);
  // The text ends with the first such bracket (fzf's manual: others are for texts that hold it).
  if (close === -1) return { name: open, text: undefined, rest: '' };
  return { name, text: text.slice(name.length + 1, close), rest: text.slice(close + 1) };
}

function actsOf({ name, text }: Action): readonly LanguageAct[] {
  if (HARMLESS.has(name)) return [];
  if (text !== undefined && RUNS.test(name) && !/[{}]/.test(text)) return [{ act: 'shell', text }];
  return [{ act: 'code', reason: `does \`${name}\`` }];
}

const RUNS = /^(execute|execute-silent|become|reload|reload-sync|preview|change-preview|(bg-)?transform(-[a-z-]+)?)$/;

const HARMLESS: ReadonlySet<string> = new Set(
  `abort accept accept-non-empty accept-or-print-query backward-char backward-delete-char backward-delete-char/eof
  backward-kill-subword backward-kill-word backward-subword backward-word beginning-of-line best cancel
  change-border-label change-footer change-footer-label change-ghost change-header change-header-label
  change-input-label change-list-label change-multi change-nth change-pointer change-preview-label
  change-preview-window change-prompt change-query clear-multi clear-query clear-screen clear-selection close
  delete-char delete-char/eof deselect deselect-all disable-raw disable-search down down-match down-selected
  enable-raw enable-search end-of-line exclude exclude-multi first forward-char forward-subword forward-word half-page-down
  half-page-up hide-header hide-input hide-preview ignore jump kill-line kill-subword kill-word last next-history
  next-selected offset-down offset-middle offset-up page-down page-up pos prev-history prev-selected preview-bottom
  preview-down preview-half-page-down preview-half-page-up preview-page-down preview-page-up preview-top preview-up
  print print-query put rebind refresh-preview replace-query search select select-all show-header show-input
  show-preview toggle toggle-all toggle-bind toggle-down toggle-header toggle-hscroll toggle-in toggle-input
  toggle-multi-line toggle-out toggle-preview toggle-preview-wrap toggle-raw toggle-search toggle-sort toggle-track toggle-track-current
  toggle-up toggle-wrap top track track-current trigger unbind unix-line-discard unix-word-rubout untrack-current up
  up-match up-selected yank`.split(/\s+/),
);
