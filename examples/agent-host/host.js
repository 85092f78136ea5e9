// A host in one file: it plays a recorded agent, asks you where the policy says so, runs what is allowed for real in a
// folder of its own, and remembers your answers for the next time. `npm run demo:host`.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createCoordinator, policySource, show } from '@writ/approvals';
import { loadPolicy } from '@writ/dsl';
import { pack } from '@writ/std';
import { nodeSurroundings, openAuditFile, openFileStore } from '@writ/storage-node';
import { makeProject } from './project.js';
import { createTerminalPrompt } from './terminal-prompt.js';

const here = (/** @type {string} */ name) => new URL(name, process.env.WRIT_DEMO_FILES ?? import.meta.url);
const home = process.env.WRIT_DEMO_HOME ?? join(homedir(), '.local', 'state', 'writ-agent-host');
const project = join(home, 'project');

const loaded = loadPolicy('agent.writ', { layer: 'user', read: (name) => readFileSync(here(name), 'utf8'), pack });
if (!loaded.ok) throw new Error(loaded.diagnostics.map((one) => one.message).join('\n'));
const layers = ['builtin', 'user'].map((name) => ({
  name,
  documents: loaded.documents.filter((document) => document.layer === name),
}));

const store = openFileStore(join(home, 'store'));
const coordinator = createCoordinator({
  store,
  surroundings: nodeSurroundings,
  policy: policySource({ layers }),
  posture: () => ({ kind: 'interactive' }),
  prompt: createTerminalPrompt(process.stdin, process.stdout),
  audit: openAuditFile(join(home, 'audit.jsonl')).append,
});

makeProject(project);
console.log(`The agent works in ${project}; your answers are kept in ${join(home, 'store')}.`);
for (const line of readFileSync(here('session.jsonl'), 'utf8').trim().split('\n')) {
  const { says, command } = /** @type {{ says: string, command: string }} */ (JSON.parse(line));
  console.log(`\nagent: ${says}\n$ ${show(command, { kind: 'command' }).text}`);
  await step(command);
}
await coordinator.close();
await store.close();

/** One command: authorized, checked once more just before it runs, run, shown. */
async function step(/** @type {string} */ command) {
  const request = /** @type {const} */ ({ kind: 'shell', command, dialect: 'bash', cwd: project });
  const context = { roots: [project], cwd: project, home: homedir(), agent: 'demo', interactive: true };
  const outcome = await coordinator.authorize({ request, context });
  for (const warning of outcome.warnings) console.log(`(${warning})`);
  if (outcome.remembered?.persisted === false) console.log(`(not remembered: ${outcome.remembered.problem})`);
  if (outcome.outcome !== 'run' || !(await coordinator.isCurrent(outcome))) {
    const why = outcome.detail ?? outcome.decision?.reasons[0] ?? '';
    console.log(`refused (${outcome.reason})${why === '' ? '' : `: ${why}`}`);
    return;
  }
  console.log(`runs (${outcome.reason})`);
  const environment = { PATH: process.env.PATH ?? '', HOME: homedir(), LANG: process.env.LANG ?? 'C' };
  const { stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: project,
    env: environment,
    encoding: 'utf8',
    timeout: 10_000,
  });
  process.stdout.write(show(stdout + stderr).text.replaceAll('\\u{A}', '\n'));
}
