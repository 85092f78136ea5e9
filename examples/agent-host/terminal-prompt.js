import { createInterface } from 'node:readline/promises';
import { show } from '@writ/approvals';

/** @typedef {import('@writ/approvals').Offer} Offer */
/** @typedef {import('@writ/approvals').PromptAnswer} PromptAnswer */

/**
 * Asks in the terminal. What comes from the agent is shown by the display module and in no other way.
 * @param {NodeJS.ReadableStream & { readonly isTTY?: boolean }} input
 * @param {NodeJS.WritableStream} output
 * @returns {import('@writ/approvals').Prompt}
 */
export function createTerminalPrompt(input, output) {
  return async (request, decision, offers, signal) => {
    if (input.isTTY !== true) return { kind: 'unavailable' };
    const command = request.kind === 'shell' ? request.command : JSON.stringify(request);
    const shown = show(command, { kind: 'command' });
    output.write(`\n  The agent wants to run:\n\n    ${shown.text}\n\n`);
    if (shown.hidden) output.write('  It holds characters that cannot be seen: they are written out above.\n');
    for (const word of shown.lookAlikes) output.write(`  Look twice: "${word}" mixes letters that look alike.\n`);
    for (const reason of decision.reasons) output.write(`  ${reason}\n`);
    output.write(menu(offers));
    const terminal = createInterface({ input, output });
    try {
      for (;;) {
        const answer = readAnswer(
          await terminal.question('  > ', { signal: /** @type {AbortSignal} */ (signal) }),
          offers,
        );
        if (answer !== undefined) return answer;
        output.write('  Please answer with one of these words.\n');
      }
    } finally {
      terminal.close();
    }
  };
}

const menu = (/** @type {{ allow: readonly Offer[], deny: readonly Offer[] }} */ offers) =>
  [
    '',
    '  y            this once',
    ...offers.allow.map((offer, index) => `  always ${index + 1}     ${describe(offer)}   (or: session ${index + 1})`),
    '  n            no',
    ...offers.deny.map((offer, index) => `  never ${index + 1}      ${describe(offer)}`),
    '',
  ].join('\n');

const describe = (/** @type {Offer} */ { patterns, exact, covers }) => {
  const what = patterns.map(({ pattern }) => show(pattern).text).join(' and ');
  const where =
    exact === undefined ? covers.map((cover) => `; ${show(cover).text}`).join('') : '; this very request only';
  return `${what}${where}`;
};

/**
 * @param {string} line
 * @param {{ allow: readonly Offer[], deny: readonly Offer[] }} offers
 * @returns {PromptAnswer | undefined}
 */
export function readAnswer(line, offers) {
  const [word = '', number = '1'] = line.trim().toLowerCase().split(/\s+/);
  const index = Number(number) - 1;
  if (['y', 'yes', 'once'].includes(word)) return { kind: 'allow-once' };
  if (['n', 'no'].includes(word)) return { kind: 'deny' };
  const list = word === 'never' ? offers.deny : offers.allow;
  const offer = list[index]?.id;
  const kinds = /** @type {const} */ ({ session: 'allow-for-session', always: 'allow-always', never: 'deny-always' });
  const kind = kinds[/** @type {keyof typeof kinds} */ (word)];
  return kind === undefined || offer === undefined ? undefined : { kind, offer };
}
