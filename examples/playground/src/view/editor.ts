import { autocompletion, type Completion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter, lintKeymap, type Diagnostic as Marked, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { Tag } from '@lezer/highlight';
import type { Diagnostic } from '@writ/dsl';
import type { PolicyDocument } from '@writ/engine';
import { h } from '../dom.ts';
import { type Candidate, candidatesFor, type Names } from '../language/complete.ts';
import { helpFor } from '../language/help.ts';
import { type Place, placeAt } from '../language/place.ts';
import { type LineToken, type TokenKind, tokensOf } from '../language/tokens.ts';

/** What an editor shows beside the text. */
export interface EditorOptions {
  readonly onChange: (text: string) => void;
  readonly onFormat: () => void;
  /** What is known of programs, from which help and completion speak. */
  readonly documents: () => readonly PolicyDocument[];
  readonly names: Names;
  /** Fetches what completion needs to know of a program. */
  readonly learnAbout: (place: Place) => Promise<void>;
}

export interface Editor {
  setText(text: string): void;
  goTo(line: number, column: number): void;
  focus(): void;
  mark(diagnostics: readonly Diagnostic[]): void;
}

/** CodeMirror in a shadow root, where its styles are adopted and the page's `style-src 'self'` holds. */
export function createEditor(host: HTMLElement, text: string, options: EditorOptions): Editor {
  const root = host.attachShadow({ mode: 'open' });
  const parent = document.createElement('div');
  root.append(parent);
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({ doc: text, extensions: extensionsFor(options) }),
  });
  return {
    focus: () => view.focus(),
    mark: (diagnostics) => {
      const { length } = view.state.doc;
      const marks = diagnostics.slice(0, MOST_MARKED).map((one) => marked(one, length));
      view.dispatch(setDiagnostics(view.state, marks));
    },
    setText: (next) =>
      view.dispatch({
        changes: changeBetween(view.state.doc.toString(), next),
        annotations: isolateHistory.of('full'), // One step to undo, whatever was typed just before.
      }),
    goTo: (line, column) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      const anchor = Math.min(at.from + column - 1, at.to);
      view.dispatch({
        selection: { anchor, head: at.to },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      });
      view.focus();
    },
  };
}

/** More marks than anybody looks at, and few enough to be drawn at once; the list beside the text counts them all. */
const MOST_MARKED = 500;

/** The stretch in which two texts differ: what stands around it stays, and so does a cursor there. */
function changeBetween(old: string, next: string) {
  const most = Math.min(old.length, next.length);
  let from = 0;
  while (from < most && old[from] === next[from]) from += 1;
  let same = 0;
  while (same < most - from && old[old.length - 1 - same] === next[next.length - 1 - same]) same += 1;
  return { from, to: old.length - same, insert: next.slice(from, next.length - same) };
}

function extensionsFor(options: EditorOptions) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': 'Policy', spellcheck: 'false' }),
    language,
    syntaxHighlighting(colours),
    lintGutter(),
    linter(null),
    autocompletion({ override: [(context) => complete(context, options)], icons: false }),
    hoverTooltip((view, at) => explain(view, at, options)),
    keymap.of([
      { key: 'Shift-Alt-f', run: () => formatted(options) },
      ...completionKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...lintKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
    look,
  ];
}

function formatted({ onFormat }: EditorOptions): true {
  onFormat();
  return true;
}

/* ---- colours ---- */

const KINDS: readonly TokenKind[] = [
  'comment',
  'string',
  'keyword',
  'allow',
  'ask',
  'deny',
  'subject',
  'clause',
  'option',
  'punctuation',
];
const tags = Object.fromEntries(KINDS.map((kind) => [kind, Tag.define()]));
const colours = HighlightStyle.define(
  KINDS.flatMap((kind) => {
    const tag = tags[kind];
    return tag === undefined
      ? []
      : [{ tag, color: `var(--tok-${kind})`, ...(isEffect(kind) ? { fontWeight: '600' } : {}) }];
  }),
);

function isEffect(kind: TokenKind): boolean {
  return kind === 'allow' || kind === 'ask' || kind === 'deny';
}

const language = StreamLanguage.define<{ tokens: readonly LineToken[] }>({
  name: 'writ',
  startState: () => ({ tokens: [] }),
  copyState: ({ tokens }) => ({ tokens }),
  token: (stream, state) => {
    if (stream.sol()) state.tokens = tokensOf(stream.string);
    const token = state.tokens.find(({ start, text }) => start + text.length > stream.pos);
    stream.pos = token === undefined ? stream.string.length : token.start + token.text.length;
    return token === undefined || token.kind === 'plain' ? null : token.kind;
  },
  tokenTable: Object.fromEntries(
    Object.entries(tags).flatMap(([kind, tag]) => (tag === undefined ? [] : [[kind, tag]])),
  ),
  languageData: { commentTokens: { line: '# ' } },
});

/* ---- what stands beside the text ---- */

/** A diagnostic where it stands; a place behind the end of a text that has just changed is moved to the end. */
function marked({ severity, message, help, span }: Diagnostic, length: number): Marked {
  const to = Math.min(span.end, length);
  return {
    from: Math.min(span.start, to),
    to,
    severity,
    message: help === undefined ? message : `${message}\n${help}`,
  };
}

function place(state: EditorState, at: number): { readonly here: Place; readonly lineStart: number } {
  const line = state.doc.lineAt(at);
  const lines = state.doc.toString().split('\n');
  return { here: placeAt(lines, line.number - 1, at - line.from), lineStart: line.from };
}

async function complete(context: CompletionContext, options: EditorOptions) {
  const { here, lineStart } = place(context.state, context.pos);
  if (here.word === '' && !context.explicit) return null;
  await options.learnAbout(here);
  const candidates = candidatesFor(here, options.documents(), options.names);
  const from = lineStart + Math.min(here.start, context.pos - lineStart);
  return { from, options: candidates.map(completion), validFor: /^[\w./*-]*$/ };
}

function completion({ label, kind, info }: Candidate): Completion {
  return { label, type: kind, detail: kind, ...(info === undefined ? {} : { info }) };
}

function explain(view: EditorView, at: number, options: EditorOptions) {
  const { here, lineStart } = place(view.state, at);
  const text = helpFor(here, options.documents());
  if (text === undefined) return null;
  const dom = h('div', { class: 'help' }, ...text.split('\n').map((line) => h('p', {}, line)));
  return { pos: lineStart + here.start, end: lineStart + here.end, above: true, create: () => ({ dom }) };
}

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '13.5px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.65' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '12px 0' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--wash)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--select)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    boxShadow: 'var(--shadow)',
    fontSize: '13px',
  },
  '.cm-tooltip .help, .cm-diagnostic, .cm-completionInfo': {
    padding: '6px 10px',
    maxWidth: '34em',
    whiteSpace: 'pre-wrap',
  },
  '.cm-tooltip .help p': { margin: '2px 0' },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--select)', color: 'var(--ink)' },
  '.cm-completionDetail': { color: 'var(--faint)', fontStyle: 'normal' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--deny)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--ask)' },
});
