// Fails when a source imports what its place in the architecture forbids.
import { importProblems } from './import-rules.js';
import { repositoryFiles } from './repository-files.js';

const files = repositoryFiles((path) => /^packages\/.*\.[tj]s$/.test(path));
const problems = importProblems(files);
for (const problem of problems) console.error(problem);
console.log(`${files.size} files, ${problems.length} imports against the rules`);
process.exit(problems.length === 0 ? 0 : 1);
