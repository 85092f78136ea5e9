import { printEnv, printOperand, printOption } from '@writ/dsl';
import type { Form, Level } from '@writ/engine';
import type { Found } from './find.ts';
import { leadOfDoes, leadOfEnv, leadOfOperand, leadOfOption } from './lead.ts';

/** One thing that a description says, and where that leads. */
export interface Part {
  readonly kind: 'does' | 'option' | 'operand' | 'env';
  /** As the description writes it. */
  readonly shown: string;
  /** Empty: it leads to nothing. */
  readonly leadsTo: readonly string[];
  /** An allow of the program by name does not cover it (docs/language.md, hazards). */
  readonly hazard: boolean;
  /** The options that decide whether this part holds: `with -x`. */
  readonly form?: string;
  /** True for an option of the command above. */
  readonly inherited?: true;
}

/** Everything that a description says about one command, its subcommands aside. */
export const partsOf = ({ level, inherited }: Found): readonly Part[] => [
  ...ofLevel(level),
  ...level.forms.flatMap((form) => ofLevel(form).map((part) => ({ ...part, form: conditionOf(form) }))),
  ...inherited.map((option): Part => ({ ...ofOption(option), inherited: true })),
];

const ofLevel = ({ does, options, operands, env }: Level): readonly Part[] => [
  ...does.map((one): Part => ({ kind: 'does', shown: '', ...leadOfDoes(one) })),
  ...options.map(ofOption),
  ...(operands ?? []).map((item): Part => ({ kind: 'operand', shown: printOperand(item), ...leadOfOperand(item) })),
  ...env.map((one): Part => ({ kind: 'env', shown: printEnv(one), ...leadOfEnv(one) })),
];

const ofOption = (option: Level['options'][number]): Part => ({
  kind: 'option',
  shown: printOption({ ...option, does: [] }),
  ...leadOfOption(option),
});

function conditionOf({ with: first, also, without }: Form): string {
  const tests = [
    first && `with ${first.join(', ')}`,
    also && `with ${also.join(', ')}`,
    without && `without ${without.join(', ')}`,
  ];
  return tests.filter((test) => test !== undefined).join(' and ') || 'in one form';
}
