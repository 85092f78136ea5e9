import type { Command } from '../command.ts';

export const approvals: Command = {
  name: 'approvals',
  summary: 'answer what agents asked while nobody was there',
  usage: ['ACTION'],
  flags: ['store', 'actor', 'reason', 'remember', 'yes', 'all', 'all-stale', 'watch', 'json'],
  actions: [
    {
      name: 'list',
      usage: 'list [--all] [--watch]',
      summary: 'what waits, oldest first; and what was let through and never ended',
    },
    {
      name: 'show',
      usage: 'show ID',
      summary: 'exactly what would run, who asks, by which rule, and what may be remembered',
    },
    { name: 'approve', usage: 'approve ID', summary: 'let this very call through, once' },
    { name: 'deny', usage: 'deny ID', summary: 'refuse it until it expires' },
    { name: 'expire', usage: 'expire ID | --all-stale', summary: 'take it back, an approval that was not used too' },
    {
      name: 'rollback',
      usage: 'rollback ID',
      summary: 'you know that a call in doubt did not happen: its approval may be used again',
    },
  ],
  details: [
    'At a terminal `approve` shows what would run and asks once more; `--yes` does not. An answer that comes too late, or after another one, changes nothing and ends with 1.',
  ],
  examples: [
    { line: 'writ approvals list', does: 'what waits' },
    { line: 'writ approvals expire --all-stale', does: 'marks what is over' },
  ],
  load: async () => (await import('../commands/approvals.ts')).approvalsCommand,
};
