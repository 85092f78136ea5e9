import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { EXIT, type ExitCode, type Io, type Terminal, type UsageProblem, usage } from '../io.ts';
import { readLines } from '../lines.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';
import { painter } from '../paint.ts';
import { openHistory } from '../repl/history.ts';
import { createSession, type Session } from '../repl/session.ts';
import { stateFolder } from '../store-place.ts';
import { contextOf } from './eval.ts';

/** `writ repl`: type commands, see verdicts, try rules. On a terminal with editing and history; through a pipe without. */
export async function replCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  if (options.operands.length > 0)
    return usage('`repl` takes no operand', 'name policies with `--policy FILE`, then type commands');
  const loaded = loadEngine(options);
  if (!loaded.ok) {
    showDiagnostics(loaded.diagnostics, options, io);
    return EXIT.badPolicy;
  }
  const session = createSession(loaded.engine, contextOf(options, {}, io), options.dialect, painter(io), (path) =>
    resolve(options.workspace, path),
  );
  await (io.terminal === undefined ? converse(session, io) : edit(session, io.terminal, io));
  return EXIT.fine;
}

async function converse(session: Session, io: Io): Promise<void> {
  for await (const line of readLines(io.input)) {
    const text = line.kind === 'bad' ? line.problem : session.answer(line.text);
    if (text === undefined) return;
    if (text !== '') await io.out(`${text}\n`);
  }
}

async function edit(session: Session, { input, output }: Terminal, io: Io): Promise<void> {
  const history = openHistory(join(stateFolder(io), 'repl-history'));
  const lines = createInterface({
    ...{ input, output, terminal: true, prompt: 'writ> ', history: [...history.lines], historySize: 500 },
    completer: (line: string) => [[...session.complete(line)], line],
  });
  output.write('`:help` says what there is; Ctrl-D leaves.\n');
  lines.prompt();
  // Ctrl-C drops what was typed, as in a shell.
  lines.on('SIGINT', () => {
    output.write('^C\n');
    lines.write(null, { ctrl: true, name: 'u' });
    lines.prompt();
  });
  for await (const line of lines) {
    const text = session.answer(line);
    if (text === undefined) break;
    history.add(line);
    if (text !== '') output.write(`${text}\n`);
    lines.prompt();
  }
  lines.close();
}
