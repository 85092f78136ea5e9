import type { Call } from './call.ts';
import type { Consequence } from './consequence.ts';
import { keepDatabase } from './database.ts';
import type { Fit } from './forms.ts';
import { isInto, pushInto } from './into.ts';
import { pushLink } from './link.ts';
import type { ValueItem } from './operand-grammar.ts';
import type { Origin } from './origin.ts';
import { isProgramRole, keepProgram } from './program-words.ts';
import { pushRole } from './role.ts';
import { pushRunMore } from './run-more.ts';

/** Adds what follows from the operands, in every form that could fit. */
export function pushOperands(call: Call, program: string): void {
  const { fits, strays } = call.shape;
  const several = fits.length > 1;
  const start = call.consequences.length;
  for (const fit of fits) pushFit(call, fit);
  if (several) dropRepeated(call.consequences, start);
  for (const index of call.adding ? [] : strays) {
    const reason = `\`${[program, ...call.found.path].join(' ')}\` is not described with this argument`;
    call.consequences.push({ kind: 'opaque', why: 'option', reason, carriers: [index], hazard: true });
  }
}

function pushFit(call: Call, { bound, form }: Fit): void {
  const { grammar } = form;
  if (grammar === undefined || !grammar.bearing) return;
  const gathered = new Set<ValueItem>();
  for (let place = 0; place < bound.items.length; place++) {
    for (const item of bound.items[place] ?? []) {
      if (isGathered(item)) gathered.add(item);
      else pushOperand(call, item, place);
    }
  }
  for (const item of gathered) pushGathered(call, item, bound.items);
  if (grammar.folder && !bound.items.some((items) => items.some((item) => item.role === 'folder'))) {
    call.consequences.push({ kind: 'folder', path: undefined, carriers: [0], hazard: false });
  }
}

/** Roles for which all words of an operand are one command, or one text. */
const isGathered = ({ role }: ValueItem): boolean =>
  role === 'run' || role === 'run-more' || role === 'module' || role === 'shell' || isElsewhere(role);

const isElsewhere = (role: ValueItem['role']): boolean =>
  role === 'elsewhere' || role === 'elsewhere-unfed' || role === 'elsewhere-shell';

function pushOperand(call: Call, item: ValueItem, place: number): void {
  const operand = call.found.operands[place];
  if (operand === undefined) return;
  const origin = originOf(call, item, [operand.index]);
  if (item.role === undefined) {
    if (item.hazard === true)
      call.consequences.push({
        kind: 'opaque',
        why: 'option',
        reason: `${origin.label} is not ordinary use`,
        carriers: origin.carriers,
        hazard: true,
      });
  } else if (isInto(item.role)) pushInto(call, item.role, operand.word, origin);
  else if (item.role === 'link') pushLink(call, operand.word, origin);
  else if (item.role === 'database') keepDatabase(call.databases, operand.word, origin);
  else if (isProgramRole(item.role)) keepProgram(call.programs, item.role, operand.word, origin);
  else pushRole(call.consequences, item.role, [operand.word], origin);
}

function pushGathered(call: Call, item: ValueItem, bound: readonly (readonly ValueItem[])[]): void {
  const places = bound.flatMap((items, place) => (items.includes(item) ? [place] : []));
  const operands = places.flatMap((place) => call.found.operands[place] ?? []);
  const origin = originOf(
    call,
    item,
    operands.map(({ index }) => index),
  );
  const words = operands.map(({ word }) => word);
  // Where another operand may have some of these words, nobody knows where the command starts.
  if (places.some((place) => (bound[place]?.length ?? 0) > 1)) {
    call.consequences.push({
      kind: 'opaque',
      why: 'command',
      reason: 'which words are the command is not known',
      carriers: origin.carriers,
      hazard: true,
    });
  }
  if (item.role === 'run-more') pushRunMore(call, words, origin);
  // What the program makes of the words behind its name is asked of that program.
  else if (item.role === 'module')
    pushRole(call.consequences, item.role, words, { ...origin, carriers: origin.carriers.slice(0, 1) });
  else if (item.role !== undefined) pushRole(call.consequences, item.role, words, origin);
}

function originOf(call: Call, item: ValueItem, carriers: readonly number[]): Origin {
  const { base, same, hosts } = call;
  return { carriers, hazard: item.hazard === true, base, label: `\`<${item.name}>\``, same, hosts };
}

/** Forms that agree on an operand say so once. */
function dropRepeated(consequences: Consequence[], start: number): void {
  const seen = new Set<string>();
  const kept = consequences.splice(start).filter((consequence) => {
    const key = JSON.stringify(consequence);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
  consequences.push(...kept);
}
