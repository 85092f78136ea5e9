import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  type ApprovalAnswer,
  type ApprovalView,
  answerApproval,
  approvalsIn,
  documentOf,
  updateStore,
} from '@writ/approvals';
import { type FileStore, nodeSurroundings, openFileStore } from '@writ/storage-node';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The gate as one file, from the sources as they are. */
export async function bundleGate(): Promise<{ readonly path: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-gate-'));
  const path = join(folder, 'gate.mjs');
  const packages = ['engine', 'dsl', 'std', 'approvals', 'storage-node', 'admin'];
  await build({
    entryPoints: [here('../gate.js')],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    alias: Object.fromEntries(
      packages.map((name) => [`@writ/${name}`, here(`../../../packages/${name}/src/index.ts`)]),
    ),
  });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A folder with a workspace, a policy and a store, and the ways to start a gate on them. */
export interface Place {
  readonly folder: string;
  readonly workspace: string;
  readonly policy: string;
  readonly log: string;
  readonly store: FileStore;
  /** Arguments of `node` for a gate in front of a server; the plain one without any. */
  args(server?: readonly string[], more?: readonly string[]): string[];
  requests(): Promise<readonly ApprovalView[]>;
  answer(id: string, say: ApprovalAnswer['say'], reason?: string): Promise<void>;
  /** What reached the plain server. */
  reached(): readonly string[];
}

/** A fresh place for `bundle`, gone with the test. */
export function openPlace(gate: string, policyText: string): Place {
  const folder = mkdtempSync(join(tmpdir(), 'writ-mcp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [policy, log, path] = [join(folder, 'policy.writ'), join(folder, 'calls'), join(folder, 'state', 'store')];
  const workspace = mkdtempSync(join(folder, 'work-'));
  writeFileSync(policy, policyText);
  const store = openFileStore(path, { sync: false });
  const now = () => Date.now();
  return {
    ...{ folder, workspace, policy, log, store },
    args: (server = [here('plain-server.js'), log], more = []) => [
      ...[gate, '--policy', policy, '--store', path, '--name', 'fs', '--workspace', workspace, '--agent', 'main'],
      ...[...more, '--', process.execPath, ...server],
    ],
    requests: async () => {
      const loaded = await store.load();
      if (loaded.status === 'invalid') throw new Error(loaded.problem);
      return approvalsIn(documentOf(loaded), { now: now() }).approvals;
    },
    answer: async (id, say, reason) => {
      const answer = { say, actor: 'ann', ...(reason === undefined ? {} : { reason }) };
      const change = (document: Parameters<typeof answerApproval>[0]) =>
        answerApproval(document, id, answer, nodeSurroundings);
      const updated = await updateStore(store, change, nodeSurroundings);
      if (!('result' in updated) || updated.result.status !== 'done') throw new Error(JSON.stringify(updated));
    },
    reached: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []),
  };
}

/** A gate spoken to line by line, to see what it does with lines that no good client writes. */
export interface RawGate {
  readonly child: ChildProcess;
  send(line: string | Uint8Array): void;
  /** The next line it says, as JSON. */
  next(): Promise<Reply | readonly Reply[]>;
  /** Sends a request and waits for one line. */
  ask(method: string, params?: object): Promise<Reply>;
  /** What it said to the person who started it. */
  complaints(): string;
  readonly ended: Promise<unknown>;
}

export interface Reply {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: {
    readonly isError?: boolean;
    readonly content?: readonly { readonly text: string }[];
    readonly tools?: readonly { readonly name: string }[];
  };
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data?: { readonly approval_id: string };
  };
}

/** Starts a gate in front of the plain server. */
export function startRaw(place: Place, more: readonly string[] = []): RawGate {
  const child = spawn(process.execPath, place.args(undefined, more), { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill());
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  child.stdin?.on('error', () => {});
  const lines = createInterface(child.stdout as NodeJS.ReadableStream)[Symbol.asyncIterator]();
  let last = 0;
  const next = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the gate ended');
    return JSON.parse(value) as Reply;
  };
  const send = (line: string | Uint8Array) => void child.stdin?.write(typeof line === 'string' ? `${line}\n` : line);
  return {
    ...{ child, send, next, complaints: () => complaints, ended: once(child, 'close') },
    ask: async (method, params) => {
      last += 1;
      send(JSON.stringify({ jsonrpc: '2.0', id: last, method, ...(params === undefined ? {} : { params }) }));
      return next();
    },
  };
}
