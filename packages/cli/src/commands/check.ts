import { resolve } from 'node:path';
import type { Diagnostic } from '@writ/dsl';
import { type Checked, checkPolicy, type Policy } from '../check/findings.ts';
import { sarifLog } from '../check/sarif.ts';
import { changeSince, stampsOf } from '../check/watch.ts';
import { githubAnnotation } from '../github.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';

/** `writ check`: every problem of the files, at its place. */
export async function checkCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const policies = policiesOf(options);
  if (policies.length === 0) return usage('no file to check', 'writ check FILE…');
  if (options.given.watch !== true) return report(checkAll(policies, options, io), policies, options, io);
  return watch(policies, options, io);
}

/** Reports, and again after each change, until the process is ended. A file that is gone is watched on: it may come back. */
async function watch(policies: readonly Policy[], options: Options, io: Io): Promise<never> {
  const watched = new Set<string>();
  for (;;) {
    const before = stampsOf(watched);
    const checked = checkAll(policies, options, io);
    const known = watched.size;
    for (const file of checked.files) watched.add(resolve(options.base, file));
    if (watched.size > known) continue; // read once more, so that no change since then is missed
    await report(checked, policies, options, io);
    await changeSince(before);
    await io.out('\n');
  }
}

/** Each operand is a policy of its own; `--policy` and `--layer` together are one. Operands may name any layer. */
function policiesOf({ operands, policies, layers }: Options): readonly Policy[] {
  const together = [...layers, ...policies.map((file) => ({ name: 'user', file }))];
  const alone = operands.map((file) => [{ name: 'managed', file }]);
  return together.length === 0 ? alone : [...alone, together];
}

function checkAll(policies: readonly Policy[], { base, std }: Options, io: Io): Checked {
  const checked = policies.map((policy) => checkPolicy(policy, { base, std, now: io.now() }));
  const all = checked.flatMap((one) => one.diagnostics);
  // A file that several policies use is told about once.
  const seen = new Map(all.map((one) => [`${one.file} ${one.span.start} ${one.code} ${one.message}`, one]));
  return { files: [...new Set(checked.flatMap((one) => one.files))], diagnostics: [...seen.values()] };
}

async function report(checked: Checked, policies: readonly Policy[], options: Options, io: Io): Promise<ExitCode> {
  const { diagnostics } = checked;
  const errors = diagnostics.filter((one) => one.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  switch (options.json ? 'json' : (options.given.format ?? 'text')) {
    case 'json': {
      const files = policies.flatMap((policy) => policy.map(({ file }) => file));
      await io.out(`${JSON.stringify({ version: 1, files, diagnostics })}\n`);
      break;
    }
    case 'sarif':
      await io.out(sarifLog(diagnostics));
      break;
    case 'github':
      for (const one of diagnostics) await io.out(`${annotation(one)}\n`);
      break;
    default:
      showDiagnostics(diagnostics, options, io);
      await io.out(summary(checked.files.length, errors, warnings));
  }
  if (errors > 0) return EXIT.badPolicy;
  return warnings > (options.given['max-warnings'] ?? 0) ? EXIT.findings : EXIT.fine;
}

const annotation = ({ severity, code, message, help, file, span }: Diagnostic): string =>
  githubAnnotation(
    severity,
    { file: file ?? '', line: span.line, column: span.column },
    code,
    help === undefined ? message : `${message}\n${help}`,
  );

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
const summary = (files: number, errors: number, warnings: number): string =>
  `${count(files, 'file')}: ${errors + warnings === 0 ? 'no problems' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`}\n`;
