import type { AuditEntry } from '../audit.ts';
import { type Coordinator, type CoordinatorOptions, createCoordinator } from '../coordinator.ts';
import { EMPTY_DOCUMENT, type Grant, type StoreDocument } from '../document.ts';
import { createMemory, createMemoryStore, type Memory } from '../memory-store.ts';
import type { Offers } from '../offers.ts';
import type { Outcome } from '../outcome.ts';
import type { Posture } from '../postures.ts';
import type { Prompt, PromptAnswer } from '../prompt.ts';
import type { Store } from '../store.ts';
import { createTestSurroundings, START, type TestSurroundings } from './test-surroundings.ts';
import { draftFor } from './toy-patterns.ts';
import { type Toy, toyPolicy } from './toy-policy.ts';

/** A coordinator with everything around it in the test's hands. */
export interface Harness {
  readonly coordinator: Coordinator;
  readonly surroundings: TestSurroundings;
  readonly memory: Memory;
  readonly store: Store;
  readonly audit: readonly AuditEntry[];
  /** What was shown, in order. */
  readonly shown: readonly Shown[];
  policy: Toy;
  posture: Posture;
  /** How the person answers what is shown next. */
  answer: (shown: Shown) => PromptAnswer | Promise<PromptAnswer>;
  run(command: string, more?: Partial<Parameters<Coordinator['authorize']>[0]>): Promise<Outcome>;
  document(): Promise<StoreDocument>;
}

export interface Shown {
  readonly command: string;
  readonly offers: Offers;
  readonly aborted: () => boolean;
}

/** What is stored at first, and where. */
interface Given {
  readonly grants?: readonly Grant[];
  readonly memory?: Memory;
}

export const CONTEXT = { roots: ['/repo'], cwd: '/repo', agent: 'main' };

/** A harness in which everything is asked and the person says no, until the test says otherwise. */
export function createHarness(
  policy: Toy = {},
  { grants, memory = createMemory(), ...more }: Partial<CoordinatorOptions> & Given = {},
): Harness {
  const surroundings = createTestSurroundings();
  if (grants !== undefined) memory.text = JSON.stringify({ ...EMPTY_DOCUMENT, grants });
  const store = more.store ?? createMemoryStore(memory);
  const audit: AuditEntry[] = [];
  const shown: Shown[] = [];
  const prompt: Prompt = async (request, _decision, offers, signal) => {
    const one: Shown = {
      command: request.kind === 'shell' ? request.command : request.kind,
      offers,
      aborted: () => signal.aborted,
    };
    shown.push(one);
    return harness.answer(one);
  };
  const coordinator = createCoordinator({
    surroundings,
    prompt,
    policy: toyPolicy(() => harness.policy),
    posture: () => harness.posture,
    audit: async (entry) => void audit.push(entry),
    ...more,
    store,
  });
  const harness: Harness = {
    coordinator,
    surroundings,
    memory,
    store,
    audit,
    shown,
    policy,
    posture: { kind: 'interactive' },
    answer: () => ({ kind: 'deny' }),
    run: (command, options = {}) =>
      coordinator.authorize({ request: { kind: 'shell', command }, context: CONTEXT, ...options }),
    document: async () => {
      const loaded = await createMemoryStore(memory).load();
      return loaded.status === 'loaded' ? loaded.document : EMPTY_DOCUMENT;
    },
  };
  return harness;
}

/** A lasting grant of a command pattern for the harness's workspace. */
export function grantFor(id: string, command: string, more: Partial<Grant> = {}): Grant {
  const { target } = draftFor(command);
  return {
    id,
    pattern: `run ${command}`,
    target,
    scope: { workspace: '/repo' },
    origin: 'person',
    createdAt: START,
    ...more,
  };
}

/** A posture in the words of allowlist hosts. */
export const allowlist = (
  security: 'deny' | 'allowlist' | 'full',
  ask: 'off' | 'on-miss' | 'always' | 'deny',
  askFallback: 'deny' | 'allowlist' | 'full' = 'deny',
): Posture => ({
  ...{ kind: 'allowlist', security, ask, askFallback },
});
