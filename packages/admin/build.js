// Writes src/generated/page.ts: the files of `page/` as texts, so that the server needs no files beside it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};

/** Writes the module, unless it says the same already. */
export function buildPage() {
  const files = Object.fromEntries(
    Object.entries(FILES).map(([path, [name, type]]) => [
      path,
      { type, text: readFileSync(here(`page/${name}`), 'utf8') },
    ]),
  );
  const target = here('src/generated/page.ts');
  const module = `/** Made by build.js from page/. */
export const FILES: Readonly<Record<string, { readonly type: string; readonly text: string }>> = Object.freeze(
  Object.assign(Object.create(null), ${JSON.stringify(files, undefined, 2)}),
);
`;
  mkdirSync(here('src/generated'), { recursive: true });
  if (readOr(target) !== module) writeFileSync(target, module);
}

function readOr(/** @type {string} */ path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) buildPage();
