import { h } from './dom.ts';
import { GALLERY } from './gallery.ts';
import { writeLink } from './share.ts';
import { themeButton } from './theme.ts';
import type { CommandView } from './view/command.ts';
import type { PolicyView } from './view/policy.ts';

/** The places of the page that change. */
export interface Page {
  readonly problems: HTMLElement;
  readonly verdict: HTMLElement;
  readonly details: HTMLElement;
  readonly agent: HTMLElement;
  readonly answers: HTMLElement;
  /** One line for the person, said aloud by screen readers too. */
  notify(text: string): void;
}

interface Parts {
  readonly policy: PolicyView;
  readonly command: CommandView;
  readonly setPolicy: (text: string) => void;
  readonly format: () => void;
}

/** Puts the panes where they belong. */
export function layOut({ policy, command, setPolicy, format }: Parts): Page {
  const problems = h('div', { class: 'problems-box', role: 'status', 'aria-label': 'Problems of the policy' });
  const verdict = h('div', { class: 'part', 'aria-live': 'polite' });
  const details = h('div', { class: 'part' });
  const agent = h('div', {});
  const answers = h('div', {});
  const notices = document.getElementById('notices');
  const notify = (text: string) => {
    const notice = h(
      'p',
      { class: 'notice' },
      text,
      h('button', { type: 'button', class: 'link', onclick: () => notice.remove() }, 'Dismiss'),
    );
    notices?.append(notice);
  };
  document
    .getElementById('bar')
    ?.append(
      h('h1', {}, 'Writ', h('span', {}, ' playground')),
      h('p', { class: 'tagline' }, 'May the agent run this? See what a policy says, and why.'),
      h(
        'div',
        { class: 'row' },
        galleryPicker(setPolicy, command, notify),
        shareButton(policy, command, notify),
        themeButton(),
      ),
    );
  document
    .getElementById('page')
    ?.replaceChildren(
      pane('policy', 'Policy', formatButton(format), policy.element, problems),
      h(
        'div',
        { class: 'middle' },
        pane('request', 'Command', command.element),
        h('section', { class: 'pane answer', id: 'answer', tabindex: -1, 'aria-label': 'Answer' }, verdict, details),
      ),
      h('div', { class: 'side' }, pane('agent', 'Agent', agent), pane('remembered', 'Remembered answers', answers)),
    );
  return { problems, verdict, details, agent, answers, notify };
}

function pane(name: string, title: string, ...content: readonly HTMLElement[]): HTMLElement {
  const id = `${name}-title`;
  return h(
    'section',
    { class: `pane ${name}`, 'aria-labelledby': id },
    h('h2', { id, class: 'title' }, title),
    ...content,
  );
}

function galleryPicker(
  setPolicy: (text: string) => void,
  command: CommandView,
  notify: (text: string) => void,
): HTMLElement {
  const picker = h(
    'select',
    { 'aria-label': 'Ready policies', onchange: () => void choose() },
    h('option', { value: '' }, 'Ready policies…'),
    ...GALLERY.map(({ name, title }) => h('option', { value: name }, title)),
  );
  const choose = async () => {
    const exhibit = GALLERY.find(({ name }) => name === picker.value);
    picker.value = '';
    if (exhibit === undefined) return;
    try {
      setPolicy(await exhibit.text());
      command.setText(exhibit.line);
    } catch {
      notify('This policy could not be loaded.');
    }
  };
  return picker;
}

function formatButton(format: () => void): HTMLElement {
  const how = 'Lays the policy out: blanks, line breaks and alignment, nothing else (Shift+Alt+F in the policy)';
  return h(
    'button',
    { type: 'button', class: 'quiet format', title: how, 'aria-keyshortcuts': 'Shift+Alt+F', onclick: format },
    'Format',
  );
}

function shareButton(policy: PolicyView, command: CommandView, notify: (text: string) => void): HTMLElement {
  const share = async () => {
    const fragment = await writeLink({ policy: policy.text(), line: command.text() });
    history.replaceState(undefined, '', fragment);
    try {
      await navigator.clipboard.writeText(location.href);
      notify('The link is copied. It holds policy and command itself; no server sees them.');
    } catch {
      notify('The link is in the address bar. It holds policy and command itself; no server sees them.');
    }
  };
  return h('button', { type: 'button', onclick: () => void share() }, 'Share');
}
