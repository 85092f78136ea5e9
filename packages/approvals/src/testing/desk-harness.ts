import { EMPTY_DOCUMENT, type StoreDocument } from '../document.ts';
import { createMemory, createMemoryStore, type Memory } from '../memory-store.ts';
import { type Answered, type ApprovalAnswer, answerApproval } from '../requests/answer.ts';
import { type ApprovalDesk, type ApprovalDeskOptions, createApprovalDesk } from '../requests/desk.ts';
import type { DeskOutcome, Run } from '../requests/desk-outcome.ts';
import type { ApprovalEvent } from '../requests/events.ts';
import type { Store } from '../store.ts';
import { updateStore } from '../update-store.ts';
import type { Question } from '../view.ts';
import { createHastySurroundings, type TestSurroundings } from './test-surroundings.ts';
import { type Toy, toyPolicy } from './toy-policy.ts';

/** A desk with everything around it in the test's hands. */
export interface DeskHarness {
  readonly desk: ApprovalDesk;
  readonly surroundings: TestSurroundings;
  readonly memory: Memory;
  readonly store: Store;
  readonly events: readonly ApprovalEvent[];
  policy: Toy;
  ask(command: string, more?: Partial<Question>): Promise<DeskOutcome>;
  /** Asks, and fails unless it may run. */
  run(command: string, more?: Partial<Question>): Promise<Run>;
  answer(id: string | undefined, say: ApprovalAnswer['say'], more?: Partial<ApprovalAnswer>): Promise<Answered>;
  document(): Promise<StoreDocument>;
  statuses(): Promise<readonly string[]>;
}

export const ASKER = { agent: 'main', roots: ['/repo'], cwd: '/repo' };

/** A harness over a toy policy; every desk made on the same memory sees the same store. */
export function createDeskHarness(
  policy: Toy,
  { memory = createMemory(), ...options }: Partial<ApprovalDeskOptions> & { readonly memory?: Memory } = {},
): DeskHarness {
  const surroundings = createHastySurroundings();
  const store = createMemoryStore(memory);
  const events: ApprovalEvent[] = [];
  const desk = createApprovalDesk({
    ...{ store, surroundings, policy: toyPolicy(() => harness.policy), onEvent: (event) => void events.push(event) },
    ...options,
  });
  const document = async () => {
    const loaded = await store.load();
    return loaded.status === 'loaded' ? loaded.document : EMPTY_DOCUMENT;
  };
  const harness: DeskHarness = {
    ...{ desk, surroundings, memory, store, events, policy, document },
    ask: (command, more = {}) => desk.authorize({ request: { kind: 'shell', command }, context: ASKER, ...more }),
    run: async (command, more) => {
      const outcome = await harness.ask(command, more);
      if (outcome.outcome !== 'run') throw new Error(`${command}: ${outcome.reason}: ${outcome.detail}`);
      return outcome;
    },
    answer: async (id, say, more = {}) => {
      const given = { say, actor: 'ann', ...more };
      const updated = await updateStore(
        store,
        (current) => answerApproval(current, id ?? '', given, surroundings),
        surroundings,
      );
      if (!('result' in updated)) throw new Error(updated.problem);
      return updated.result;
    },
    statuses: async () => (await document()).approvals.map((record) => record.status),
  };
  return harness;
}
