import type { FileStat } from './file-system.ts';
import type { Platform } from './platform.ts';
import { ifPresent } from './problem.ts';
import type { World } from './world.ts';

/** Where a folder stands: usable under its real path, not there yet, or not to be trusted, with the reason and the remedy. */
export type FolderState =
  | { readonly state: 'present'; readonly path: string }
  /** `missing`: the folders to make, from the top down. */
  | { readonly state: 'missing'; readonly path: string; readonly missing: readonly string[] }
  | { readonly state: 'refused'; readonly problem: string };

const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;
const MOST_LINKS = 16;

/** Looks at every folder from the root down to `folder`: whoever could change one of them could change what is stored. */
export async function folderState(world: World, folder: string, linksLeft = MOST_LINKS): Promise<FolderState> {
  const steps = world.platform.stepsTo(folder);
  let isSystem = true; // Only root can have made what lies here.
  for (const [index, step] of steps.entries()) {
    const stat = await ifPresent(world.files.stat(step));
    if (stat === undefined) return { state: 'missing', path: folder, missing: steps.slice(index) };
    if (stat.kind === 'link') {
      const isSafe =
        isSystem &&
        world.platform.owners !== undefined &&
        stat.owner === 0 &&
        index < steps.length - 1 &&
        linksLeft > 0;
      if (!isSafe) return { state: 'refused', problem: `\`${step}\` is a symbolic link; name the folder it points to` };
      const target = world.platform.resolve(steps[index - 1] ?? step, await world.files.readLink(step));
      return folderState(world, target + folder.slice(step.length), linksLeft - 1);
    }
    const problem = folderProblem(world.platform, step, stat, index === steps.length - 1);
    if (problem !== undefined) return { state: 'refused', problem };
    isSystem &&= stat.owner === 0 && (stat.mode & WRITABLE_BY_OTHERS) === 0;
  }
  return { state: 'present', path: folder };
}

/** A folder above ours may be open to all if it is sticky: then nobody can put another in the place of ours. */
function folderProblem(platform: Platform, path: string, stat: FileStat, isLast: boolean): string | undefined {
  if (stat.kind !== 'folder') return `\`${path}\` is not a folder; move it away or name another place`;
  const isSticky = !isLast && (stat.mode & STICKY) !== 0;
  return ownerProblem(platform, path, stat, isSticky);
}

/** Why an open file is not to be trusted; `undefined` when it is. `links`: how many names it may have. */
export function fileProblem(platform: Platform, path: string, stat: FileStat, links = 1): string | undefined {
  if (stat.kind === 'link') return `\`${path}\` is a symbolic link; remove it`;
  if (stat.kind !== 'file') return `\`${path}\` is not a regular file; move it away`;
  if (stat.links > links)
    return `\`${path}\` has another name somewhere (a hard link); copy it and put the copy in its place`;
  return ownerProblem(platform, path, stat, false);
}

function ownerProblem({ owners }: Platform, path: string, stat: FileStat, isSticky: boolean): string | undefined {
  if (owners === undefined) return undefined;
  if (stat.owner !== owners.self && !owners.others.includes(stat.owner)) {
    return `\`${path}\` belongs to user ${stat.owner}; it must belong to you or to root: \`chown\` it, or name another place`;
  }
  if ((stat.mode & WRITABLE_BY_OTHERS) !== 0 && !isSticky) {
    return `others can write to \`${path}\`: run \`chmod go-w\` on it`;
  }
  return undefined;
}

/** Makes the folders that are missing, each for us alone. The first commit makes their names durable. */
export async function ensureFolder(world: World, folder: string): Promise<FolderState> {
  const state = await folderState(world, folder);
  if (state.state !== 'missing') return state;
  for (const path of state.missing) await makeFolder(world, path);
  return folderState(world, folder); // Whatever appeared in the meantime is looked at like everything else.
}

async function makeFolder(world: World, path: string): Promise<void> {
  try {
    await world.files.makeFolder(path);
  } catch (error) {
    if ((await ifPresent(world.files.stat(path))) === undefined) throw error; // Else somebody else made it first.
  }
}
