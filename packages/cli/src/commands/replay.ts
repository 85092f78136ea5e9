import { show } from '@writ/approvals';
import type { Decision, Effect, Engine } from '@writ/engine';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import { openLog } from '../log/open-log.ts';
import type { Log, LogLine } from '../log/read-log.ts';
import type { Options } from '../options.ts';
import { painter } from '../paint.ts';
import { contextOf } from './eval.ts';

/** A line whose verdict is not what it was. */
interface Changed {
  readonly line: LogLine;
  readonly before: Effect;
  readonly now: Decision;
}

/** `writ replay`: what a policy would make of a recorded log, and what that changes. */
export async function replayCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const [file, extra] = options.operands;
  if (file === undefined || extra !== undefined) return usage('name one log', 'writ replay --policy FILE LOG.jsonl');
  const { against } = options.given;
  const loaded = [options, ...(against === undefined ? [] : [{ ...options, policies: against }])].map((one) =>
    loadEngine(one),
  );
  const broken = loaded.flatMap((one) => (one.ok ? [] : one.diagnostics));
  if (broken.length > 0) {
    showDiagnostics(broken, options, io);
    return EXIT.badPolicy;
  }
  const [engine, other] = loaded.flatMap((one) => (one.ok ? [one.engine] : []));
  if (engine === undefined) return EXIT.bug;
  const log = await openLog(file, options, io);
  if ('kind' in log) return log;
  const judged = (by: Engine, line: LogLine): Decision => by.decide(line.request, contextOf(options, line.context, io));
  const all = log.lines.map((line) => ({
    line,
    now: judged(engine, line),
    before: other === undefined ? line.effect : judged(other, line).effect,
  }));
  const changed = all.flatMap(({ line, now, before }): readonly Changed[] =>
    before === undefined || before === now.effect ? [] : [{ line, now, before }],
  );
  const verdicts = all.map(({ now }) => now.effect);
  const unknown = all.filter(({ before }) => before === undefined).length;
  await io.out(
    options.json ? json(log, verdicts, changed, unknown) : report(log, verdicts, changed, unknown, options, io),
  );
  return changed.length > 0 ? EXIT.findings : EXIT.fine;
}

const EFFECTS = ['allow', 'ask', 'deny'] as const;
const countOf = (verdicts: readonly Effect[], effect: Effect): number =>
  verdicts.filter((one) => one === effect).length;

function json(log: Log, verdicts: readonly Effect[], changed: readonly Changed[], unknown: number): string {
  const counts = Object.fromEntries(EFFECTS.map((effect) => [effect, countOf(verdicts, effect)]));
  const changes = changed.map(({ line, before, now }) => ({
    ...{ line: line.number, text: line.text, before, now: now.effect, causes: now.causes, reasons: now.reasons },
  }));
  return `${JSON.stringify({ version: 1, lines: log.lines.length, counts, unknown, changes, unread: log.bad })}\n`;
}

/** The counts, then what changes, what becomes looser first, with examples. */
function report(
  { lines, bad }: Log,
  verdicts: readonly Effect[],
  changed: readonly Changed[],
  unknown: number,
  options: Options,
  io: Io,
): string {
  const paint = painter(io);
  const pairs = LOOSER_FIRST.map(([before, now]) => ({
    title: `${paint(before, before)} → ${paint(now, now)}`,
    of: changed.filter((one) => one.before === before && one.now.effect === now),
  })).filter(({ of }) => of.length > 0);
  const than =
    options.given.against === undefined ? 'what was recorded' : `what ${options.given.against.join(', ')} says`;
  return [
    `${lines.length} lines: ${EFFECTS.map((effect) => `${countOf(verdicts, effect)} ${effect}`).join(', ')}`,
    ...(unknown === 0 ? [] : [`${unknown} of them have no recorded verdict to compare with`]),
    ...(bad.length === 0 ? [] : [`${bad.length} more could not be read; line ${bad[0]?.number}: ${bad[0]?.problem}`]),
    `${changed.length} changed from ${than}`,
    ...pairs.map(({ title, of }) => `${String(of.length).padStart(5)}  ${title}`),
    ...pairs.flatMap(({ title, of }) => [
      '',
      title,
      ...of
        .slice(0, EXAMPLES)
        .flatMap(({ line, now }) => [
          `  line ${line.number}: ${shown(line.text)}`,
          `    ${shown(now.reasons.join('; '))}`,
        ]),
      ...(of.length > EXAMPLES ? [`  and ${of.length - EXAMPLES} more: --json lists them all`] : []),
    ]),
    '',
  ].join('\n');
}

const LOOSER_FIRST: readonly (readonly [before: Effect, now: Effect])[] = [
  ['deny', 'allow'],
  ['ask', 'allow'],
  ['deny', 'ask'],
  ['allow', 'ask'],
  ['ask', 'deny'],
  ['allow', 'deny'],
];
const EXAMPLES = 5;
const shown = (text: string): string => show(text.replaceAll('\n', '⏎'), { most: 120 }).text;
