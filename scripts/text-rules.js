/**
 * What may not stand in the repository because it is true of one machine only, as sentences; empty is well.
 * @param {ReadonlyMap<string, string>} files texts by path
 * @param {readonly string[]} localTexts folders and hosts of this machine
 */
export function textProblems(files, localTexts) {
  return [...files].flatMap(([path, text]) => {
    if (text.includes('\0')) return []; // not a text: a picture or a font
    const local = localTexts.filter((localText) => text.includes(localText));
    const told = local.map((localText) => `${path}: \`${localText}\` is true of this machine only`);
    return [...told, ...(path.endsWith('package-lock.json') ? lockProblems(path, text) : [])];
  });
}

/**
 * A lock file with download addresses ties every clone to the registry of the machine that wrote it.
 * @param {string} path
 * @param {string} text
 * @returns {readonly string[]}
 */
function lockProblems(path, text) {
  const addresses = text.split('\n').filter((line) => /"resolved": "\w+:/.test(line));
  if (addresses.length === 0) return [];
  return [
    `${path}: ${addresses.length} download addresses: set omit-lockfile-registry-resolved=true and write it anew`,
  ];
}
