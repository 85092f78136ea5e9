// What a call asks for. Whatever else its message says would reach the server without having been judged.
import { problemIn } from './frames.js';

const KNOWN = { 'tools/call': ['name', 'arguments', '_meta'], 'resources/read': ['uri', '_meta'] };

/**
 * The name and arguments that the policy judges, and the parameters to send; or why it is refused unread.
 * @param {'tools/call' | 'resources/read'} method
 * @param {any} params
 * @returns {{ problem: string } | { name: string, args: any, params: object }}
 */
export function readCall(method, params = {}) {
  const name = method === 'tools/call' ? params.name : 'resources_read';
  const args = method === 'tools/call' ? (params.arguments ?? {}) : { uri: params.uri };
  const isStrange = Object.keys(params).some((key) => !KNOWN[method].includes(key));
  if (typeof name !== 'string' || typeof args !== 'object' || isStrange)
    return { problem: 'not a call that the gate understands' };
  const problem = problemIn(args);
  if (problem !== undefined) return { problem };
  const { _meta: meta, ...judged } = params;
  const progressToken = meta?.progressToken;
  return { name, args, params: progressToken === undefined ? judged : { ...judged, _meta: { progressToken } } };
}
