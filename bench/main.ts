import { benchApprovals } from './approvals.ts';
import { benchDecisions } from './decisions.ts';
import type { Effort } from './measure.ts';
import { benchShell } from './shell.ts';
import { benchStartup } from './startup.ts';
import { benchStorage } from './storage.ts';

const given = process.argv.slice(2);
/** Smoke only shows that every part starts; its figures mean nothing. */
const effort: Effort = given.includes('--smoke') ? 'smoke' : 'full';
const named = given.filter((argument) => !argument.startsWith('-'));
const wanted = (name: string): boolean => named.length === 0 || named.includes(name);

console.log(`Node.js ${process.versions.node}, one thread${effort === 'smoke' ? ', smoke: figures mean nothing' : ''}`);
if (wanted('decisions')) await benchDecisions(effort);
if (wanted('shell')) await benchShell(effort);
if (wanted('storage')) await benchStorage(effort);
if (wanted('approvals')) await benchApprovals(effort);
if (wanted('startup')) benchStartup(effort);
