import type { Engine } from '@writ/engine';
import { judge } from '../packages/engine/src/judge.ts';
import { indexRules } from '../packages/engine/src/rule-index.ts';
import type { Scene } from '../packages/engine/src/scene.ts';
import { CONTEXT, type Judge } from './judges.ts';

/** The verdict on acts that were read before: matching and judging without shell and record. */
export function matchingJudge(engine: Engine): Judge {
  const scene: Scene = {
    layers: engine.layers.map((name) => ({ name, tightenOnly: false, broken: false })),
    index: indexRules(engine.rules),
    defaultEffect: { effect: 'ask' },
    context: CONTEXT,
    places: { roots: CONTEXT.roots ?? [], home: CONTEXT.home },
    dialect: undefined,
    folders: ['/repo'],
    programFolders: new Set(),
    steering: [],
    grants: [],
    exhausted: new Set(),
  };
  return {
    name: 'writ, matching',
    on: ({ argv }) => {
      const acts = engine.acts({ kind: 'exec', argv }, CONTEXT);
      return () => acts.every((act) => judge(act, scene).effect === 'allow');
    },
  };
}
