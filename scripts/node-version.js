const OLDEST = [20, 19];

/**
 * A sentence for people whose Node.js is too old for the project, else `undefined`.
 * @param {string} version such as `20.19.0`
 */
export function nodeTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Writ needs Node.js ${OLDEST.join('.')} or newer, and this is ${version}. Install a newer one from nodejs.org, then run the command again.`;
}
