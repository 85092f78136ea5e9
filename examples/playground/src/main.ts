import * as std from 'virtual:writ-std';
import { openBrowserStore, pageSurroundings } from '@writ/storage-browser';
import { createAgent } from './agent/agent.ts';
import { createShell } from './agent/shell.ts';
import { FIRST_LOOK } from './gallery.ts';
import { createKept } from './kept.ts';
import { candidatesFor } from './language/complete.ts';
import { helpFor } from './language/help.ts';
import type { Place } from './language/place.ts';
import { createLibrary } from './library.ts';
import { workOffline } from './offline.ts';
import { layOut } from './page.ts';
import { followStore } from './remembered.ts';
import { segmentsOf } from './segments.ts';
import { readLink } from './share.ts';
import { agentView } from './view/agent.ts';
import { answerView, problemView } from './view/answer.ts';
import { answersView, storeNotes } from './view/answers.ts';
import { createCommandView } from './view/command.ts';
import { createPolicyView } from './view/policy.ts';
import { problemsView } from './view/problems.ts';
import { createPrompt } from './view/prompt.ts';
import { createWorkbench, type Judged } from './workbench.ts';

const keptPolicy = createKept('policy');
const keptLine = createKept('line');
const library = createLibrary(std);
let session = '';

const link = await readLink(location.hash);
const start = link?.ok
  ? link.shared
  : { policy: keptPolicy.read() ?? FIRST_LOOK.policy, line: keptLine.read() ?? FIRST_LOOK.line };

const workbench = createWorkbench(
  library,
  () => session,
  show,
  (problem) => page.notify(`Not everything could be loaded: ${problem}`),
);
const documents = () => workbench.judged()?.checked.documents ?? [];
const learnAbout = async ({ situation }: Place) => {
  if (situation.in === 'command' && situation.words[0] !== undefined) await workbench.learn([situation.words[0]]);
};

const policy = createPolicyView(start.policy, {
  onChange: (text) => {
    keptPolicy.write(text);
    workbench.setPolicy(text);
  },
  diagnostics: () => workbench.judged()?.checked.diagnostics ?? [],
  help: (place) => helpFor(place, documents()),
  candidates: async (place) => {
    await learnAbout(place);
    return candidatesFor(place, documents(), library);
  },
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
const page = layOut({
  policy,
  command,
  setPolicy,
});

/** Shows a verdict: the problems under the policy, the answer beside it. */
function show({ checked, tests, typed, decision, explanation, offers }: Judged): void {
  const goTo = policy.goTo;
  page.problems.replaceChildren(...problemsView(checked.diagnostics, tests, goTo));
  policy.refresh();
  if (!typed.ok || decision === undefined || explanation === undefined) {
    page.answer.replaceChildren(...problemView(typed.ok ? '' : typed.problem));
    return;
  }
  const answer = {
    explanation,
    segments: segmentsOf(typed.command, decision.acts),
    causes: decision.causes,
    offers,
    fingerprint: decision.fingerprint,
    errors: checked.ok ? 0 : checked.diagnostics.filter(({ severity }) => severity === 'error').length,
  };
  page.answer.replaceChildren(
    ...answerView(answer, { goTo, addRule: (rule) => setPolicy(`${policy.text().trimEnd()}\n${rule}\n`) }),
  );
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
