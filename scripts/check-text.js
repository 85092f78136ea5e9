// Fails when a file says something that is true of this machine only: where the clone lies, where packages come from.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { repositoryFiles, root } from './repository-files.js';
import { textProblems } from './text-rules.js';

const PUBLIC_REGISTRY = 'registry.npmjs.org';

const clone = root.slice(0, -1);
const beside = ['shared', '.library'].map((name) => `${dirname(clone)}/${name}`);
const configured = process.env.npm_config_registry;
const registry = configured === undefined ? PUBLIC_REGISTRY : new URL(configured).host;
const local = [clone, ...beside, `${homedir()}/.npm`, ...(registry === PUBLIC_REGISTRY ? [] : [registry])];

const files = repositoryFiles(() => true);
const problems = textProblems(files, local);
for (const problem of problems) console.error(problem);
console.log(`${files.size} files, ${problems.length} with something of this machine only`);
process.exit(problems.length === 0 ? 0 : 1);
