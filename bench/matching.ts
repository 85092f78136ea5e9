import type { Engine, EngineLayer } from '@writ/engine';
import { compilePolicy, sceneFor } from '../packages/engine/src/compile.ts';
import { judge } from '../packages/engine/src/judge.ts';
import { CONTEXT, type Judge } from './judges.ts';

/** The verdict on acts that were read before: matching and judging without shell and record. */
export function matchingJudge(engine: Engine, layers: readonly EngineLayer[]): Judge {
  const scene = sceneFor(compilePolicy(layers), CONTEXT, { dialect: undefined, folders: ['/repo'] });
  return {
    name: 'writ, matching',
    on: ({ argv }) => {
      const acts = engine.acts({ kind: 'exec', argv }, CONTEXT);
      return () => acts.every((act) => judge(act, scene).effect === 'allow');
    },
  };
}
