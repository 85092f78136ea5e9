import { assertNever } from '../../assert-never.ts';
import { analyseAwk } from './awk.ts';
import { analyseFzf } from './fzf.ts';
import { analyseJq } from './jq.ts';
import type { LanguageAct } from './language.ts';
import { analyseSed } from './sed.ts';
import { analyseSql } from './sql.ts';

/** The roles whose values are program text that an analyser reads. */
export type ProgramRole = 'sed' | 'awk' | 'jq' | 'sql' | 'fzf';

/** What a program text does to the world outside it; empty where it only computes. */
export function analyse(role: ProgramRole, text: string): readonly LanguageAct[] {
  switch (role) {
    case 'sed':
      return analyseSed(text);
    case 'awk':
      return analyseAwk(text);
    case 'jq':
      return analyseJq(text);
    case 'sql':
      return analyseSql(text);
    case 'fzf':
      return analyseFzf(text);
    default:
      return assertNever(role);
  }
}
