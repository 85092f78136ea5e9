import type { Act } from './act.ts';

const STREAMS: ReadonlySet<string> = new Set(['/dev/null', '/dev/stdin', '/dev/stdout', '/dev/stderr', '/dev/tty']);
const READ_ONLY: ReadonlySet<string> = new Set(['/dev/zero', '/dev/urandom', '/dev/random']);

/** Whether a file act is on a standard stream or a device that keeps nothing: no act at all (semantics.md §1). */
export function isStandardStream(act: Act): boolean {
  if ((act.kind !== 'read' && act.kind !== 'write') || act.tree || act.path.kind !== 'text') return false;
  const { text } = act.path;
  if (STREAMS.has(text) || /^\/dev\/fd\/[0-9]+$/.test(text)) return true;
  return act.kind === 'read' && READ_ONLY.has(text);
}
