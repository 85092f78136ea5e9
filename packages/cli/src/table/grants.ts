import type { Command } from '../command.ts';

export const grants: Command = {
  name: 'grants',
  summary: 'manage the answers that are remembered',
  usage: ['ACTION'],
  flags: ['store', 'workspace', 'agent', 'id', 'expires', 'uses', 'widen', 'unused', 'expired', 'from', 'json'],
  choices: { from: ['writ', 'multica', 'openclaw', 'codewhale'] },
  actions: [
    { name: 'list', usage: 'list', summary: 'what is remembered, and how it is used' },
    { name: 'add', usage: "add 'PATTERN'", summary: 'a yes given in advance, for this workspace' },
    { name: 'remove', usage: "remove 'PATTERN' | --id ID", summary: 'forget one answer' },
    { name: 'prune', usage: 'prune --unused TIME | --expired', summary: 'forget what nobody misses' },
    { name: 'import', usage: 'import FILE', summary: 'take over the allowlist of another tool' },
    { name: 'export', usage: 'export', summary: 'all of it as one JSON text, which `import` takes' },
  ],
  examples: [
    { line: "writ grants add 'run npm test'", does: 'never ask about it again in this workspace' },
    { line: 'writ grants list', does: 'what is remembered' },
    { line: 'writ grants prune --unused 90d --expired', does: 'forgets what nobody misses' },
  ],
  load: async () => (await import('../commands/grants.ts')).grantsCommand,
};
