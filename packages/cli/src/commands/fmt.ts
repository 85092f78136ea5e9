import { resolve } from 'node:path';
import { type Diagnostic, format, renderDiagnostic } from '@writ/dsl';
import { createTwoFilesPatch } from 'diff';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { LAYERS } from '../load.ts';
import type { Options } from '../options.ts';
import { readBytes } from '../read-all.ts';
import { decodeSource, readSource, replaceSource } from '../source-file.ts';

/** What became of one file. */
type Outcome =
  | { readonly kind: 'fine' | 'changed'; readonly file: string; readonly before: string; readonly after: string }
  | {
      readonly kind: 'errors';
      readonly file: string;
      readonly source: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: 'failed'; readonly file: string; readonly why: string };

/** `writ fmt`: files in their canonical layout. */
export async function fmtCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const { operands } = options;
  if (operands.length === 0) return usage('no file to lay out', 'writ fmt FILE…, or `-` for standard input');
  if (operands.includes('-') && operands.length > 1) return usage('`-` stands alone', 'writ fmt - < FILE');
  if (operands[0] === '-') return filter(options, io);
  const writes = options.given.check !== true && options.given.diff !== true;
  const outcomes = operands.map((file) => outcomeOf(file, options.base, writes));
  if (options.json) await io.out(`${JSON.stringify({ version: 1, files: outcomes.map(inJson) })}\n`);
  else {
    for (const one of outcomes) await tell(one, options, io);
    if (options.given.diff !== true) await io.out(summary(outcomes, writes));
  }
  return codeOf(outcomes, writes);
}

function summary(outcomes: readonly Outcome[], writes: boolean): string {
  const files = outcomes.length === 1 ? '1 file' : `${outcomes.length} files`;
  const changed = outcomes.filter(({ kind }) => kind === 'changed').length;
  const failed = outcomes.filter(({ kind }) => kind === 'errors' || kind === 'failed').length;
  return `${files}: ${changed} ${writes ? 'changed' : 'would change'}${failed === 0 ? '' : `, ${failed} left alone`}\n`;
}

/** Standard input to standard output; with errors nothing is written. */
async function filter(options: Options, io: Io): Promise<ExitCode> {
  const read = decodeSource(await readBytes(io.input));
  const outcome: Outcome = read.ok ? layOut('<stdin>', read.text) : { kind: 'failed', file: '<stdin>', why: read.why };
  const shows = options.given.check === true || options.given.diff === true;
  if (shows || outcome.kind === 'errors' || outcome.kind === 'failed') await tell(outcome, options, io);
  else await io.out(outcome.after);
  return codeOf([outcome], !shows);
}

function outcomeOf(file: string, base: string, writes: boolean): Outcome {
  const path = resolve(base, file);
  const read = readSource(path);
  if (!read.ok) return { kind: 'failed', file, why: read.why };
  const outcome = layOut(file, read.text);
  if (outcome.kind !== 'changed' || !writes) return outcome;
  const written = replaceSource(path, outcome.after);
  return written.ok ? outcome : { kind: 'failed', file, why: written.why };
}

function layOut(file: string, before: string): Outcome {
  const result = format(before, { file, layer: LAYERS[LAYERS.length - 1] ?? 'managed', layers: LAYERS });
  if (!result.ok) return { kind: 'errors', file, source: before, diagnostics: result.diagnostics };
  return { kind: result.text === before ? 'fine' : 'changed', file, before, after: result.text };
}

async function tell(outcome: Outcome, { given }: Options, io: Io): Promise<void> {
  if (outcome.kind === 'failed') io.err(`writ: ${outcome.file}: ${outcome.why}\n`);
  else if (outcome.kind === 'errors')
    for (const one of outcome.diagnostics.filter(({ severity }) => severity === 'error'))
      io.err(`${renderDiagnostic(outcome.source, one)}\n`);
  else if (outcome.kind === 'changed') await io.out(given.diff === true ? difference(outcome) : `${outcome.file}\n`);
}

const difference = ({ file, before, after }: Extract<Outcome, { kind: 'changed' | 'fine' }>): string =>
  createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after).replace(/^=+\n/, '');

function inJson(outcome: Outcome): object {
  const { kind, file } = outcome;
  if (kind === 'errors') return { file, outcome: kind, diagnostics: outcome.diagnostics };
  return kind === 'failed' ? { file, outcome: kind, why: outcome.why } : { file, outcome: kind };
}

function codeOf(outcomes: readonly Outcome[], writes: boolean): ExitCode {
  if (outcomes.some(({ kind }) => kind === 'errors' || kind === 'failed')) return EXIT.badPolicy;
  return !writes && outcomes.some(({ kind }) => kind === 'changed') ? EXIT.findings : EXIT.fine;
}
