import type { Role } from '../policy.ts';
import { knownText, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { analyse, type ProgramRole } from './languages/analyse.ts';
import type { LanguageAct } from './languages/language.ts';
import { basedOn, type Origin } from './origin.ts';

/** A word that is program text in a little language. */
export interface ProgramWord {
  readonly role: ProgramRole;
  readonly word: Word;
  readonly origin: Origin;
}

export function isProgramRole(role: Role): role is ProgramRole {
  return role === 'sed' || role === 'awk' || role === 'jq' || role === 'sql' || role === 'fzf';
}

export function keepProgram(into: ProgramWord[], role: ProgramRole, word: Word, origin: Origin): void {
  into.push({ role, word, origin });
}

/**
 * Reads the program texts of a call. Several of one language are one program, put together line by line (`sed -e a -e b`):
 * each is read alone, and all together where one of them is not understood alone.
 */
export function flushPrograms({
  programs,
  consequences,
}: {
  readonly programs: readonly ProgramWord[];
  readonly consequences: Consequence[];
}): void {
  for (const role of new Set(programs.map((program) => program.role)))
    pushTogether(
      consequences,
      programs.filter((program) => program.role === role),
    );
}

/** Adds what one program text does by itself. */
export function pushProgram(into: Consequence[], program: ProgramWord): void {
  pushActs(into, actsOf(program), program);
}

/** Only these put their texts together; two SQL commands or `jq` filters never become one. */
const CONTINUED: ReadonlySet<ProgramWord['role']> = new Set(['sed', 'awk']);

function pushTogether(into: Consequence[], programs: readonly ProgramWord[]): void {
  const [first] = programs;
  if (first === undefined) return;
  const alone = programs.map((program) => actsOf(program));
  if (
    !CONTINUED.has(first.role) ||
    programs.length === 1 ||
    alone.every((acts) => acts.every(({ act }) => act !== 'code'))
  ) {
    for (const [at, program] of programs.entries()) pushActs(into, alone[at] ?? [], program);
    return;
  }
  const texts = programs.map(({ word }) => knownText(word));
  const carriers = programs.flatMap(({ origin }) => origin.carriers);
  const whole = texts.every((text): text is string => text !== undefined)
    ? analyse(first.role, texts.join('\n'))
    : UNKNOWN;
  pushActs(into, whole, { ...first, origin: { ...first.origin, carriers } });
}

const UNKNOWN: readonly LanguageAct[] = [{ act: 'code', reason: 'is not known before it runs' }];

function actsOf({ role, word }: ProgramWord): readonly LanguageAct[] {
  const text = knownText(word);
  return text === undefined ? UNKNOWN : analyse(role, text);
}

/** Reading files is what these languages are for; writing, running and what is not understood is a hazard. */
function pushActs(into: Consequence[], acts: readonly LanguageAct[], { role, word, origin }: ProgramWord): void {
  const { carriers, hazard } = origin;
  const { span } = word;
  for (const found of acts) {
    switch (found.act) {
      case 'read':
        into.push({
          kind: 'read',
          path: { kind: 'text', text: found.path, span },
          tree: false,
          carriers,
          verbatim: true,
          hazard,
          ...basedOn(origin),
        });
        break;
      case 'write':
        into.push({
          kind: 'write',
          path: { kind: 'text', text: found.path, span },
          tree: false,
          carriers,
          verbatim: true,
          hazard: true,
          ...basedOn(origin),
        });
        break;
      case 'shell':
        into.push({
          kind: 'shell',
          text: { kind: 'text', text: found.text, span },
          same: false,
          carriers,
          verbatim: true,
          hazard: true,
          ...basedOn(origin),
        });
        break;
      case 'environment':
        into.push({ kind: 'credential', access: 'read', name: 'environment', carriers, hazard, verbatim: true });
        break;
      case 'code':
        into.push({
          kind: 'opaque',
          why: 'code',
          reason: `the ${role} program ${found.reason}`,
          carriers,
          verbatim: true,
          hazard: true,
        });
        break;
    }
  }
}
