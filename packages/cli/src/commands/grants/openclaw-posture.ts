import { type AllowlistPosture, ASKS, type Ask, SECURITIES, type Security } from '@writ/approvals';
import { isRecord } from './found.ts';

const CLOSED = { security: 'deny', ask: 'always', askFallback: 'deny' } as const;
const UNSAID = { security: 'allowlist', ask: 'on-miss', askFallback: 'deny' } as const;
/** Older files say of the fallback what they say of asking. */
const OLDER_FALLBACKS: Readonly<Record<string, Security>> = { off: 'full', 'on-miss': 'allowlist', always: 'deny' };
const SETTINGS = ['security', 'ask', 'askFallback'] as const;

type File = Readonly<Record<string, unknown>>;

/** The agents that a file has settings for, `default` under its later name. */
export function agentsWithSettings({ agents, defaults }: File): readonly string[] {
  const all = Object.entries(isRecord(agents) ? agents : {});
  const names = all.filter(([, value]) => hasSettings(value)).map(([name]) => (name === 'default' ? 'main' : name));
  return [...new Set([...names, ...(hasSettings(defaults) ? ['*'] : [])])];
}

const hasSettings = (value: unknown): boolean => isRecord(value) && SETTINGS.some((name) => value[name] != null);

/** How such a host stands towards an agent: its own settings, those of `*`, the defaults. What is not understood closes it. */
export function postureFor({ agents, defaults }: File, agent: string): AllowlistPosture {
  const named = isRecord(agents) ? agents : {};
  const sources = [named[agent], ...(agent === 'main' ? [named.default] : []), named['*'], defaults].filter(isRecord);
  const said = (name: (typeof SETTINGS)[number]): unknown =>
    sources.map((source) => source[name]).find((value) => value != null) ?? UNSAID[name];
  const [security, ask, fallback] = SETTINGS.map(said);
  const askFallback = typeof fallback === 'string' ? (OLDER_FALLBACKS[fallback] ?? fallback) : fallback;
  return isSecurity(security) && isAsk(ask) && isSecurity(askFallback)
    ? { kind: 'allowlist', security, ask, askFallback }
    : { kind: 'allowlist', ...CLOSED };
}

const isSecurity = (value: unknown): value is Security => SECURITIES.some((one) => one === value);
const isAsk = (value: unknown): value is Ask => ASKS.some((one) => one === value);
