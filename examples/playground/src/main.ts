import * as std from 'virtual:writ-std';
import { openBrowserStore, pageSurroundings } from '@writ/storage-browser';
import { createAgent } from './agent/agent.ts';
import { createShell } from './agent/shell.ts';
import { FIRST_LOOK } from './gallery.ts';
import { formatPolicy } from './judge.ts';
import { createKept } from './kept.ts';
import type { Place } from './language/place.ts';
import { createLater } from './later.ts';
import { createLibrary } from './library.ts';
import { workOffline } from './offline.ts';
import { layOut } from './page.ts';
import { followStore } from './remembered.ts';
import { segmentsOf } from './segments.ts';
import { readLink } from './share.ts';
import { agentView } from './view/agent.ts';
import { detailsView, problemView, verdictView } from './view/answer.ts';
import { answersView, storeNotes } from './view/answers.ts';
import { createCommandView } from './view/command.ts';
import { createPolicyView } from './view/policy.ts';
import { problemsView, waitingView } from './view/problems.ts';
import { createPrompt } from './view/prompt.ts';
import { createWorkbench, type Judged } from './workbench.ts';

/** Long enough for the next key, too short to be noticed. */
const DETAILS_AFTER_MS = 40;

const keptPolicy = createKept('policy');
const keptLine = createKept('line');
const library = createLibrary(std);
let session = '';

const link = await readLink(location.hash);
const start = link?.ok
  ? link.shared
  : { policy: keptPolicy.read() ?? FIRST_LOOK.policy, line: keptLine.read() ?? FIRST_LOOK.line };

const workbench = createWorkbench(library, () => session, {
  changed: show,
  waits: (tookMs) => page.problems.replaceChildren(waitingView(tookMs)),
  failed: (problem) => page.notify(`Not everything could be loaded: ${problem}`),
});
const documents = () => workbench.judged()?.checked.documents ?? [];
const learnAbout = async ({ situation }: Place) => {
  if (situation.in === 'command' && situation.words[0] !== undefined) await workbench.learn([situation.words[0]]);
};

const policy = createPolicyView(start.policy, {
  onFormat: () => format(),
  onChange: (text) => {
    keptPolicy.write(text);
    workbench.setPolicy(text);
  },
  documents,
  names: library,
  learnAbout,
});
const command = createCommandView(start.line, (text) => {
  keptLine.write(text);
  workbench.setLine(text);
});
const setPolicy = (text: string) => {
  policy.setText(text);
  keptPolicy.write(text);
  workbench.setPolicy(text);
};
const format = () => {
  const result = formatPolicy(policy.text());
  if (!result.ok) page.notify('Not laid out: the policy has an error, which is listed below it.');
  else if (result.text !== policy.text()) setPolicy(result.text);
};
const page = layOut({ policy, command, setPolicy, format });

const actions = {
  goTo: policy.goTo,
  addRule: (rule: string) => setPolicy(`${policy.text().trimEnd()}\n${rule}\n`),
};
const later = createLater(DETAILS_AFTER_MS);

/** Shows a verdict at once, and what takes longer when the typing pauses. */
function show(judged: Judged): void {
  const { checked, typed, decision } = judged;
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error').length;
  if (!typed.ok || decision === undefined) page.verdict.replaceChildren(...problemView(typed.ok ? '' : typed.problem));
  else {
    const segments = segmentsOf(typed.command, decision.acts);
    page.verdict.replaceChildren(...verdictView({ ...decision, segments, errors }));
  }
  page.details.classList.add('stale');
  later(() => {
    policy.mark(checked.diagnostics);
    const { tests, explanation, offers } = judged.details();
    page.details.classList.remove('stale');
    page.problems.replaceChildren(...problemsView(checked.diagnostics, tests, policy.goTo));
    if (explanation === undefined) page.details.replaceChildren();
    else page.details.replaceChildren(...detailsView(explanation, offers, decision?.fingerprint ?? '', actions));
  });
}

if (link?.ok === false) page.notify(link.problem);
workbench.setPolicy(start.policy);
workbench.setLine(start.line);

const opened = await openBrowserStore('playground', { fallback: 'memory' });
const shell = createShell();
const agent = createAgent({
  store: opened.store,
  surroundings: pageSurroundings,
  policy: workbench.policy,
  prompt: createPrompt(document.body),
  shell,
  prepare: workbench.prepare,
});
session = agent.session;
page.agent.replaceChildren(agentView(agent, command.setText, shell.reset));

const remembered = await followStore(opened, pageSurroundings, () => showAnswers());
function showAnswers(): void {
  if (remembered === undefined) return;
  const revoke = async (id: string) => {
    const problem = await remembered.revoke(id);
    if (problem !== undefined) page.notify(`Not revoked: ${problem}`);
  };
  page.answers.replaceChildren(
    ...storeNotes(opened, remembered),
    ...answersView(remembered.document(), Date.now(), session, (id) => void revoke(id)),
  );
  workbench.setAnswers(remembered.document());
}
showAnswers();
addEventListener('pagehide', () => void agent.close());
workOffline();
