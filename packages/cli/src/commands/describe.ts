import { nearest } from '@writ/dsl';
import { twoLinesFor } from '@writ/engine';
import { pack } from '@writ/std';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';
import { type Found, findDescriptions, namesBelow } from './describe/find.ts';
import { partsOf } from './describe/parts.ts';
import { isComplete, showFound } from './describe/show.ts';

/** `writ describe`: what is known about a program or one of its subcommands, and what each word of it leads to. */
export async function describeCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const [program, ...path] = options.operands;
  if (program === undefined) return usage('no program to describe', 'writ describe PROGRAM [SUBCOMMAND…]');
  const loaded = loadEngine(options);
  if (!loaded.ok) {
    showDiagnostics(loaded.diagnostics, options, io);
    return EXIT.badPolicy;
  }
  const documents = [...(options.std ? (pack('std') ?? []) : []), ...loaded.documents];
  const search = findDescriptions([...new Set(documents)], program, path);
  if (search.kind === 'unknown') {
    if (options.json) await io.out(`${JSON.stringify({ version: 1, program, subcommands: path, descriptions: [] })}\n`);
    else io.err(unknown(program, search.word, search.known));
    return EXIT.findings;
  }
  const title = (found: Found): string => [found.program, ...path].join(' ');
  const text = options.json
    ? JSON.stringify({ version: 1, program, subcommands: path, descriptions: search.found.map(fields) })
    : search.found.map((found) => showFound(found, title(found))).join('\n\n');
  await io.out(`${text}\n`);
  return EXIT.fine;
}

const fields = (found: Found) => ({
  program: found.program,
  file: found.file,
  line: found.line,
  like: found.like ?? null,
  style: found.level.style ?? null,
  complete: isComplete(found.level),
  parts: partsOf(found),
  subcommands: namesBelow(found.level),
});

function unknown(program: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const guess = near === undefined ? '' : `  did you mean \`${near}\`?\n`;
  if (word !== program) return `writ: \`${program}\` has no described subcommand \`${word}\`\n${guess}`;
  return `writ: nobody described \`${program}\`\n${guess}  two lines of a policy do, once you know its options and what it does with its operands:
    ${twoLinesFor(program).join('\n    ')}\n`;
}
