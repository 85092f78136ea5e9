import { escapeHidden, type Offer } from '@writ/approvals';
import type { Cause, Explanation, NearMiss } from '@writ/engine';
import { h } from '../dom.ts';
import { POLICY_FILE } from '../judge.ts';
import type { Segment } from '../segments.ts';

/** All there is to show about one request. */
export interface Answer {
  readonly explanation: Explanation;
  readonly segments: readonly Segment[];
  readonly causes: readonly Cause[];
  readonly offers: readonly Offer[];
  readonly fingerprint: string;
  /** How many errors the policy has: with one, nothing is allowed. */
  readonly errors: number;
}

/** What a click leads to. */
export interface AnswerActions {
  readonly goTo: (line: number, column: number) => void;
  readonly addRule: (rule: string) => void;
}

const WORDS = { allow: 'Allow', ask: 'Ask', deny: 'Deny', none: 'No rule' } as const;

/** The verdict on top, then why, then what would change it. */
export function answerView(answer: Answer, actions: AnswerActions): readonly HTMLElement[] {
  const { explanation } = answer;
  return [
    h(
      'div',
      { class: `verdict is-${explanation.effect}`, 'data-effect': explanation.effect },
      h('h2', { id: 'verdict' }, WORDS[explanation.effect]),
      h('p', { class: 'reason' }, code(explanation.reasons.join('; '))),
    ),
    ...(answer.errors === 0 ? [] : [brokenNote(answer.errors)]),
    ...(answer.segments.length === 0 ? [] : [commandView(answer.segments)]),
    ...section('Decided by', decidedBy(answer.causes, actions)),
    ...section('What it would do', tree(explanation, actions)),
    ...section('Nearly', nearly(explanation.nearMisses, actions)),
    ...section('Would be allowed by', wouldAllow(explanation, actions)),
    ...section('A person could answer for good', offersView(answer.offers)),
    h(
      'details',
      { class: 'small' },
      h('summary', {}, 'Fingerprint'),
      h('p', {}, 'An approval is bound to this request, folder and policy: ', h('code', {}, answer.fingerprint)),
    ),
  ];
}

/** What to show instead, where the line is no request. */
export function problemView(problem: string): readonly HTMLElement[] {
  return [
    h(
      'div',
      { class: 'verdict is-none' },
      h('h2', { id: 'verdict' }, 'Not a request'),
      h('p', {}, escapeHidden(problem)),
    ),
  ];
}

function brokenNote(errors: number): HTMLElement {
  const what = errors === 1 ? 'an error' : `${errors} errors`;
  return h('p', { class: 'note' }, `The policy has ${what}. Until it is mended, what it would allow is asked.`);
}

function section(title: string, content: HTMLElement | undefined): readonly HTMLElement[] {
  return content === undefined ? [] : [h('section', {}, h('h3', {}, title), content)];
}

function commandView(segments: readonly Segment[]): HTMLElement {
  const pieces = segments.map(({ text, effect }) => {
    const shown = visible(text);
    if (effect === undefined || text.trim() === '') return shown;
    return h('span', { class: `act is-${effect}`, title: WORDS[effect] }, shown);
  });
  return h('pre', { class: 'command', 'aria-label': 'The command, underlined by verdict', tabindex: 0 }, ...pieces);
}

/** Line ends stay line ends; everything else that cannot be seen is written out. */
const visible = (text: string): string => text.split('\n').map(escapeHidden).join('\n');

function decidedBy(causes: readonly Cause[], actions: AnswerActions): HTMLElement | undefined {
  if (causes.length === 0) return undefined;
  return h(
    'ul',
    { class: 'causes' },
    ...causes.slice(0, 4).map((cause) => h('li', {}, ruleView(cause, actions), ...wordsOf(cause))),
  );
}

function wordsOf({ because, instead }: Cause): readonly HTMLElement[] {
  return [
    ...(because === undefined ? [] : [h('p', { class: 'because' }, escapeHidden(because))]),
    ...(instead === undefined ? [] : [h('p', { class: 'because' }, `Instead: ${escapeHidden(instead)}`)]),
  ];
}

/** A rule as it is written, and a way to it where it stands in the editor. */
function ruleView(cause: Cause, { goTo }: AnswerActions): HTMLElement {
  const place = `${cause.file}:${cause.line}`;
  const text = h('code', { class: `rule is-${cause.effect}` }, escapeHidden(cause.text));
  if (cause.file !== POLICY_FILE) return h('div', { class: 'place' }, text, h('span', { class: 'from' }, place));
  const label = `Go to line ${cause.line}: ${cause.text}`;
  return h(
    'button',
    { type: 'button', class: 'place', 'aria-label': label, onclick: () => goTo(cause.line, cause.column) },
    text,
    h('span', { class: 'from' }, `line ${cause.line}`),
  );
}

function tree({ lines }: Explanation, actions: AnswerActions): HTMLElement | undefined {
  if (lines.length === 0) return undefined;
  const rows = lines.slice(0, MOST_ROWS).map(({ depth, effect, act, because, rules }) => {
    const cause = rules[0]?.cause;
    const why =
      cause?.file === POLICY_FILE
        ? lineButton(cause, actions)
        : h('span', {}, escapeHidden(cause === undefined ? because : `${because} ${cause.text}`.trim()));
    return h(
      'li',
      { class: `depth-${Math.min(depth, 6)}` },
      h('span', { class: `tag is-${effect}` }, WORDS[effect].toLowerCase()),
      h('span', { class: 'what' }, code(act)),
      h('span', { class: 'why' }, why),
    );
  });
  const more = lines.length - rows.length;
  return h('ul', { class: 'tree' }, ...rows, ...(more > 0 ? [h('li', {}, `and ${more} more`)] : []));
}

const MOST_ROWS = 60;

function lineButton(cause: Cause, { goTo }: AnswerActions): HTMLElement {
  const onclick = () => goTo(cause.line, cause.column);
  return h('button', { type: 'button', class: 'link', title: escapeHidden(cause.text), onclick }, `line ${cause.line}`);
}

/** A phrase whose parts in backticks are code. */
function code(phrase: string): HTMLElement {
  const parts = escapeHidden(phrase).split('`');
  return h('span', {}, ...parts.map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part)));
}

function nearly(misses: readonly NearMiss[], actions: AnswerActions): HTMLElement | undefined {
  if (misses.length === 0) return undefined;
  const rows = misses.map(({ cause, why }) =>
    h('li', {}, ruleView(cause, actions), h('p', { class: 'because' }, code(why))),
  );
  return h('ul', { class: 'causes' }, ...rows);
}

function wouldAllow({ change }: Explanation, { addRule }: AnswerActions): HTMLElement | undefined {
  if (change?.effect !== 'allow') return undefined;
  const rows = change.rules.map(({ rule, covers }) =>
    h(
      'li',
      { class: 'offer' },
      h('code', { class: 'rule is-allow' }, escapeHidden(rule)),
      h('button', { type: 'button', 'aria-label': `Add to the policy: ${rule}`, onclick: () => addRule(rule) }, 'Add'),
      h('p', { class: 'because' }, `Also covers ${escapeHidden(covers)}.`),
    ),
  );
  return h('ul', { class: 'causes' }, ...rows);
}

function offersView(offers: readonly Offer[]): HTMLElement | undefined {
  if (offers.length === 0) return undefined;
  return h('ul', { class: 'causes' }, ...offers.map((offer) => h('li', {}, offerView(offer))));
}

/** An offer in its patterns, and what else it would answer. */
export function offerView({ patterns, exact, covers }: Offer): HTMLElement {
  const what = patterns.map(({ pattern }) => escapeHidden(pattern)).join(' and ');
  const also = exact === undefined ? covers.map(escapeHidden).join('; ') : 'this very request and nothing else';
  return h('div', { class: 'offer-text' }, h('code', {}, what), h('span', { class: 'because' }, also));
}
