import { type ApprovalView, show } from '@writ/approvals';
import { ago } from '../../duration.ts';
import type { Paint } from '../../paint.ts';

/** How a request stands, in one word. */
export const stateOf = ({ status, inDoubt }: ApprovalView): string => (inDoubt ? 'in doubt' : status);

/** A request in two lines: what would run, then who asks, by which rule, and how long there is. */
export function linesOf(approval: ApprovalView, now: number, paint: Paint): string {
  const { id, shown, demands } = approval;
  const rules = demands.map(({ text, place }) => (place === undefined ? text : `${text} (${place})`)).join('; ');
  const text = show(shown.text, { most: 200 }).text;
  const details = `${whoOf(approval)} · ${show(rules, { most: 200 }).text} · ${timesOf(approval, now)}`;
  return `${paint(COLOURS[stateOf(approval)] ?? 'dim', stateOf(approval).padEnd(8))} ${text}\n         ${paint('dim', `${id}  ${details}`)}\n`;
}

const COLOURS: Readonly<Record<string, 'ask' | 'allow' | 'deny'>> = {
  pending: 'ask',
  'in doubt': 'ask',
  approved: 'allow',
  denied: 'deny',
};

/** Everything a person should know before saying yes. */
export function pageOf(approval: ApprovalView, now: number): string {
  const { id, shown, demands, actor, reason, offers } = approval;
  const rows: readonly (readonly [string, string])[] = [
    ['request', `${id} (${stateOf(approval)}, ${timesOf(approval, now)})`],
    ['asks', whoOf(approval)],
    ['would run', shown.text],
    ...demands.map(({ text, place }) => ['rule', place === undefined ? text : `${text} (${place})`] as const),
    ...shown.notes.map((note) => ['note', note] as const),
    ...(shown.masked ? [['note', 'secrets in it are masked'] as const] : []),
    ...(actor === undefined ? [] : [['answered', reason === undefined ? actor : `${actor}: ${reason}`] as const]),
    ...offers.map(
      (offer) => [`remember`, `${offer.id}: ${offer.patterns.join(' and ')}${coversOf(offer.covers)}`] as const,
    ),
  ];
  return rows.map(([name, value]) => `${name.padEnd(10)} ${show(value).text}\n`).join('');
}

const coversOf = (covers: readonly string[]): string =>
  covers.length === 0 ? ' (this very request only)' : ` (${covers.join('; ')})`;

function whoOf({ agent, session, shown }: ApprovalView): string {
  const where = shown.cwd === undefined ? '' : ` in ${shown.cwd}`;
  return show(`${agent ?? 'an agent'}${session === undefined ? '' : `, session ${session}`}${where}`).text;
}

function timesOf({ createdAt, expiresAt }: ApprovalView, now: number): string {
  const left =
    expiresAt > now ? `expires in ${ago(now, expiresAt).replace(' ago', '')}` : `over ${ago(expiresAt, now)}`;
  return `asked ${ago(createdAt, now)}, ${left}`;
}
