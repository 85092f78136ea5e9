import type { Act, Folders, RunAct } from './act.ts';
import { viewOf } from './holding.ts';
import { liesUnder, resolveWord } from './match/path.ts';
import type { CompiledTarget } from './rule.ts';
import type { Scene } from './scene.ts';

/** What allowed a command by name: a rule or a grant. */
export interface Voucher {
  readonly target: CompiledTarget;
  readonly unguarded: boolean;
}

/**
 * Whether an allow of `parent` by name covers one of its consequences that no rule speaks for (semantics.md §4).
 * `nested`: the parent is itself a command written out word by word in the allow of an outer one.
 */
export function vouches(voucher: Voucher, parent: Act, consequence: Act, scene: Scene, nested = false): boolean {
  if (voucher.unguarded) return true;
  if (consequence.hazard !== true) return isOrdinary(consequence, parent, scene);
  const carriers = consequence.carriers ?? [];
  if (parent.kind !== 'run' || carriers.length === 0) return false;
  // Every word of a command written out by the rule is literal already; a word that was added since is not known.
  if (nested) return carriers.every((index) => parent.argv[index]?.kind === 'text');
  return namesWords(voucher, parent, carriers, scene);
}

function namesWords(voucher: Voucher, parent: RunAct, carriers: readonly number[], scene: Scene): boolean {
  if (voucher.target.kind !== 'run') return false;
  const view = viewOf(parent, scene);
  const named = new Set(carriers);
  return voucher.target.matchers.some((matcher) => matcher.covers(view, named));
}

/** The ordinary business of an allowed command: files of the workspace, the network, and effects of a run inside the workspace. */
function isOrdinary(consequence: Act, parent: Act, scene: Scene): boolean {
  switch (consequence.kind) {
    case 'read':
    case 'write':
    case 'delete':
      return (
        resolveWord(consequence.path, consequence.folders).every((path) => liesUnder(path, scene.places)) &&
        realPathsInside(consequence, scene)
      );
    case 'connect':
      return !scene.index.connect.some((rule) => rule.effect === 'allow');
    case 'change':
      return runsInside(parent, scene);
    case 'opaque':
      return consequence.why === 'code' && runsInside(parent, scene);
    default:
      return false;
  }
}

function realPathsInside(act: Extract<Act, { kind: 'read' | 'write' | 'delete' }>, scene: Scene): boolean {
  const { realPaths } = scene.context;
  if (realPaths === undefined || act.path.kind !== 'text') return true;
  return resolveWord(act.path, act.folders).every((path) => {
    const text = `/${path.join('/')}`;
    const real = Object.hasOwn(realPaths, text) ? realPaths[text] : undefined;
    return real === undefined || folderInside([real], scene);
  });
}

/** Whether what a command does unseen stays in the workspace: a tool call is no process and has no folder. */
export function runsInside(parent: Act, scene: Scene): boolean {
  if (parent.kind === 'tool') return true;
  return parent.kind === 'run' && folderInside(parent.folders, scene);
}

function folderInside(folders: Folders, scene: Scene): boolean {
  return (
    folders !== 'unknown' &&
    folders.every((folder) =>
      resolveWord({ kind: 'text', text: folder, span: { start: 0, end: 0 } }, 'unknown').every((path) =>
        liesUnder(path, scene.places),
      ),
    )
  );
}
