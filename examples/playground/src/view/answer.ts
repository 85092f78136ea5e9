import { escapeHidden, type Offer } from '@writ/approvals';
import type { Cause, Effect, Explanation, NearMiss, QuotedRule } from '@writ/engine';
import { h } from '../dom.ts';
import { POLICY_FILE } from '../judge.ts';
import type { Segment } from '../segments.ts';

/** What is shown with every keystroke. */
export interface Verdict {
  readonly effect: Effect;
  readonly reasons: readonly string[];
  readonly segments: readonly Segment[];
  /** How many errors the policy has: with one, nothing is allowed. */
  readonly errors: number;
}

/** What a click leads to. */
export interface AnswerActions {
  readonly goTo: (line: number, column: number) => void;
  readonly addRule: (rule: string) => void;
}

const WORDS = { allow: 'Allow', ask: 'Ask', deny: 'Deny', none: 'No rule' } as const;

/** What will happen, and to which part of the command. */
export function verdictView({ effect, reasons, segments, errors }: Verdict): readonly HTMLElement[] {
  return [
    h(
      'div',
      { class: `verdict is-${effect}`, 'data-effect': effect },
      h('h2', { id: 'verdict' }, WORDS[effect]),
      h('p', { class: 'reason' }, code(reasons.join('; '))),
    ),
    ...(errors === 0 ? [] : [brokenNote(errors)]),
    ...(segments.length === 0 ? [] : [commandView(segments)]),
  ];
}

/** Why, and what would change it. */
export function detailsView(
  explanation: Explanation,
  offers: readonly Offer[],
  fingerprint: string,
  actions: AnswerActions,
): readonly HTMLElement[] {
  return [
    ...section('Decided by', decidedBy(explanation.causes, actions)),
    ...section('What it would do', tree(explanation, actions)),
    ...section('Nearly', nearly(explanation.nearMisses, actions)),
    ...section(
      explanation.change?.effect === 'ask' ? 'Would be asked by' : 'Would be allowed by',
      changeView(explanation, actions),
    ),
    ...section('A person could answer for good', offersView(offers)),
    h(
      'details',
      { class: 'small' },
      h('summary', {}, 'Fingerprint'),
      h('p', {}, 'An approval is bound to this request, folder and policy: ', h('code', {}, fingerprint)),
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

function decidedBy(causes: readonly QuotedRule[], actions: AnswerActions): HTMLElement | undefined {
  if (causes.length === 0) return undefined;
  return h(
    'ul',
    { class: 'causes' },
    ...causes.slice(0, 4).map((rule) => h('li', {}, ruleView(rule, actions), ...wordsOf(rule))),
  );
}

/** What the rule's own text, which stands above, does not say. */
function wordsOf({ cause, text }: QuotedRule): readonly HTMLElement[] {
  const said = [cause.because, cause.instead && `instead: ${cause.instead}`].filter((words) => words !== undefined);
  const unsaid = text === cause.text.replace(/\s+/g, ' ') ? [] : said;
  return unsaid.map((words) => h('p', { class: 'because' }, escapeHidden(words)));
}

/** A rule as it is written, and a way to it where it stands in the editor. */
function ruleView({ cause, text }: QuotedRule, { goTo }: AnswerActions): HTMLElement {
  const written = h('code', { class: `rule is-${cause.effect}` }, escapeHidden(text));
  if (cause.file !== POLICY_FILE)
    return h('div', { class: 'place' }, written, h('span', { class: 'from' }, `${cause.file}:${cause.line}`));
  const onclick = () => goTo(cause.line, cause.column);
  return h(
    'button',
    { type: 'button', class: 'place', onclick },
    written,
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
  const rows = misses.map((miss) => h('li', {}, ruleView(miss, actions), h('p', { class: 'because' }, code(miss.why))));
  return h('ul', { class: 'causes' }, ...rows);
}

function changeView({ change }: Explanation, { addRule }: AnswerActions): HTMLElement | undefined {
  if (change === undefined) return undefined;
  const rows = change.rules.map(({ rule, covers }) =>
    h(
      'li',
      { class: 'offer' },
      h(
        'div',
        { class: 'offer-text' },
        h('code', { class: `rule is-${change.effect}` }, escapeHidden(rule)),
        h('span', { class: 'because' }, `covers ${escapeHidden(covers)}`),
      ),
      h(
        'button',
        { type: 'button', onclick: () => addRule(rule) },
        'Add',
        h('span', { class: 'unseen' }, ` ${escapeHidden(rule)}`),
      ),
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
