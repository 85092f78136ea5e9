import type { LanguageAct } from './language.ts';

/** The roles whose values are program text that an analyser reads. */
export type ProgramRole = 'sed' | 'awk' | 'jq' | 'sql';

/** What a program text does. */
export function analyse(_role: ProgramRole, _text: string): readonly LanguageAct[] {
  return [{ act: 'code', reason: 'is not read yet' }];
}
