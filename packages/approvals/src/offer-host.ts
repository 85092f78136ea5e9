import type { ConnectAct, HostPattern } from '@writ/engine';
import { literal, type OfferPattern } from './pattern-text.ts';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
/** Plain host names only: an address or anything stranger is allowed once, not for ever. */
const TARGET =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^\s@/]*@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)\.?(?::([0-9]{1,5}))?(?:[/?#]|$)/i;

/** A pattern of the host and port that an act connects to. */
export function hostPattern(act: ConnectAct): OfferPattern | undefined {
  const match = act.target.kind === 'text' ? TARGET.exec(act.target.text) : null;
  const name = match?.[2]?.toLowerCase();
  if (match === null || name === undefined || !/[a-z]/.test(name.slice(name.lastIndexOf('.') + 1))) return undefined;
  const scheme = match[1]?.toLowerCase();
  const port = match[3] === undefined ? (scheme === undefined ? undefined : DEFAULT_PORTS[scheme]) : Number(match[3]);
  // Without a known port the engine is not sure either: only `:*` is known to cover it.
  const host: HostPattern = { kind: 'name', name: literal(name), port: port ?? '*' };
  return { pattern: `connect ${name}:${port ?? '*'}`, target: { kind: 'connect', hosts: [host], except: [] } };
}
