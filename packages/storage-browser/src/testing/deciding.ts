import { loadPolicy } from '@writ/dsl';
import { type Context, compileEngine, type Request } from '@writ/engine';
import { pack } from '@writ/std';

/** The decision records of some requests under a policy, as text. The requests come as JSON, as they reach a page. */
export function recordsOf(policy: string, requests: string): readonly string[] {
  const loaded = loadPolicy('p.writ', { layer: 'user', read: () => policy, pack });
  if (!loaded.ok) throw new Error(loaded.diagnostics[0].message);
  const own = loaded.documents.filter(({ layer }) => layer === 'user');
  const builtin = [
    ...new Set([...(pack('std') ?? []), ...loaded.documents.filter(({ layer }) => layer === 'builtin')]),
  ];
  const engine = compileEngine({
    layers: [
      { name: 'builtin', documents: builtin },
      { name: 'user', documents: own },
    ],
  });
  const asked = JSON.parse(requests) as readonly (readonly [Request, Context])[];
  return asked.map(([request, context]) => JSON.stringify(engine.decide(request, context)));
}
