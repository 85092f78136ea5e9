import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readlink, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { type BrowserContext, chromium } from 'playwright';

/** Set by `npm test` where a browser was found. */
export const executablePath = process.env.WRIT_TEST_BROWSER ?? '';

/** A browser that is a test tool, without a sandbox of its own and without calls home. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

const packages = fileURLToPath(new URL('../../..', import.meta.url));
const NAMES = ['engine', 'dsl', 'std', 'approvals', 'storage-browser'];
const alias = Object.fromEntries(NAMES.map((name) => [`@writ/${name}`, join(packages, name, 'src/index.ts')]));

/** Bundles a module's text as docs/browser.md says, from the sources. */
export const bundle = (text: string): Promise<string> =>
  bundled({ stdin: { contents: text, resolveDir: join(packages, 'storage-browser') } });

/** Bundles a file of this folder. */
export const bundleFile = (name: string): Promise<string> =>
  bundled({ entryPoints: [fileURLToPath(new URL(name, import.meta.url))] });

async function bundled(input: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...input,
    alias,
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  return outputFiles?.[0]?.text ?? '';
}

/** The code blocks of a language in docs/browser.md. */
export async function blocksOf(language: string): Promise<readonly string[]> {
  const text = await readFile(join(packages, '../docs/browser.md'), 'utf8');
  const parts = text.split('```').filter((_, index) => index % 2 === 1);
  return parts.filter((part) => part.startsWith(`${language}\n`)).map((part) => part.slice(language.length + 1));
}

/** Serves a page and its one script on loopback; only that script, and those written into the page, may run. */
export async function serve(
  page: string,
  script: string,
): Promise<{ readonly server: Server; readonly origin: string }> {
  const inline = page.split('<script type="module">')[1]?.split('</script>')[0] ?? '';
  const hash = createHash('sha256').update(inline).digest('base64');
  const policy = `default-src 'none'; script-src 'self' 'sha256-${hash}'; connect-src 'none'`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/writ.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.setHeader('content-security-policy', policy);
    response.end(isScript ? script : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** A browser's profile, which outlives the browser. */
export interface Profile {
  start(): Promise<BrowserContext>;
  /** Ends every process of the running browser at once, as a crash or a cut of power would. */
  kill(): Promise<void>;
  /** Another profile with the same files; the browser must have been closed. */
  copy(): Promise<Profile>;
  readonly folder: string;
  remove(): Promise<void>;
}

/** A new profile. */
export async function openProfile(): Promise<Profile> {
  return profileIn(await mkdtemp(join(tmpdir(), 'writ-profile-')));
}

function profileIn(folder: string): Profile {
  const options = { executablePath, args: ARGUMENTS, headless: true };
  let last: BrowserContext | undefined;
  return {
    folder,
    copy: async () => {
      const other = await mkdtemp(join(tmpdir(), 'writ-profile-'));
      await cp(folder, other, { recursive: true });
      return profileIn(other);
    },
    start: async () => {
      last = await chromium.launchPersistentContext(folder, options);
      return last;
    },
    kill: async () => {
      const closed = new Promise<void>((resolve) => last?.on('close', () => resolve()));
      process.kill(await processOf(folder), 'SIGKILL');
      await closed;
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The browser writes its process id into its profile: the target of the link `SingletonLock` is `host-id`. */
async function processOf(folder: string): Promise<number> {
  const target = await readlink(join(folder, 'SingletonLock'));
  return Number(target.split('-').at(-1));
}
