import { wordText } from '@writ/engine';
import { parse } from 'smol-toml';
import { type Found, isRecord } from './found.ts';

const SHELLS = new Set(['exec_shell', 'bash', 'shell', 'run_command']);
const FILE_TOOLS: Readonly<Record<string, string>> = {
  read_file: 'read',
  edit_file: 'edit',
  write_file: 'edit',
  apply_patch: 'edit',
  delete_file: 'delete',
};

/** CodeWhale's `permissions.toml`: rules on a tool, some with a command prefix or a path, some for one workspace. */
export function readCodewhale(text: string): readonly Found[] | string {
  try {
    const { rules } = parse(text);
    return Array.isArray(rules) ? rules.map(foundIn) : 'it has no `[[rules]]`';
  } catch (error) {
    return `it is neither JSON nor TOML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`;
  }
}

/** What is known of a rule, and what each of it has to be. */
const KEYS: Readonly<Record<string, 'string' | 'boolean'>> = {
  tool: 'string',
  command: 'string',
  command_exact: 'boolean',
  path: 'string',
  workspace: 'string',
  action: 'string',
};

function foundIn(rule: unknown): Found {
  if (!isRecord(rule)) return { entry: JSON.stringify(rule), problem: 'it is not a table' };
  const entry = Object.entries(rule)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ');
  const { tool, command, path, workspace, action = 'ask' } = rule;
  const strange = Object.keys(rule).find((key) => !Object.hasOwn(KEYS, key) || typeof rule[key] !== KEYS[key]);
  if (strange !== undefined)
    return { entry, problem: `\`${strange}\` is not ${Object.hasOwn(KEYS, strange) ? 'understood' : 'known'}` };
  if (typeof tool !== 'string') return { entry, problem: 'it names no tool' };
  if (action === 'ask') return { entry, problem: 'an ask is no answer: write it as a rule of a policy' };
  if (action !== 'allow' && action !== 'deny') return { entry, problem: `\`${String(action)}\` is no action` };
  const pattern = patternOf(tool, command, path, rule.command_exact === true, action);
  if (pattern === undefined) return { entry, problem: 'it cannot be said as one pattern' };
  return { entry, effect: action, pattern, ...(typeof workspace === 'string' ? { workspace } : {}) };
}

function patternOf(
  tool: string,
  command: unknown,
  path: unknown,
  exact: boolean,
  action: 'allow' | 'deny',
): string | undefined {
  if (typeof command === 'string' && typeof path === 'string') return undefined;
  if (typeof command === 'string') {
    if (!SHELLS.has(tool) || /[;&|<>()`$"'\\\n*?]/.test(command)) return undefined;
    const words = command.trim().split(/\s+/).map(wordText).join(' ');
    return `run ${words}${exact || action === 'deny' ? '' : ' **'}`;
  }
  if (typeof path === 'string') {
    const subject = FILE_TOOLS[tool];
    return subject === undefined
      ? undefined
      : `${subject} ${path.startsWith('/') || path.startsWith('~/') ? '' : './'}${wordText(path.replace(/^\.\//, ''))}`;
  }
  return SHELLS.has(tool) ? 'run **' : `tool ${wordText(tool)}`;
}
