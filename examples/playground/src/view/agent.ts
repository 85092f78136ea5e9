import { type Outcome, show } from '@writ/approvals';
import type { Agent, Result } from '../agent/agent.ts';
import { SESSIONS, type Session } from '../agent/sessions.ts';
import { h } from '../dom.ts';
import { EMPTY_HISTORY, remember, step } from '../history.ts';

/** The terminal of the agent: a log, a line to type into, and recorded sessions to play. */
export function agentView(agent: Agent, judge: (command: string) => void, reset: () => void): HTMLElement {
  const log = h('div', { class: 'log', role: 'log', 'aria-label': 'What the agent did', tabindex: 0 });
  let busy = false;
  let playing: { readonly session: Session; readonly at: number } | undefined;

  const perform = async (command: string, says?: string): Promise<void> => {
    if (busy) return;
    busy = true;
    update();
    const entry = entryView(command, says);
    log.append(entry);
    scroll();
    judge(command);
    const result = await agent.run(command);
    entry.append(...resultView(result));
    scroll();
    busy = false;
    update();
  };
  const scroll = () => {
    log.scrollTop = log.scrollHeight;
  };
  const playStep = async () => {
    if (playing === undefined || busy) return;
    const { session, at } = playing;
    const next = session.steps[at];
    if (next === undefined) return;
    playing = { session, at: at + 1 };
    await perform(next.command, next.says);
  };
  const choose = (name: string) => {
    const session = SESSIONS.find((one) => one.name === name);
    playing = session === undefined ? undefined : { session, at: 0 };
    update();
  };

  const picker = h(
    'select',
    { 'aria-label': 'A recorded session', onchange: () => choose(picker.value) },
    h('option', { value: '' }, 'Recorded sessions…'),
    ...SESSIONS.map(({ name, title }) => h('option', { value: name }, title)),
  );
  const next = h('button', { type: 'button', onclick: () => void playStep() }, 'Step');
  const clear = h('button', { type: 'button', class: 'quiet', onclick: () => startAgain() }, 'Start again');
  const progress = h('span', { class: 'because', role: 'status' });
  const startAgain = () => {
    log.replaceChildren();
    if (playing !== undefined) playing = { ...playing, at: 0 };
    reset();
    update();
  };
  const update = () => {
    const left = playing === undefined ? 0 : playing.session.steps.length - playing.at;
    next.disabled = busy || left === 0;
    input.readOnly = busy;
    progress.textContent =
      playing === undefined ? '' : left === 0 ? 'the end' : `${playing.at} of ${playing.session.steps.length}`;
  };
  const input = promptLine((command) => void perform(command));
  update();
  return h(
    'div',
    { class: 'agent' },
    h('div', { class: 'row' }, picker, next, clear, progress),
    log,
    h('div', { class: 'shell-line' }, h('span', { 'aria-hidden': 'true' }, '$'), input),
  );
}

function promptLine(enter: (command: string) => void): HTMLInputElement {
  let history = EMPTY_HISTORY;
  const input = h('input', {
    'aria-label': 'Run a command as the agent',
    placeholder: 'run a command as the agent',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && input.value.trim() !== '' && !input.readOnly) {
        history = remember(history, input.value);
        enter(input.value);
        input.value = '';
      } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        const moved = step(history, event.key === 'ArrowUp' ? -1 : 1, input.value);
        history = moved.history;
        input.value = moved.line;
        event.preventDefault();
      }
    },
  });
  return input;
}

function entryView(command: string, says: string | undefined): HTMLElement {
  return h(
    'div',
    { class: 'entry' },
    says === undefined ? undefined : h('p', { class: 'says' }, says),
    h('pre', { class: 'typed' }, `$ ${visible(command)}`),
  );
}

function resultView({ outcome, ran }: Result): readonly HTMLElement[] {
  const notes = [
    ...outcome.warnings,
    ...(outcome.remembered?.persisted === false ? [`not remembered: ${outcome.remembered.problem ?? ''}`] : []),
  ].map((note) => h('p', { class: 'note' }, note));
  if (ran === undefined) return [h('p', { class: 'refused' }, refusal(outcome)), ...notes];
  const badge = h('p', { class: 'ran' }, outcome.reason === 'answered' ? 'runs: you said yes' : 'runs: allowed');
  if (ran.kind === 'stopped') return [badge, h('p', { class: 'note' }, ran.why), ...notes];
  const text = ran.reply.stdout + ran.reply.stderr;
  return [badge, ...(text === '' ? [] : [h('pre', { class: 'output' }, visible(text))]), ...notes];
}

function refusal({ reason, detail, decision }: Outcome): string {
  const why = detail ?? decision?.reasons[0] ?? '';
  return why === '' ? `refused (${reason})` : `refused (${reason}): ${show(why).text}`;
}

/** Line ends and tabs as they are, everything else that cannot be seen written out. */
function visible(text: string): string {
  return text
    .split('\n')
    .map((line) => show(line.replaceAll('\t', '    '), { kind: 'text' }).text)
    .join('\n');
}
