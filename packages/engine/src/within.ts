import type { Act, RunAct } from './act.ts';
import { targetAnswer, viewOf } from './holding.ts';
import { flattenCommand } from './match/items.ts';
import { type ResolvedPath, resolveWord } from './match/path.ts';
import { flatten } from './match/text.ts';
import type { CommandItem, CommandPattern, PathPattern, TextPattern } from './policy.ts';
import type { CompiledPath, CompiledRule } from './rule.ts';
import type { Scene } from './scene.ts';
import type { Hole, Parts, Word } from './word.ts';

/**
 * Whether the pattern by which a rule or a grant holds for the act lies wholly within the patterns of `firm` (semantics.md §3):
 * then it is a decision about what `firm` protects, not a broad one that happens to reach it.
 * A pattern is a set of texts like an uncertain word, so the question is whether `firm` surely holds for it.
 */
export function liesWithin(rule: Pick<CompiledRule, 'target'>, firm: CompiledRule, act: Act, scene: Scene): boolean {
  const inner = rule.target;
  const outer = firm.target;
  if (inner.kind === 'file' && outer.kind === 'file') {
    return inner.paths.some((path) => holdsFor(path, act, scene) && pathWithin(path.pattern, outer, scene));
  }
  if (inner.kind === 'run' && outer.kind === 'run' && act.kind === 'run') {
    return inner.source.commands.flatMap(flattenCommand).some((command) => commandWithin(command, firm, act, scene));
  }
  if (inner.kind === 'name' && outer.kind === 'name') {
    return inner.names.every(
      (name) =>
        name.literal !== undefined &&
        outer.names.some((wide) => wide.matches(name.literal ?? '')) &&
        !outer.except.some((wide) => wide.matches(name.literal ?? '')),
    );
  }
  if (inner.kind === 'opaque' && outer.kind === 'opaque') {
    return outer.whys.includes('*') || inner.whys.every((why) => outer.whys.includes(why));
  }
  return false;
}

function holdsFor(path: CompiledPath, act: Act, scene: Scene): boolean {
  const target = { kind: 'file' as const, subjects: ['read', 'write', 'delete'] as const, paths: [path], except: [] };
  return targetAnswer(target, true, act, scene).match === 'yes';
}

function pathWithin(
  pattern: PathPattern,
  outer: Extract<CompiledRule['target'], { kind: 'file' }>,
  scene: Scene,
): boolean {
  if (pattern.anchor === 'credential') {
    const [name] = flatten(pattern.path);
    const text = name?.length === 1 && typeof name[0] === 'string' ? name[0] : undefined;
    return text !== undefined && outer.paths.some((path) => path.credential?.matches(text) === true);
  }
  const places = flatten(pattern.path).flatMap((flat) => placesOf(pattern.anchor, partsOfPattern(flat), scene));
  const question = { kind: 'write' as const, tree: false, places };
  return (
    places.length > 0 &&
    outer.paths.some((path) => path.someCase.covers(question, scene.places)) &&
    outer.except.every((path) => path.matcher.touches(question, scene.places) === 'no')
  );
}

function placesOf(anchor: PathPattern['anchor'], parts: Parts, scene: Scene): readonly ResolvedPath[] {
  const below = (folder: string): readonly ResolvedPath[] =>
    resolveWord({ kind: 'one', parts, span: NOWHERE }, [folder]);
  if (anchor === 'workspace') return scene.places.roots.flatMap(below);
  if (anchor === 'home') return scene.places.home === undefined ? [] : below(scene.places.home);
  if (anchor === 'any')
    return resolveWord({ kind: 'one', parts: [{ hole: 'text' }, '/', ...parts], span: NOWHERE }, 'unknown');
  return below('/');
}

const NOWHERE = { start: 0, end: 0 };

/** The texts of a flat path pattern as an uncertain text. */
function partsOfPattern(flat: TextPattern): Parts {
  return flat.map((part): string | Hole => {
    if (typeof part === 'string') return part;
    return { hole: 'wild' in part && part.wild === '**' ? 'tree' : 'segment' };
  });
}

function commandWithin(command: readonly CommandItem[], firm: CompiledRule, act: RunAct, scene: Scene): boolean {
  const [head, ...tail] = command.map(wordOfItem);
  if (head === undefined || firm.target.kind !== 'run') return false;
  const example: RunAct = {
    kind: 'run',
    argv: [head, ...tail],
    folders: act.folders,
    span: act.span,
    consequences: [],
    complete: false,
    described: false,
  };
  const view = viewOf(example, scene);
  return (
    firm.target.matchers.some((matcher) => matcher.touches(view) === 'yes') &&
    firm.target.except.every((matcher) => matcher.touches(view) === 'no')
  );
}

function wordOfItem(item: CommandPattern[number]): Word {
  if (item.kind !== 'word') return { kind: 'many', min: 0, span: NOWHERE };
  const flats = flatten(item.word);
  const [flat = []] = flats;
  const only = flats.length === 1 && flat.length <= 1 && typeof flat[0] !== 'object' ? (flat[0] ?? '') : undefined;
  if (only !== undefined) return { kind: 'text', text: only, span: NOWHERE };
  const parts: Parts =
    flats.length === 1
      ? flat.map((part) => (typeof part === 'string' ? part : { hole: 'text' as const }))
      : [{ hole: 'text' }];
  return { kind: 'one', parts, span: NOWHERE };
}
