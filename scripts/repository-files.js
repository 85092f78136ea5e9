import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What .gitignore leaves out too. The folders are walked, not asked of git: a copy without its history is checked alike. */
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'generated', 'coverage', '.cache']);

/**
 * The text of every file of the repository, by its path with `/`.
 * @param {(path: string) => boolean} wanted
 * @returns {ReadonlyMap<string, string>}
 */
export function repositoryFiles(wanted) {
  return new Map(
    pathsBelow('')
      .filter(wanted)
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

/**
 * @param {string} folder empty, or with a slash at its end
 * @returns {readonly string[]}
 */
function pathsBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    if (entry.isDirectory()) return pathsBelow(`${folder}${entry.name}/`);
    return entry.isFile() ? [`${folder}${entry.name}`] : [];
  });
}
