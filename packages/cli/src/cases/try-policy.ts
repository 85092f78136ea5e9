import { type Diagnostic, loadPolicy } from '@writ/dsl';
import {
  type Context,
  compileEngine,
  type Decision,
  type Effect,
  type Engine,
  type PolicyDocument,
  type Request,
} from '@writ/engine';
import { pack } from '@writ/std';
import { intoLayers, LAYERS } from '../load.ts';

/** Policies by layer, as text; `std` loads the standard library under them. */
export interface Policies {
  readonly agent?: string;
  readonly project?: string;
  readonly user?: string;
  readonly builtin?: string;
  readonly std?: boolean;
}

/** Where the case files place a request. */
export const PLACES: Context = { roots: ['/repo'], cwd: '/repo', home: '/home/u' };

/** An engine of policies given as text; a policy with an error is returned as its diagnostics. */
export function engineOf(policies: Policies): Engine | readonly Diagnostic[] {
  const documents: PolicyDocument[] = policies.std === false ? [] : [...(pack('std') ?? [])];
  const broken: Diagnostic[] = [];
  for (const layer of ['builtin', 'agent', 'project', 'user'] as const) {
    const text = policies[layer];
    if (text === undefined) continue;
    const file = `${layer}.writ`;
    const result = loadPolicy(file, {
      layer,
      layers: LAYERS,
      read: (name: string) => (name === file ? text : undefined),
      pack,
    });
    if (result.ok) documents.push(...result.documents);
    else broken.push(...result.diagnostics);
  }
  return broken.length > 0 ? broken : compileEngine({ layers: intoLayers(documents) });
}

/** The verdict on a request under policies; throws on a policy with an error, so that a test shows it. */
export function decide(policies: Policies, request: Request | string, context: Context = PLACES): Decision {
  const engine = engineOf(policies);
  if (!('decide' in engine)) throw new Error(engine.map((one) => `${one.code}: ${one.message}`).join('\n'));
  return engine.decide(typeof request === 'string' ? { kind: 'shell', command: request } : request, context);
}

export const effectOf = (policies: Policies, request: Request | string, context: Context = PLACES): Effect =>
  decide(policies, request, context).effect;
