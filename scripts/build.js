// `npm run build`: whatever of the packages is not current, each after those it needs.
// `node scripts/build.js code` leaves the declarations out: tests and the demo do without.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeSteps, declarationStep } from './build-steps.js';
import { isStale, makeAndStamp } from './stale.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const codeOnly = process.argv[2] === 'code';

const failed = codeSteps(root).find((step) => !make(step)) ?? (codeOnly ? undefined : declare());
if (failed !== undefined) {
  process.stderr.write(`Building ${failed.name} failed.\n`);
  process.exit(1);
}

function declare() {
  const step = declarationStep();
  return make(step) ? undefined : step;
}

/** @param {import('./build-steps.js').Step} step */
function make(step) {
  if (!isStale(root, step)) return true;
  process.stderr.write(`building ${step.name}\n`);
  return makeAndStamp(root, step, () => {
    const { status } = spawnSync(process.execPath, step.command, {
      cwd: join(root, step.folder),
      stdio: ['ignore', 2, 2],
    });
    return status === 0;
  });
}
