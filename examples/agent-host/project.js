import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder in which the agent works: made anew for each run. */
export function makeProject(/** @type {string} */ folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['src', 'notes']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'README.md'), '# Hello\n\nA project that says hello.\n');
  writeFileSync(join(folder, '.env'), 'API_TOKEN=do-not-show-this\n');
  writeFileSync(join(folder, 'src', 'hello.js'), "console.log('hello from the project');\n");
}
