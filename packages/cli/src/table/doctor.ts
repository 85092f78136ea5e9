import type { Command } from '../command.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'look after the store, its files, the audit and the policies',
  usage: [''],
  flags: ['store', 'audit', 'policy', 'layer', 'json'],
  examples: [{ line: 'writ doctor --policy team.writ', does: 'what is wrong, each with its remedy' }],
  load: async () => (await import('../commands/doctor.ts')).doctorCommand,
};
