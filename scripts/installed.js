/**
 * @typedef {{ readonly version?: string, readonly optional?: boolean, readonly devOptional?: boolean, readonly link?: boolean }} Entry
 * @typedef {{ readonly packages?: Readonly<Record<string, Entry>> }} Lock
 */

/**
 * What the lock file wants and the installation lacks, in words; `undefined` when nothing is to do.
 * Contents are compared, not dates: git and npm write both files in either order.
 * @param {Lock | undefined} wanted package-lock.json
 * @param {Lock | undefined} installed node_modules/.package-lock.json
 */
export function firstDifference(wanted, installed) {
  if (installed === undefined) return 'nothing is installed yet';
  const present = installed.packages ?? {};
  for (const [path, entry] of Object.entries(wanted?.packages ?? {})) {
    if (!path.includes('node_modules/')) continue;
    const found = present[path];
    const mayBeAbsent = entry.optional === true || entry.devOptional === true; // built for another platform
    if (found === undefined && !mayBeAbsent) return `${path} is missing`;
    if (found !== undefined && found.version !== entry.version) return `${path} has another version`;
  }
  return undefined;
}
