import { h } from '../dom.ts';
import { EMPTY_HISTORY, remember, step } from '../history.ts';

/** The line that is judged as it is typed: a command, or a tool call as JSON. */
export interface CommandView {
  readonly element: HTMLElement;
  readonly text: () => string;
  setText(text: string): void;
}

const EXAMPLES = [
  'git status && git push --force',
  'f=.env; sort < "$f"',
  'timeout 5 sudo ls',
  '$(echo rm) -rf src',
  'find . -name x -exec rm -fr {} +',
  '{"tool": "fs.read_file", "args": {"path": ".env"}}',
] as const;

export function createCommandView(initial: string, onChange: (text: string) => void): CommandView {
  let history = EMPTY_HISTORY;
  const area = h('textarea', {
    id: 'command',
    rows: 2,
    'aria-label': 'A command, or a tool call as JSON',
    'aria-describedby': 'command-hint',
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
    oninput: () => onChange(area.value),
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        history = remember(history, area.value);
      } else if (event.key === 'ArrowUp' && atFirstLine(area)) move(event, -1);
      else if (event.key === 'ArrowDown' && atLastLine(area)) move(event, 1);
    },
  });
  const setText = (text: string) => {
    area.value = text;
    onChange(text);
  };
  const move = (event: KeyboardEvent, by: -1 | 1) => {
    event.preventDefault();
    const moved = step(history, by, area.value);
    history = moved.history;
    setText(moved.line);
  };
  area.value = initial;
  const examples = EXAMPLES.map((example) =>
    h('button', { type: 'button', class: 'chip', onclick: () => setText(example) }, example),
  );
  return {
    element: h(
      'div',
      { class: 'command-box' },
      area,
      h(
        'p',
        { id: 'command-hint', class: 'because' },
        'Judged as you type, never run. Enter keeps a line, ↑ brings it back.',
      ),
      h('div', { class: 'chips', role: 'group', 'aria-label': 'Examples' }, ...examples),
    ),
    text: () => area.value,
    setText,
  };
}

const atFirstLine = ({ value, selectionStart }: HTMLTextAreaElement) => !value.slice(0, selectionStart).includes('\n');
const atLastLine = ({ value, selectionEnd }: HTMLTextAreaElement) => !value.slice(selectionEnd).includes('\n');
