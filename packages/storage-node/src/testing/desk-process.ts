// A process with agents in it: `node desk-process.mjs FOLDER`. Each line on standard input is a round; it answers with a line.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createApprovalDesk, policySource } from '@writ/approvals';
import { openFileStore } from '../file-store.ts';
import { nodeSurroundings } from '../world.ts';

/** What a round asks for. */
interface Round {
  readonly name: string;
  /** How many agents try at once. */
  readonly tries: number;
  /** Where the process stops dead: with the approval consumed and the call not made, or made and not told. */
  readonly die?: 'before-call' | 'after-call';
}

const [folder = ''] = process.argv.slice(2);
const desk = createApprovalDesk({
  store: openFileStore(join(folder, 'store'), { sync: process.env.WRIT_SYNC !== 'off' }),
  policy: policySource({ layers: [] }), // asks about everything
  surroundings: nodeSurroundings,
  uptime: () => performance.now(),
  limits: { mostFinished: 20 },
});

for await (const line of createInterface(process.stdin)) {
  const { name, tries, die } = JSON.parse(line) as Round;
  const outcomes = await Promise.all(Array.from({ length: tries }, () => attempt(name, die)));
  process.stdout.write(`${JSON.stringify(outcomes)}\n`);
}
desk.close();

async function attempt(name: string, die: Round['die']): Promise<string> {
  const outcome = await desk.authorize({
    request: { kind: 'exec', argv: ['deploy', name] },
    context: { agent: 'main' },
  });
  if (outcome.outcome !== 'run') return outcome.reason === 'failed' ? `failed: ${outcome.detail}` : outcome.reason;
  if (die === 'before-call') process.kill(process.pid, 'SIGKILL');
  appendFileSync(join(folder, 'calls.log'), `${name}\n`);
  if (die === 'after-call') process.kill(process.pid, 'SIGKILL');
  const settled = await desk.settle(outcome.ticket, 'done');
  return `ran, ${settled.status}`;
}
