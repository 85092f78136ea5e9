import {
  applicableGrants,
  applicableRefusals,
  createCanceller,
  createCoordinator,
  documentOf,
  newId,
  type Outcome,
  type PolicySource,
  type Prompt,
  type Store,
  type Surroundings,
} from '@writ/approvals';
import type { Context, Request } from '@writ/engine';
import { contextNow, REPOSITORY } from '../where.ts';
import type { Ran, Shell } from './shell.ts';

/** What an agent works with. */
export interface AgentOptions {
  readonly store: Store;
  readonly surroundings: Surroundings;
  /** The policy as it stands in the editor. */
  readonly policy: PolicySource;
  readonly prompt: Prompt;
  readonly shell: Shell;
  /** Makes sure that all is known that the request is about, before it is judged. */
  readonly prepare: (request: Request, context: Context) => Promise<void>;
}

/** What became of a command. */
export interface Result {
  readonly outcome: Outcome;
  readonly ran?: Ran;
}

export interface Agent {
  /** One command: authorized, checked once more just before it runs, run. Never rejects. */
  run(command: string): Promise<Result>;
  readonly session: string;
  close(): Promise<unknown>;
}

/** An agent whose every command goes through the coordinator. */
export function createAgent(options: AgentOptions): Agent {
  const { store, surroundings, policy, prompt, shell, prepare } = options;
  const session = newId(surroundings);
  const posture = () => ({ kind: 'interactive' }) as const;
  const coordinator = createCoordinator({ store, surroundings, policy, posture, prompt });

  /** Whether a person still has to be asked, with what is remembered now. */
  const asks = async (request: Request, context: Context): Promise<boolean> => {
    const loaded = await store.load();
    if (loaded.status === 'invalid') return true;
    const document = documentOf(loaded);
    const asker = { agent: context.agent ?? '', session, roots: context.roots ?? [] };
    const grants = applicableGrants(document, asker, surroundings.now());
    return policy(applicableRefusals(document, asker)).decide(request, { ...context, grants }).effect === 'ask';
  };

  const authorize = async (request: Request, context: Context): Promise<Outcome> => {
    const cancel = createCanceller();
    let settledElsewhere = false;
    const stop = store.subscribe(async () => {
      if (await asks(request, context).catch(() => true)) return;
      settledElsewhere = true;
      cancel.abort();
    });
    const outcome = await coordinator.authorize({ request, context, session, cancel: cancel.signal });
    stop();
    const again = settledElsewhere && outcome.reason === 'nobody-answered';
    return again ? coordinator.authorize({ request, context, session }) : outcome;
  };

  return {
    session,
    close: () => coordinator.close(),
    run: async (command) => {
      const request = { kind: 'shell', command, dialect: 'bash', cwd: REPOSITORY } as const;
      const context = contextNow(surroundings.now());
      await prepare(request, context);
      const outcome = await authorize(request, context);
      if (outcome.outcome !== 'run' || !(await coordinator.isCurrent(outcome))) return { outcome };
      return { outcome, ran: await shell.run(command, REPOSITORY) };
    },
  };
}
