import { show } from '@writ/approvals';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import { openLog } from '../log/open-log.ts';
import type { Log } from '../log/read-log.ts';
import type { Options } from '../options.ts';
import { type Suggestion, suggest } from '../suggest/suggest.ts';
import { contextOf } from './eval.ts';

/** `writ suggest`: a policy that allows what people allowed, and nothing that they denied. */
export async function suggestCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const [file, extra] = options.operands;
  if (file === undefined || extra !== undefined) return usage('name one log', 'writ suggest LOG.jsonl');
  const loaded = loadEngine(options);
  if (!loaded.ok) {
    showDiagnostics(loaded.diagnostics, options, io);
    return EXIT.badPolicy;
  }
  const log = await openLog(file, options, io);
  if ('kind' in log) return log;
  if (!log.lines.some(({ answer }) => answer !== undefined))
    return usage(
      `\`${file}\` holds no answers of people`,
      'a line with one looks like {"command": "npm test", "answer": "allow"}; the record of decisions that a host keeps has them too',
    );
  const suggestion = suggest(log.lines, loaded.engine, contextOf(options, {}, io));
  await io.out(
    options.json ? `${JSON.stringify({ version: 1, ...suggestion, unread: log.bad })}\n` : policyOf(suggestion, log),
  );
  return EXIT.fine;
}

/** A policy file, with what one has to know to weigh each rule. */
function policyOf({ rules, left, passed }: Suggestion, { lines, bad }: Log): string {
  const answered = (answer: 'allow' | 'deny'): number => lines.filter((line) => line.answer === answer).length;
  const text = (number: number): string =>
    show(lines.find((line) => line.number === number)?.text.replaceAll('\n', '⏎') ?? '', { most: 80 }).text;
  return [
    'writ 1',
    'layer user',
    'use std',
    '',
    `# From ${lines.length} lines: ${answered('allow')} were allowed, ${answered('deny')} denied. Read each rule before you keep it.`,
    ...bad.slice(0, SHOWN).map(({ number, problem }) => `# Line ${number} was not read: ${problem}.`),
    ...rules.flatMap(({ rule, lines: served, covers }) => [
      '',
      `# ${served.length === 0 ? 'together with others' : `${lineNumbers(served)}, for example: ${text(served[0] ?? 0)}`}`,
      ...covers.map((sentence) => `# also lets through: ${sentence}`),
      rule,
    ]),
    ...(left.length === 0 ? [] : ['', '# Allowed by a person, and served by no rule that could be proposed:']),
    ...left.map(
      ({ line, why }) => `#   line ${line}: ${text(line)}  (${show(why.replaceAll('\n', '⏎'), { most: 100 }).text})`,
    ),
    ...(passed.length === 0 ? [] : ['', '# Not answered by anybody, and let through by these rules:']),
    ...passed.map((line) => `#   line ${line}: ${text(line)}`),
    '',
  ].join('\n');
}

const SHOWN = 10;

const lineNumbers = (numbers: readonly number[]): string =>
  `line${numbers.length === 1 ? '' : 's'} ${numbers.slice(0, SHOWN).join(', ')}${numbers.length > SHOWN ? ` and ${numbers.length - SHOWN} more` : ''}`;
