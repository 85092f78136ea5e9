import { compileEngine } from '@writ/engine';
import { benchLayers, type Command, casbin, type Judge, regExpList, writDecisions } from './judges.ts';
import { matchingJudge } from './matching.ts';
import { type Effort, inTurn, perSecond } from './measure.ts';
import { type BenchRule, makeCommands, makeRules } from './rules.ts';
import { printTable, ratio, short } from './table.ts';

const SIZES = [10, 100, 1000, 10_000];
const LINES = ['git status', 'npm run build && git push origin main 2>&1 | tee log.txt'];

/** Decisions per second at 10 to 10,000 rules, beside a list of expressions and casbin, all asked the same commands. */
export async function benchDecisions(effort: Effort): Promise<void> {
  const sizes = effort === 'smoke' ? SIZES.slice(0, 2) : SIZES;
  const columns: Figures[] = [];
  for (const size of sizes) columns.push(await figuresAt(makeRules(size), effort));
  const names = Object.keys(columns[0] ?? {});
  const head = ['', ...sizes.map((size) => `${size} rules`)];
  const row = (name: string): readonly string[] => [name, ...columns.map((figures) => short(figures[name] ?? 0))];
  printTable('Decisions per second', head, names.map(row));
  const beside = (ours: string, theirs: string): readonly string[] => [
    `${ours} / ${theirs}`,
    ...columns.map((figures) => ratio(figures[ours] ?? 0, figures[theirs] ?? 1)),
  ];
  printTable(
    'Writ beside the others',
    head,
    ['list of RegExp', 'casbin'].flatMap((peer) => [
      beside('writ, matching', peer),
      beside('writ, whole decision', peer),
    ]),
  );
}

type Figures = Readonly<Record<string, number>>;

async function figuresAt(rules: readonly BenchRule[], effort: Effort): Promise<Figures> {
  const layers = benchLayers(rules);
  const engine = compileEngine({ layers });
  const [words, whole] = writDecisions(engine);
  const judges = [matchingJudge(engine, layers), words, whole, regExpList(rules), await casbin(rules)];
  const commands = makeCommands(rules).map((argv) => ({ argv, text: argv.join(' ') }));
  mustAgree(judges, commands);
  const figures = judges.map((one) => [
    one.name,
    perSecond(inTurn(commands.map((command) => one.on(command))), effort),
  ]);
  const lines = LINES.map((text) => [`writ, ${shortened(text)}`, perSecond(whole.on({ argv: [], text }), effort)]);
  return Object.fromEntries([...figures, ...lines]);
}

const shortened = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** A fast wrong answer is worth nothing: before anything is timed, all have to say the same of every command. */
function mustAgree(judges: readonly Judge[], commands: readonly Command[]): void {
  for (const command of commands) {
    const answers = judges.map((one) => ({ name: one.name, allows: one.on(command)() }));
    if (answers.some(({ allows }) => allows !== answers[0]?.allows)) {
      throw new Error(`${command.text} → ${answers.map(({ name, allows }) => `${name}: ${allows}`).join(', ')}`);
    }
  }
}
