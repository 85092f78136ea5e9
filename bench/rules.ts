import type { Effect } from '@writ/engine';

/** One rule in a form that every engine of the comparison can say. */
export interface BenchRule {
  readonly effect: Effect;
  readonly program: string;
  readonly subcommand: string;
  /** A word that has to follow somewhere. */
  readonly option?: string;
}

/** Rules over programs of ten subcommands each, as a policy has them: mostly allows, some denies of one option, some asks. */
export function makeRules(count: number): readonly BenchRule[] {
  return Array.from({ length: count }, (_, at): BenchRule => {
    const where = { program: `tool${Math.floor(at / 10)}`, subcommand: `sub${at % 10}` };
    if (at % 10 === 3) return { effect: 'deny', program: where.program, subcommand: 'sub2', option: '--force' };
    if (at % 10 === 7) return { effect: 'ask', ...where };
    return { effect: 'allow', ...where };
  });
}

/** Commands that meet rules from the first to the last, and some that meet none. */
export function makeCommands(rules: readonly BenchRule[]): readonly (readonly string[])[] {
  const step = Math.max(1, Math.floor(rules.length / 64));
  const met = rules.filter((_, at) => at % step === 0 || at % step === step - 1);
  return met.flatMap(({ program, subcommand, option }, at) => [
    [program, subcommand, 'src/main.ts', `--level=${at}`],
    [program, subcommand, 'src/main.ts', option ?? '--force'],
    [program, 'other', 'src/main.ts'],
  ]);
}

/** The rules as a policy. */
export function policyText(rules: readonly BenchRule[]): string {
  const lines = rules.map(({ effect, program, subcommand, option }) => {
    const words = [
      program,
      subcommand,
      ...(option === undefined ? [] : [option]),
      ...(effect === 'allow' ? ['**'] : []),
    ];
    return `${effect} run ${words.join(' ')}`;
  });
  return [
    'writ 1',
    'allow run git status',
    'allow run npm run build',
    'ask run git push',
    'allow run tee **',
    ...lines,
    '',
  ].join('\n');
}

/** What a rule says of a command as text. */
export function regExpSource({ program, subcommand, option }: BenchRule): string {
  const more = '(?: .*)?';
  return `^${program} ${subcommand}${option === undefined ? '' : `${more} ${option}`}${more}$`;
}
