import type { Context, Engine, PolicyDocument, Request, TestBlock, TestLine } from '@writ/engine';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';
import { painter } from '../paint.ts';
import { contextOf } from './eval.ts';

/** What became of one line of a test block. */
export interface TestResult {
  readonly file: string;
  readonly line: number;
  readonly test: string;
  readonly text: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly found: string;
  readonly reasons: readonly string[];
}

/** `writ test`: the test blocks of the files, against all loaded layers. */
export async function testCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  if (options.operands.length === 0 && options.policies.length === 0)
    return usage('no file to test', 'writ test FILE…');
  const loaded = loadEngine(options, options.operands);
  if (!loaded.ok) {
    showDiagnostics(loaded.diagnostics, options, io);
    return EXIT.badPolicy;
  }
  // A pack's tests are about the pack alone; under another policy its refusals may well be allowed.
  const own = loaded.documents.filter((document) => !document.source.file.startsWith('std/'));
  const results = own.flatMap((document) => runTests(document, loaded.engine, (own) => contextOf(options, own, io)));
  const failed = results.filter((result) => !result.passed);
  if (options.json)
    await io.out(
      `${JSON.stringify({ version: 1, passed: results.length - failed.length, failed: failed.length, results })}\n`,
    );
  else await io.out(report(results, failed, io));
  return failed.length > 0 ? EXIT.findings : EXIT.fine;
}

/** Runs the test blocks of one document. */
export function runTests(
  document: PolicyDocument,
  engine: Engine,
  context: (own: Context) => Context,
): readonly TestResult[] {
  return document.tests.flatMap((block) => block.lines.map((line) => runLine(block, line, document, engine, context)));
}

function runLine(
  block: TestBlock,
  line: TestLine,
  document: PolicyDocument,
  engine: Engine,
  context: (own: Context) => Context,
): TestResult {
  const decision = engine.decide(requestOf(line), context(ownContext(line, context({}))));
  const { effect, by, because } = line.expect;
  const names = decision.causes.map((cause) => cause.rule);
  const becauses = decision.causes.flatMap((cause) => cause.because ?? []);
  const passed =
    decision.effect === effect &&
    (by === undefined || names.includes(by)) &&
    (because === undefined || becauses.includes(because));
  const found =
    decision.effect === effect
      ? `${effect}${by === undefined ? '' : ` by ${names.join(', ')}`}${because === undefined ? '' : ` because ${becauses.map((one) => JSON.stringify(one)).join(', ')}`}`
      : decision.effect;
  const expected = `${effect}${by === undefined ? '' : ` by ${by}`}${because === undefined ? '' : ` because ${JSON.stringify(because)}`}`;
  return {
    file: document.source.file,
    line: line.line,
    test: block.name,
    text: line.text,
    passed,
    expected,
    found,
    reasons: decision.reasons,
  };
}

function requestOf(line: TestLine): Request {
  const { request } = line;
  const dialect = line.context.dialect;
  switch (request.kind) {
    case 'shell':
      return {
        kind: 'shell',
        command: request.command,
        ...(dialect === 'sh' || dialect === 'bash' || dialect === 'zsh' ? { dialect } : {}),
      };
    case 'tool':
      return { kind: 'tool', tool: request.tool, args: request.args };
    case 'connect':
      return { kind: 'connect', target: request.target };
    default:
      return { kind: request.kind, path: request.target };
  }
}

/** `with mode is plan, cwd is ./pkg`: settings of the test, in the context's own form. */
function ownContext(line: TestLine, base: Context): Context {
  const own: { [name: string]: unknown } = {};
  const host: { [name: string]: unknown } = {};
  const env: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(line.context)) {
    if (name.startsWith('host.')) host[name.slice(5)] = value;
    else if (name.startsWith('env.')) env[name.slice(4)] = String(value);
    else if (name === 'cwd') own.cwd = folderOf(String(value), base);
    else if (name !== 'dialect') own[name] = value;
  }
  return {
    ...own,
    ...(Object.keys(host).length > 0 ? { host } : {}),
    ...(Object.keys(env).length > 0 ? { env } : {}),
  } as Context;
}

function folderOf(path: string, base: Context): string {
  if (path.startsWith('/')) return path;
  if (path === '~' || path.startsWith('~/')) return `${base.home ?? ''}${path.slice(1)}`;
  return `${base.roots?.[0] ?? ''}/${path.replace(/^\.\//, '')}`;
}

function report(results: readonly TestResult[], failed: readonly TestResult[], io: Io): string {
  const paint = painter(io);
  const lines = failed.flatMap((result) => [
    `${result.file}:${result.line}: ${paint('deny', 'failed')} ${result.text}`,
    `  expected ${result.expected}, found ${result.found}`,
    ...result.reasons.map((reason) => `  ${reason}`),
  ]);
  return `${[...lines, `${results.length - failed.length} passed, ${failed.length} failed`].join('\n')}\n`;
}
