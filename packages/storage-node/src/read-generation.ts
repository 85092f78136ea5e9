import { MISSING_REVISION, type StoreDocument } from '@writ/approvals';
import type { FileStat } from './file-system.ts';
import { decodeGeneration, type GenerationHead, type JournalPlace } from './generation-file.ts';
import { generationName, generationsIn, isTemporary } from './names.ts';
import { ifPresent } from './problem.ts';
import { folderState } from './trusted-path.ts';
import { readWhole } from './whole-file.ts';
import type { World } from './world.ts';

/** The newest state of a store's folder. */
export type Newest =
  | { readonly status: 'missing'; readonly revision: string; readonly head: GenerationHead }
  | {
      readonly status: 'loaded';
      readonly revision: string;
      readonly head: GenerationHead;
      readonly document: StoreDocument;
      /** Which file it was: unchanged as long as this is the same. */
      readonly stamp: string;
    }
  | { readonly status: 'invalid'; readonly revision: string; readonly problem: string };

/** Where the journal starts in a store that never folded it. */
export const JOURNAL_START: JournalPlace = { file: 1, offset: 0 };

const BEFORE_THE_FIRST: GenerationHead = { generation: 0, id: '', recent: [], journal: JOURNAL_START };
const TRIES = 20;

/** Reads the newest generation; `known` spares reading the very same file again. Never falls back to an older one. */
export async function readNewest(world: World, folder: string, most: number, known?: Newest): Promise<Newest> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const state = await folderState(world, folder);
    if (state.state === 'refused') return invalid(state.problem);
    const names = state.state === 'missing' ? [] : await ifPresent(world.files.list(state.path));
    const generation = generationsIn(names ?? []).at(-1);
    if (generation === undefined) return { status: 'missing', revision: MISSING_REVISION, head: BEFORE_THE_FIRST };
    const newest = await ifPresent(readOne(world, state.path, generation, most, known));
    if (newest !== undefined) return newest;
    // It was collected between listing and reading: there are far newer ones by now.
  }
  return invalid(`\`${folder}\` changes faster than it can be read`);
}

async function readOne(
  world: World,
  folder: string,
  generation: number,
  most: number,
  known?: Newest,
): Promise<Newest> {
  const path = world.platform.join(folder, generationName(generation));
  const found = await world.files.stat(path);
  const stamp = stampOf(path, found);
  if (known?.status === 'loaded' && known.stamp === stamp) return known;
  const file = await readWhole(world, path, {
    most,
    links: found.links > 1 ? await ownLinks(world, folder, found.inode) : 1,
  });
  if (!file.ok) return invalid(file.problem);
  const decoded = decodeGeneration(file.bytes);
  if (!decoded.ok) return invalid(`\`${path}\` cannot be used: ${decoded.problem}`);
  const { head, revision } = decoded;
  if (head.generation !== generation)
    return invalid(`\`${path}\` cannot be used: it was written as generation ${head.generation}`);
  return { status: 'loaded', revision, head, document: frozen(decoded.document), stamp };
}

/** The same text for the same file, as long as nobody touched it. */
export function stampOf(path: string, stat: FileStat): string {
  const { inode, size, changed, mode, owner, links } = stat;
  return [path, inode, size, changed, mode, owner, links].join(' ');
}

/** How many names a generation may have: its own, and the temporary one it was written under if its writer was killed. */
async function ownLinks(world: World, folder: string, inode: number): Promise<number> {
  const temporary = (await world.files.list(folder)).filter(isTemporary);
  const stats = await Promise.all(
    temporary.map((name) => ifPresent(world.files.stat(world.platform.join(folder, name)))),
  );
  return 1 + stats.filter((stat) => stat?.inode === inode).length;
}

/** The same object is handed out again while the file is the same. */
export function frozen(document: StoreDocument): StoreDocument {
  Object.freeze(document.grants);
  Object.freeze(document.answers);
  return Object.freeze(document);
}

function invalid(problem: string): Newest {
  return { status: 'invalid', revision: `invalid:${problem}`, problem };
}
