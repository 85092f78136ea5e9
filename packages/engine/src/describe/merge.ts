import type { CommandDescription, Level, OptionDescription, Style } from '../policy.ts';
import { STYLES } from '../policy.ts';

export const EMPTY_LEVEL: Level = { options: [], does: [], env: [], commands: [], forms: [] };

/**
 * Two descriptions of one level with equal say, in either order: everything either of them states.
 * It is complete if one of them promises so, because the other only adds to it.
 */
export function uniteLevels(a: Level, b: Level): Level {
  const forms = a.operands === undefined || b.operands === undefined ? [] : [{ ...EMPTY_LEVEL, operands: b.operands }];
  const operands = a.operands ?? b.operands;
  return {
    ...flagsOf(a, b, styleOf(a.style, b.style)),
    ...(operands === undefined ? {} : { operands }),
    options: [...a.options, ...b.options],
    does: [...a.does, ...b.does],
    env: [...a.env, ...b.env],
    commands: [...a.commands, ...b.commands],
    forms: [...a.forms, ...b.forms, ...forms],
  };
}

/**
 * What a higher layer says takes the place of what a lower one says of the same option or operands; the rest stays.
 * Subcommands of the same name are refined in turn.
 */
export function refineLevel(lower: Level, higher: Level): Level {
  const operands = higher.operands ?? lower.operands;
  const shaped = higher.operands !== undefined || higher.forms.length > 0;
  return {
    ...flagsOf(lower, higher, higher.style ?? lower.style),
    ...(operands === undefined ? {} : { operands }),
    options: refineOptions(lower.options, higher.options),
    does: [...lower.does, ...higher.does],
    env: [...lower.env, ...higher.env],
    commands: refineCommands(lower.commands, higher.commands),
    forms: shaped ? higher.forms : lower.forms,
  };
}

function flagsOf(a: Level, b: Level, style: Style | undefined): Partial<Level> {
  return {
    ...(style === undefined ? {} : { style }),
    ...(a.complete === true || b.complete === true ? { complete: true } : {}),
    ...(a.open === true || b.open === true ? { open: true } : {}),
    ...(a.verbs === 'last' || b.verbs === 'last' ? { verbs: 'last' } : {}),
    ...(a.firstWord === 'cluster' || b.firstWord === 'cluster' ? { firstWord: 'cluster' } : {}),
  };
}

/** Where equals disagree, the order of their files must not decide. */
function styleOf(a: Style | undefined, b: Style | undefined): Style | undefined {
  return a === undefined || b === undefined ? (a ?? b) : STYLES.find((style) => style === a || style === b);
}

/** An option keeps those of its spellings that the higher layer does not speak of. */
function refineOptions(
  lower: readonly OptionDescription[],
  higher: readonly OptionDescription[],
): readonly OptionDescription[] {
  const spoken = new Set(higher.flatMap((option) => option.names));
  const kept = lower.map((option) => ({ ...option, names: option.names.filter((name) => !spoken.has(name)) }));
  return [...kept.filter((option) => option.names.length > 0), ...higher];
}

function refineCommands(
  lower: readonly CommandDescription[],
  higher: readonly CommandDescription[],
): readonly CommandDescription[] {
  const spoken = new Map<string, CommandDescription[]>();
  for (const command of higher.flatMap(byNames)) {
    spoken.set(keyOf(command), [...(spoken.get(keyOf(command)) ?? []), command]);
  }
  const refined = lower.flatMap(byNames).map((command): CommandDescription => {
    const over = spoken.get(keyOf(command)) ?? [];
    spoken.delete(keyOf(command));
    if (over.length === 0) return command;
    const aliases = [...command.aliases, ...over.flatMap((one) => one.aliases)];
    return { ...refineLevel(command, over.reduce<Level>(uniteLevels, EMPTY_LEVEL)), names: command.names, aliases };
  });
  return [...refined, ...[...spoken.values()].flat()];
}

const keyOf = (command: CommandDescription): string => JSON.stringify(command.names);

/** One command for each name; aliases stand for the first. */
function byNames(command: CommandDescription): readonly CommandDescription[] {
  return command.names.map((name, at) => ({ ...command, names: [name], aliases: at === 0 ? command.aliases : [] }));
}
