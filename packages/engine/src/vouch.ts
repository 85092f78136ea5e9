import type { Act, Folders, RunAct } from './act.ts';
import { viewOf } from './holding.ts';
import { liesUnder, resolveWord } from './match/path.ts';
import type { CompiledTarget } from './rule.ts';
import type { Scene } from './scene.ts';
import { knownText, type Word } from './word.ts';

/** What allowed a command by name: a rule or a grant. */
export interface Voucher {
  readonly target: CompiledTarget;
  readonly unguarded: boolean;
}

/** Where an allow by name spoke, for what follows from it at any depth. */
export interface Grounds {
  /** The command that it named. */
  readonly named: Act;
  /** What is judged comes from a text that was written out there as a whole, as that of `sh -c`: its words are literal. */
  readonly writtenOut: boolean;
}

/** Whether an allow by name covers a consequence of `parent` that no rule speaks for (semantics.md §4). */
export function vouches(voucher: Voucher, grounds: Grounds, parent: Act, consequence: Act, scene: Scene): boolean {
  if (voucher.unguarded) return true;
  if (consequence.hazard !== true) return isOrdinary(consequence, parent, scene);
  if (parent.kind !== 'run') return false;
  const words = carriersOf(consequence, parent);
  if (words.length === 0) return false;
  if (grounds.writtenOut) return words.every((word) => word?.kind === 'text');
  return grounds.named.kind === 'run' && namesWords(voucher, grounds.named, words, !isFile(consequence), scene);
}

/** Whether a path may name it: neither the text of a program nor a command that is looked up by its name is a file. */
const isFile = (hazard: Act): boolean =>
  hazard.verbatim !== true && (hazard.kind !== 'run' || knownText(hazard.argv[0])?.includes('/') === true);

/** The grounds for what follows from a command inside a command: its words are the outer one's, or come from a text. */
export function groundsWithin(grounds: Grounds, nested: RunAct): Grounds {
  const own = grounds.named.kind === 'run' && grounds.named.argv.includes(nested.argv[0]);
  return own ? grounds : { ...grounds, writtenOut: true };
}

/** A command inside a command is carried by its name; whatever else hazards of it need is asked of them in turn. */
function carriersOf(hazard: Act, parent: RunAct): readonly (Word | undefined)[] {
  const words = (hazard.carriers ?? []).map((index) => parent.argv[index]);
  return hazard.kind === 'run' && words.includes(hazard.argv[0]) ? [hazard.argv[0]] : words;
}

/** Commands inside commands share their words with them, so a word is found again in the command that was named. */
function namesWords(
  voucher: Voucher,
  named: RunAct,
  words: readonly (Word | undefined)[],
  verbatim: boolean,
  scene: Scene,
): boolean {
  if (voucher.target.kind !== 'run') return false;
  const indices = new Set(words.map((word) => placeOf(word, named)));
  if (indices.has(-1)) return false;
  const view = viewOf(named, scene);
  return voucher.target.matchers.some((matcher) => matcher.covers(view, { indices, verbatim }));
}

/** -1 also where one word stands twice, as `"$1"` can: which of the two was meant is not known. */
function placeOf(word: Word | undefined, { argv }: RunAct): number {
  if (word === undefined) return -1;
  const place = argv.indexOf(word);
  return place === argv.lastIndexOf(word) ? place : -1;
}

/** The ordinary business of an allowed command: files of the workspace, the network, and effects of a run inside the workspace. */
export function isOrdinary(consequence: Act, parent: Act, scene: Scene): boolean {
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
    case 'run':
      return consequence.otherName === true;
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
    resolveWord({ kind: 'text', text: '', span: { start: 0, end: 0 } }, folders).every((path) =>
      liesUnder(path, scene.places),
    )
  );
}
