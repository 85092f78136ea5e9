import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { loadFile, showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';

/** `writ check`: every problem of the files, at its place. */
export async function checkCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const files = [...options.operands, ...options.policies];
  if (files.length === 0 && options.layers.length === 0) return usage('no file to check', 'writ check FILE…');
  const named = [...files.map((file) => ({ name: 'managed', file })), ...options.layers];
  const results = named.map(({ name, file }) => loadFile(file, name, options.base));
  const diagnostics = results.flatMap((one) => (one.ok ? one.warnings : one.diagnostics));
  const errors = diagnostics.filter((one) => one.severity === 'error').length;
  if (options.json)
    await io.out(`${JSON.stringify({ version: 1, files: named.map(({ file }) => file), diagnostics })}\n`);
  else {
    showDiagnostics(diagnostics, options, io);
    await io.out(summary(results.length, errors, diagnostics.length - errors));
  }
  return errors > 0 ? EXIT.badPolicy : diagnostics.length > 0 ? EXIT.findings : EXIT.fine;
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
const summary = (files: number, errors: number, warnings: number): string =>
  `${count(files, 'file')}: ${errors + warnings === 0 ? 'no problems' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`}\n`;
