import type { Context, Engine, PolicyDocument, Request, TestBlock, TestLine } from '@writ/engine';

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
  /** What was judged, to explain it or to see which rules it tried. */
  readonly request: Request;
  readonly context: Context;
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
  const request = requestOf(line);
  const whole = context(ownContext(line, context({})));
  const decision = engine.decide(request, whole);
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
    request,
    context: whole,
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
