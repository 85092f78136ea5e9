import { type Found, isRecord } from './found.ts';
import { globWord } from './words.ts';

/** What in a pattern over a command's text would reach beyond one command. */
const BEYOND_ONE_COMMAND = /[;&|<>()`\n]|\$\(/;

/**
 * Multica's `execApproval`: patterns over the text of a command, `*` for anything without a blank, `**` for anything.
 * Ours are over arguments, so `**` can only stand for whole arguments at the end, and never for another command.
 */
export function readMultica(json: Readonly<Record<string, unknown>>): readonly Found[] | string {
  const config = isRecord(json.execApproval) ? json.execApproval : json;
  if (!Array.isArray(config.allowlist)) return 'it has no `execApproval` with an `allowlist`';
  const settings = ['security', 'ask', 'askFallback'].filter((name) => name in config);
  return [...config.allowlist.map(foundIn), ...settings.map((name) => setting(name, config[name]))];
}

/** What is no answer but a stance of the host. */
function setting(name: string, value: unknown): Found {
  return {
    entry: `${name}: ${JSON.stringify(value)}`,
    problem: 'a setting of the host, not an answer: set its posture',
  };
}

function foundIn(value: unknown): Found {
  const text =
    typeof value === 'string'
      ? value
      : isRecord(value) && typeof value.pattern === 'string'
        ? value.pattern
        : undefined;
  const entry = text ?? JSON.stringify(value);
  if (text === undefined) return { entry, problem: 'it has no pattern' };
  const words = text.trim().split(/\s+/);
  if (words[0] === '') return { entry, problem: 'the pattern is empty' };
  if (BEYOND_ONE_COMMAND.test(text)) return { entry, problem: 'it reaches beyond one command: write a rule for each' };
  const inner = words.findIndex((one, index) => one.includes('**') && (one !== '**' || index < words.length - 1));
  if (inner !== -1) return { entry, problem: '`**` within a text cannot be said of arguments, except as the last one' };
  return {
    entry,
    effect: 'allow',
    pattern: `run ${words.map((one) => (one === '**' ? one : globWord(one))).join(' ')}`,
  };
}
