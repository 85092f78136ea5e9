import { escapeHidden, type Grant, type Refusal, type StoreDocument, usageOf } from '@writ/approvals';
import type { OpenedStore } from '@writ/storage-browser';
import { h } from '../dom.ts';
import { ago } from '../relative-time.ts';
import type { Remembered } from '../remembered.ts';

/** What is remembered, newest first, each with its last use and a way to take it back. */
export function answersView(
  document: StoreDocument,
  now: number,
  session: string,
  revoke: (id: string) => void,
): readonly HTMLElement[] {
  const rows = [
    ...document.grants.map((grant) => ({ answer: grant, row: grantRow(grant, document, now, session, revoke) })),
    ...document.answers.map((refusal) => ({ answer: refusal, row: refusalRow(refusal, revoke) })),
  ].sort((a, b) => b.answer.createdAt - a.answer.createdAt);
  if (rows.length === 0)
    return [h('p', { class: 'because' }, 'Nothing yet. What you answer for good is listed here, in every tab.')];
  return [h('ul', { class: 'answers' }, ...rows.map(({ row }) => row))];
}

function grantRow(
  grant: Grant,
  document: StoreDocument,
  now: number,
  session: string,
  revoke: (id: string) => void,
): HTMLElement {
  const usage = usageOf(document.usage, grant.id);
  const used = usage === undefined ? 'not used yet' : `used ${ago(usage.lastUsedAt, now)}, ${usage.uses}×`;
  const where =
    grant.scope.session === undefined
      ? 'always'
      : grant.scope.session === session
        ? 'this session'
        : 'another tab’s session';
  return row(grant, 'allow', `${where} · ${used}`, revoke);
}

function refusalRow(refusal: Refusal, revoke: (id: string) => void): HTMLElement {
  return row(refusal, 'deny', 'never', revoke);
}

function row(
  { id, pattern }: Grant | Refusal,
  effect: string,
  about: string,
  revoke: (id: string) => void,
): HTMLElement {
  const shown = escapeHidden(pattern);
  return h(
    'li',
    { class: 'offer' },
    h(
      'div',
      { class: 'offer-text' },
      h('code', { class: `rule is-${effect}` }, shown),
      h('span', { class: 'because' }, about),
    ),
    h(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': `Revoke ${shown}`, onclick: () => revoke(id) },
      'Revoke',
    ),
  );
}

/** Where answers are kept if not as they should be, and the way out of a loss. */
export function storeNotes(opened: OpenedStore, remembered: Remembered): readonly HTMLElement[] {
  const where = opened.kept === 'memory' ? ' Answers hold until this page is closed.' : '';
  const notes = opened.problem === undefined ? [] : [h('p', { class: 'note' }, `${opened.problem.text}.${where}`)];
  const problem = remembered.problem();
  if (problem === undefined) return notes;
  const choice = (label: string, which: 'found' | 'none') =>
    h('button', { type: 'button', onclick: () => void remembered.restore(which) }, label);
  return [
    ...notes,
    h(
      'div',
      { class: 'note', role: 'alert' },
      h('p', {}, `${problem}. Until you choose, everything is asked.`),
      h(
        'div',
        { class: 'row' },
        remembered.found() ? choice('Bring back what was found', 'found') : undefined,
        choice('Start anew', 'none'),
      ),
    ),
  ];
}
