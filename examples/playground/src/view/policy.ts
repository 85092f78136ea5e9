import type { Diagnostic } from '@writ/dsl';
import { h } from '../dom.ts';
import { tokensOf } from '../language/tokens.ts';
import type { Editor, EditorOptions } from './editor.ts';

/** The policy's text: coloured and still until someone turns to it, then an editor. So a first look loads no editor. */
export interface PolicyView {
  readonly element: HTMLElement;
  readonly text: () => string;
  setText(text: string): void;
  goTo(line: number, column: number): void;
  /** Marks in the text what is wrong with it. */
  mark(diagnostics: readonly Diagnostic[]): void;
}

export function createPolicyView(initial: string, options: EditorOptions): PolicyView {
  let text = initial;
  let editor: Editor | undefined;
  let loading: Promise<Editor | undefined> | undefined;
  let area: HTMLTextAreaElement | undefined;
  let marked: readonly Diagnostic[] = [];
  const still = h('pre', {
    class: 'still',
    tabindex: 0,
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': 'Policy',
  });
  const element = h('div', { class: 'policy-text' }, still);
  const paint = () => still.replaceChildren(...paintedLines(text));

  const open = (): Promise<Editor | undefined> => {
    loading ??= load();
    return loading;
  };
  const load = async (): Promise<Editor | undefined> => {
    try {
      const { createEditor } = await import('./editor.ts');
      const hadFocus = document.activeElement === still;
      editor = createEditor(element, text, { ...options, onChange: changed });
      editor.mark(marked);
      still.remove();
      if (hadFocus) editor.focus();
      return editor;
    } catch {
      loading = undefined;
      useTextArea();
      return undefined;
    }
  };
  const changed = (next: string) => {
    text = next;
    options.onChange(next);
  };
  const useTextArea = () => {
    const plain = h('textarea', { 'aria-label': 'Policy', spellcheck: 'false', oninput: () => changed(plain.value) });
    plain.value = text;
    still.replaceWith(plain);
    area = plain;
  };
  still.addEventListener('focus', () => void open().then((one) => one?.focus()));
  element.addEventListener('pointerenter', () => void open(), { once: true });
  paint();
  return {
    element,
    text: () => text,
    setText: (next) => {
      text = next;
      if (editor !== undefined) editor.setText(next);
      else if (area !== undefined) area.value = next;
      else paint();
    },
    goTo: (line, column) => void open().then((one) => one?.goTo(line, column)),
    mark: (diagnostics) => {
      if (diagnostics === marked) return;
      marked = diagnostics;
      editor?.mark(diagnostics);
    },
  };
}

/** A text too long to paint piece by piece is shown plain until the editor, which paints what is seen, takes over. */
const MOST_PAINTED = 100_000;

function paintedLines(text: string): readonly Node[] {
  if (text.length > MOST_PAINTED) return [document.createTextNode(text)];
  return text.split('\n').map((line) => h('span', { class: 'line' }, ...paintedTokens(line), '\n'));
}

function paintedTokens(line: string): readonly (Node | string)[] {
  return tokensOf(line).map(({ text, kind }) => (kind === 'plain' ? text : h('span', { class: `tok-${kind}` }, text)));
}
