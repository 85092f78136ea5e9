// Where a Chromium for the browser tests is, and how to get one: the ways of a developer's laptop, a bare CI machine
// and a container, tried in that order.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const FROM_NPM = '@sparticuz/chromium@147.0.0';
const NPM_FOLDER = join(root, '.cache/browser');

/** Arguments for a browser that is a test tool: no sandbox of its own, and no calls to its maker's servers. */
export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of an installed Chromium, or `undefined`.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const candidates = [process.env.CHROMIUM_PATH, await playwrightsOwn(), onPath(), await fromNpm()];
  return candidates.find((path) => path !== undefined && path !== '' && starts(path));
}

/**
 * The path of an installed or newly installed Chromium, or `undefined` where there is no way to one.
 * @param {(sentence: string) => void} say told what is about to be installed
 * @returns {Promise<string | undefined>}
 */
export async function findOrInstallBrowser(say) {
  const found = await findBrowser();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && onPath(['apt-get']) !== undefined) {
    say('Installing Chromium with apt-get for the browser tests.');
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    const installed = await findBrowser();
    if (installed !== undefined) return installed;
  }
  say(`Fetching ${FROM_NPM} for the browser tests.`);
  run('npm', ['install', '--silent', '--no-save', '--prefix', NPM_FOLDER, FROM_NPM]);
  return findBrowser();
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(program, args, { stdio: ['ignore', 'ignore', 2], env });
}

/** @returns {Promise<string | undefined>} */
async function playwrightsOwn() {
  try {
    const { chromium } = await import('playwright');
    return chromium.executablePath();
  } catch {
    return undefined; // playwright is not installed, or has no browser for this system
  }
}

/** @returns {Promise<string | undefined>} */
async function fromNpm() {
  const entry = join(NPM_FOLDER, 'node_modules/@sparticuz/chromium/build/esm/index.js');
  if (!existsSync(entry)) return undefined;
  const module = await import(pathToFileURL(entry).href);
  return module.default.executablePath();
}

/** @param {readonly string[]} names */
function onPath(names = NAMES) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/**
 * Whether the program runs at all: some systems have a stub that only says what to install, or lack its libraries.
 * @param {string} path
 */
function starts(path) {
  return isProgram(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
