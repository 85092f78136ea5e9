import { type Context, type Decision, type Json, type Request, renderExplanation } from '@writ/engine';
import { runBatch } from '../batch.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';
import { painter } from '../paint.ts';
import { readAll } from '../read-all.ts';

/** `writ eval`: the verdict on one command, or on each line of a batch. */
export async function evalCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const loaded = loadEngine(options);
  if (!loaded.ok) {
    showDiagnostics(loaded.diagnostics, options, io);
    return EXIT.badPolicy;
  }
  const { engine } = loaded;
  if (options.batch) {
    if (options.given['exit-code'] === true)
      return usage('`--exit-code` is for one command', 'the answers of a batch say each verdict');
    if (options.operands.length > 0)
      return usage('`--batch` reads standard input, and a command was given too', 'leave one of them out');
    await runBatch(io.input, io.out, ({ id, request, context }) =>
      batchAnswer(id, engine.decide(inDialect(request, options), contextOf(options, context, io))),
    );
    return EXIT.fine;
  }
  const command = await oneCommand(options, io);
  if (typeof command !== 'string') return command;
  const request: Request = { kind: 'shell', command, dialect: options.dialect };
  const decision = engine.decide(request, contextOf(options, {}, io));
  await io.out(options.json ? `${JSON.stringify({ version: 1, ...decision })}\n` : brief(decision, io));
  return options.given['exit-code'] === true ? EXITS[decision.effect] : EXIT.fine;
}

const EXITS = { allow: EXIT.fine, ask: EXIT.ask, deny: EXIT.deny } as const;

/** `writ explain`: the same, with everything that led to it. */
export async function explainCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const loaded = loadEngine(options);
  if (!loaded.ok) {
    showDiagnostics(loaded.diagnostics, options, io);
    return EXIT.badPolicy;
  }
  const command = await oneCommand(options, io);
  if (typeof command !== 'string') return command;
  const request: Request = { kind: 'shell', command, dialect: options.dialect };
  const context = contextOf(options, {}, io);
  const explanation = loaded.engine.explain(request, context);
  const text = options.json
    ? JSON.stringify({ version: 1, ...loaded.engine.decide(request, context), explanation })
    : renderExplanation(explanation);
  await io.out(`${text}\n`);
  return EXIT.fine;
}

/** What a host would know: the command line's answers, under those of the line itself. */
export function contextOf(options: Options, own: Context, io: Io): Context {
  return { roots: [options.workspace], cwd: options.cwd, home: options.home, now: io.now(), ...own };
}

/** A line without its own dialect is read in the command line's. */
export const inDialect = (request: Request, options: Options): Request =>
  request.kind === 'shell' && request.dialect === undefined ? { ...request, dialect: options.dialect } : request;

/** The one operand, or standard input for `-`. */
export async function oneCommand(options: Options, io: Io): Promise<string | UsageProblem> {
  const [command] = options.operands;
  if (command === undefined || options.operands.length > 1) {
    return usage(
      command === undefined ? 'no command was given' : 'more than one command was given',
      "quote the whole command line as one argument: 'git status && ls'",
    );
  }
  if (command !== '-') return command;
  const text = (await readAll(io.input)).replace(/\n$/, '');
  return text === '' ? usage('standard input is empty', "pipe a command in: echo 'git status' | writ eval -") : text;
}

function brief(decision: Decision, io: Io): string {
  const paint = painter(io);
  const lines = decision.reasons.map((reason) => `  ${reason}`);
  return `${[paint(decision.effect, decision.effect), ...lines].join('\n')}\n`;
}

/** The answer to one line of a batch; tools rely on this shape. */
export function batchAnswer(id: Json, decision: Decision): Json {
  return {
    id,
    effect: decision.effect,
    uncertain: decision.uncertain,
    causes: decision.causes.map(({ rule, layer, file, line, effect }) => ({ rule, layer, file, line, effect })),
    reasons: decision.reasons,
  };
}
