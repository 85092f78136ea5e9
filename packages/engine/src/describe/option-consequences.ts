import type { OptionDescription, Role } from '../policy.ts';
import type { Word } from '../word.ts';
import type { Call } from './call.ts';
import type { Consequence } from './consequence.ts';
import { keepDatabase } from './database.ts';
import { pushDoes } from './does.ts';
import { pushFound } from './found-files.ts';
import { isInto, pushInto } from './into.ts';
import { pushNumbered } from './numbered.ts';
import type { Origin } from './origin.ts';
import { isProgramRole, keepProgram } from './program-words.ts';
import { isAlwaysHazard, pushRole } from './role.ts';
import type { FoundOption } from './scan.ts';
import { variantsOf } from './variants.ts';
import { dropText, leadingText } from './word-parts.ts';

/** Adds what follows from the options. */
export function pushOptions(call: Call): void {
  for (const found of call.found.options) {
    const { variants, listed } = variantsOf(found, call.found, call.shape);
    for (const { option } of variants) pushOption(call, found, option);
    if (listed || call.adding) continue;
    const reason = `what \`${found.name}\` means with this value is not described`;
    call.consequences.push({ kind: 'opaque', why: 'option', reason, carriers: found.words, hazard: true });
  }
}

function pushOption(call: Call, found: FoundOption, option: OptionDescription): void {
  const { consequences } = call;
  const before = consequences.length + call.programs.length;
  const origin: Origin = {
    carriers: found.words,
    hazard: option.hazard === true,
    base: call.base,
    label: `\`${found.name}\``,
    same: call.same,
    hosts: call.hosts,
  };
  for (const does of option.does) {
    const always = does.act === 'code' || does.act === 'shell' || does.act === 'run' || does.act === 'escalate';
    pushDoes(call, does, always ? { ...origin, hazard: true } : origin, call.argv[found.words[0] ?? 0] ?? call.argv[0]);
  }
  if (option.role !== undefined)
    pushValueless(consequences, option.role, origin, call.argv[found.words[0] ?? 0] ?? call.argv[0]);
  const role = option.value?.role;
  if (role !== undefined && found.value !== undefined) {
    pushValue(call, role, found.value, origin);
    const behind = behindEquals(found);
    if (behind !== undefined) pushValue(call, role, behind, origin);
  }
  for (const { item, words, indices } of found.items ?? []) {
    const part: Origin = {
      ...origin,
      carriers: carriersOf(found, indices),
      hazard: origin.hazard || item.hazard === true,
    };
    if (item.role === 'run' || item.role === 'run-more')
      pushFound(call, item.role, words, { ...part, carriers: found.words }, option, found);
    else if (item.role === 'module')
      // What the module makes of the words behind its name is asked of that program.
      pushRole(consequences, item.role, words, { ...part, carriers: carriersOf(found, indices.slice(0, 1)) });
    else if (item.role !== undefined) for (const word of words) pushValue(call, item.role, word, part);
  }
  if (option.hazard === true && consequences.length + call.programs.length === before) {
    consequences.push({
      kind: 'opaque',
      why: 'option',
      reason: `${origin.label} is not ordinary use`,
      carriers: found.words,
      hazard: true,
    });
  }
}

/** `-f=x`: to getopt the value is `=x`, and to programs in Go and others it is `x`; what follows from either may happen. */
function behindEquals({ name, value, words }: FoundOption): Word | undefined {
  if (value === undefined || words.length !== 1 || !/^-[^-]$/.test(name) || !leadingText(value).startsWith('=')) return;
  const behind = dropText(value, 1);
  return behind.kind === 'text' && behind.text === '' ? undefined : behind;
}

const carriersOf = ({ words }: FoundOption, indices: readonly number[]): readonly number[] => [
  ...new Set([...words.slice(0, 1), ...indices]),
];

function pushValue(call: Call, role: Role, value: Word, origin: Origin): void {
  if (isProgramRole(role)) keepProgram(call.programs, role, value, origin);
  else if (role === 'database') keepDatabase(call.databases, value, origin);
  else if (isInto(role)) pushInto(call, role, value, origin, true);
  else if (role === 'write-numbered') pushNumbered(call, value, origin);
  else pushRole(call.consequences, role, [value], origin);
}

/** `--ext-diff:code`: a role without a value, so what it works on stands elsewhere. */
function pushValueless(into: Consequence[], role: Role, origin: Origin, word: Word): void {
  const { carriers, label } = origin;
  const hazard = origin.hazard || isAlwaysHazard(role);
  if (role === 'connect')
    into.push({ kind: 'connect', target: { kind: 'text', text: '*', span: word.span }, carriers, hazard });
  else if (role === 'user')
    into.push({ kind: 'escalate', user: { kind: 'text', text: 'root', span: word.span }, carriers, hazard });
  else into.push({ kind: 'opaque', why: 'code', reason: `${label} can run any code`, carriers, hazard: true });
}
