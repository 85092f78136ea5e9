/** `C:\x` and `C:/x`; `C:x` is relative to a folder nobody knows. */
export const isDrivePath = (text: string): boolean => /^[A-Za-z]:[\\/]/.test(text);

/** Windows paths are compared in one spelling: slashes forward, letters lower. */
export function normalDrive(text: string): string {
  return isDrivePath(text) ? `/${text.replaceAll('\\', '/').toLowerCase()}` : text;
}

/** What a relative path starts from, seen from a folder of a drive. */
export function startOf(text: string): 'folder' | 'drive' | 'unknown' {
  if (/^(?:[\\/]{2}|[A-Za-z]:)/.test(text)) return 'unknown';
  return text.startsWith('\\') ? 'drive' : 'folder';
}

/**
 * The name of the file that Windows opens: dots and blanks at the end do not count. Which file a short name (`GIT~1`) is
 * nobody knows, and what a stream (`x:y`) belongs to is not the whole of it.
 */
export function nameOnDrive(name: string): string | undefined {
  if (name === '.' || name === '..') return name;
  if (/:|~\d|^[. ]+$/.test(name)) return undefined;
  return name.replace(/[. ]+$/, '');
}
