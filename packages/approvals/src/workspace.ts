/**
 * The one spelling of a workspace root, or `undefined` where a text names none: not absolute, with `..`, or the root
 * of a whole file system. Drive paths come out in lower case with forward slashes, as their file systems compare.
 */
export function normalizeWorkspace(path: string): string | undefined {
  const drive = /^[A-Za-z]:(?=[\\/])/.exec(path)?.[0];
  const rest = drive === undefined ? path : path.slice(drive.length).replaceAll('\\', '/');
  if (!rest.startsWith('/')) return undefined;
  const segments = rest.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0 || segments.includes('..')) return undefined;
  const joined = `/${segments.join('/')}`;
  return drive === undefined ? joined : `${drive}${joined}`.toLowerCase();
}
