import { type Offer, type Prompt, type PromptAnswer, show } from '@writ/approvals';
import { h } from '../dom.ts';
import { offerView } from './answer.ts';

/** A real question in a dialogue: once, for this session, for good, or no. Closing it is a no. */
export function createPrompt(into: HTMLElement): Prompt {
  return (request, decision, offers, signal) =>
    new Promise<PromptAnswer>((resolve) => {
      const command = request.kind === 'shell' ? request.command : JSON.stringify(request);
      const answer = (given: PromptAnswer) => {
        signal.removeEventListener('abort', giveUp);
        dialog.close();
        dialog.remove();
        resolve(given);
      };
      const giveUp = () => answer({ kind: 'unavailable' });
      const button = (label: string, kind: string, given: PromptAnswer, ...words: readonly string[]) =>
        h(
          'button',
          { type: 'button', class: kind, 'aria-label': [label, ...words].join(' '), onclick: () => answer(given) },
          label,
        );
      const yes = (offer: Offer) => {
        const pattern = offer.patterns.map((one) => one.pattern).join(' and ');
        return h(
          'li',
          { class: 'offer' },
          offerView(offer),
          button('This session', 'quiet', { kind: 'allow-for-session', offer: offer.id }, 'allow', pattern),
          button('Always', 'yes', { kind: 'allow-always', offer: offer.id }, 'allow', pattern),
        );
      };
      const no = (offer: Offer) =>
        h(
          'li',
          { class: 'offer' },
          offerView(offer),
          button(
            'Never',
            'no',
            { kind: 'deny-always', offer: offer.id },
            offer.patterns.map((one) => one.pattern).join(' and '),
          ),
        );
      const dialog = h(
        'dialog',
        { class: 'prompt', 'aria-labelledby': 'prompt-title' },
        h('h2', { id: 'prompt-title' }, 'May the agent run this?'),
        shownCommand(command),
        h('p', { class: 'reason' }, decision.reasons.map((reason) => show(reason).text).join('; ')),
        h(
          'div',
          { class: 'row' },
          button('Allow once', 'yes', { kind: 'allow-once' }),
          button('No', 'no', { kind: 'deny' }),
        ),
        ...(offers.allow.length === 0 ? [] : [h('h3', {}, 'Remember a yes'), h('ul', {}, ...offers.allow.map(yes))]),
        ...(offers.deny.length === 0 ? [] : [moreAbout('Remember a no', h('ul', {}, ...offers.deny.map(no)))]),
      );
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        answer({ kind: 'deny' });
      });
      into.append(dialog);
      dialog.showModal();
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp);
    });
}

/** What comes from the agent is shown by the display module and in no other way. */
function shownCommand(command: string): HTMLElement {
  const shown = show(command, { kind: 'command' });
  return h(
    'div',
    {},
    h('pre', { class: 'command' }, shown.text),
    shown.hidden
      ? h('p', { class: 'note' }, 'It holds characters that cannot be seen: they are written out above.')
      : undefined,
    ...shown.lookAlikes.map((word) =>
      h('p', { class: 'note' }, `Look twice: “${word}” mixes letters that look alike.`),
    ),
  );
}

const moreAbout = (title: string, content: HTMLElement): HTMLElement =>
  h('details', {}, h('summary', {}, title), content);
