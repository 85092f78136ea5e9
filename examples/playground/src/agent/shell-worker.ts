import { Bash, InMemoryFs } from 'just-bash/browser';
import { type Files, READY, type ShellCall, type ShellReply } from './shell-protocol.ts';

/** Small enough that nothing here fills a page's memory; what still does not end is ended by the page. */
const LIMITS = {
  maxCommandCount: 10_000,
  maxLoopIterations: 10_000,
  maxExecutionTimeMs: 5_000,
  maxOutputSize: 256 * 1024,
  maxFileSystemBytes: 8 * 1024 * 1024,
  maxStringLength: 1024 * 1024,
};
const KEPT = ['/repo', '/home', '/tmp'];

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<ShellCall>) => void;
  postMessage(reply: ShellReply | typeof READY): void;
};
let fs = new InMemoryFs();

/** No command of this shell reaches the network: none is registered that could. */
scope.onmessage = async ({ data: call }) => {
  if (call.kind === 'start') {
    fs = new InMemoryFs({ ...call.files });
    return;
  }
  const bash = new Bash({ fs, cwd: call.cwd, executionLimits: LIMITS, env: { HOME: '/home/me', USER: 'me' } });
  const { stdout, stderr, exitCode } = await bash.exec(call.command).catch((error: unknown) => ({
    stdout: '',
    stderr: `${String(error)}\n`,
    exitCode: 1,
  }));
  scope.postMessage({ stdout, stderr, exitCode, files: await snapshot() });
};

async function snapshot(): Promise<Files> {
  const files: Record<string, string> = {};
  for (const path of fs.getAllPaths().filter((one) => KEPT.some((folder) => one.startsWith(`${folder}/`)))) {
    if ((await fs.stat(path)).isFile) files[path] = await fs.readFile(path);
  }
  return files;
}

scope.postMessage(READY);
