import type { IncomingMessage } from 'node:http';
import {
  type ApprovalAnswer,
  answerApproval,
  approvalsIn,
  documentOf,
  type Store,
  type Surroundings,
  updateStore,
  viewOfApproval,
} from '@writ/approvals';
import { readAnswer } from './answer-body.ts';
import { OPENAPI } from './openapi.ts';
import { type Reply, refusal } from './reply.ts';

/** What the API works on. */
export interface ApiOptions {
  readonly store: Store;
  readonly surroundings: Surroundings;
}

const ROUTE = /^\/api\/(pending|approve|deny)(?:\/(apr_[0-9a-f-]{36}))?$/;

/** Answers a request that carries the token. */
export async function api(request: IncomingMessage, options: ApiOptions): Promise<Reply> {
  const { method, url = '' } = request;
  if (url === '/api/openapi.json') return method === 'GET' ? { status: 200, body: OPENAPI } : wrongMethod;
  const [, route, id] = ROUTE.exec(url) ?? [];
  if (route === undefined || (route !== 'pending' && id === undefined)) return unknown;
  if (route === 'pending') {
    if (method !== 'GET') return wrongMethod;
    return id === undefined ? list(options) : show(id, options);
  }
  return method === 'POST' ? answer(request, id ?? '', route as 'approve' | 'deny', options) : wrongMethod;
}

const unknown = refusal(404, 'there is no such request');
const wrongMethod = refusal(405, 'this is not how it is asked');

async function list({ store, surroundings }: ApiOptions): Promise<Reply> {
  const loaded = await store.load();
  if (loaded.status === 'invalid') return refusal(503, loaded.problem);
  const { approvals, damaged } = approvalsIn(documentOf(loaded), { now: surroundings.now() });
  return { status: 200, body: { pending: approvals.filter(({ status }) => status === 'pending'), damaged } };
}

async function show(id: string, { store, surroundings }: ApiOptions): Promise<Reply> {
  const loaded = await store.load();
  if (loaded.status === 'invalid') return refusal(503, loaded.problem);
  const { approvals } = approvalsIn(documentOf(loaded), { now: surroundings.now() });
  const approval = approvals.find((one) => one.id === id);
  return approval === undefined ? unknown : { status: 200, body: approval };
}

async function answer(
  request: IncomingMessage,
  id: string,
  say: ApprovalAnswer['say'],
  { store, surroundings }: ApiOptions,
): Promise<Reply> {
  const body = await readAnswer(request);
  if (!body.ok) return refusal(body.status, body.problem);
  const updated = await updateStore(
    store,
    (document) => answerApproval(document, id, { ...body.said, say }, surroundings),
    surroundings,
  );
  if (updated.status !== 'saved' && updated.status !== 'unchanged') return refusal(503, updated.problem);
  const { result } = updated;
  if (result.status === 'unknown') return unknown;
  const approval = viewOfApproval(result.approval, { now: surroundings.now() });
  return result.status === 'conflict'
    ? refusal(409, result.problem, { approval })
    : { status: 200, body: { approval, changed: result.changed, grants: result.grants.map((grant) => grant.id) } };
}
