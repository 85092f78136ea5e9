import { type Act, type Json, showAct, type Word } from '@writ/engine';
import { runBatch } from '../batch.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem } from '../io.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';
import { contextOf, inDialect, oneCommand } from './eval.ts';

/** `writ acts`: what a command would do, without judging it. */
export async function actsCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const loaded = loadEngine(options);
  if (!loaded.ok) {
    showDiagnostics(loaded.diagnostics, options, io);
    return EXIT.badPolicy;
  }
  const { engine } = loaded;
  if (options.batch) {
    await runBatch(io.input, io.out, ({ id, request, context }) => ({
      id,
      acts: engine.acts(inDialect(request, options), contextOf(options, context, io)).flatMap(flat),
    }));
    return EXIT.fine;
  }
  const command = await oneCommand(options, io);
  if (typeof command !== 'string') return command;
  const acts = engine.acts({ kind: 'shell', command, dialect: options.dialect }, contextOf(options, {}, io));
  const text = options.json
    ? JSON.stringify({ version: 1, acts: acts.flatMap(flat) })
    : acts.flatMap((act) => tree(act, 0)).join('\n');
  await io.out(text === '' ? '' : `${text}\n`);
  return EXIT.fine;
}

function tree(act: Act, depth: number): readonly string[] {
  const line = `${'  '.repeat(depth)}${act.kind.padEnd(8)} ${showAct(act)}`;
  return [line, ...('consequences' in act ? act.consequences.flatMap((one) => tree(one, depth + 1)) : [])];
}

/** An act and all that follows from it, outermost first; tools rely on this shape. */
function flat(act: Act): readonly Json[] {
  const below = 'consequences' in act ? act.consequences.flatMap(flat) : [];
  return [fields(act), ...below];
}

function fields(act: Act): Json {
  switch (act.kind) {
    case 'run':
      return { kind: act.kind, argv: act.argv.map(known) };
    case 'read':
    case 'write':
    case 'delete':
      return {
        kind: act.kind,
        path: known(act.path),
        ...(act.tree && { tree: true }),
        ...(act.public && { public: true }),
      };
    case 'connect':
      return { kind: act.kind, target: known(act.target) };
    case 'change':
      return { kind: act.kind, name: act.name };
    case 'env':
      return { kind: act.kind, name: known(act.name) };
    case 'escalate':
      return { kind: act.kind, user: known(act.user) };
    case 'credential':
      return { kind: act.access, credential: act.name };
    case 'tool':
      return { kind: act.kind, tool: act.tool };
    case 'opaque':
      return { kind: act.kind, why: act.why, reason: act.reason };
  }
}

/** `null` stands for what is not one known text. */
const known = (word: Word): string | null => (word.kind === 'text' ? word.text : null);
