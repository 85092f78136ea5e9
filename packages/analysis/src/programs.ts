import type { Description, EngineLayer, Level, OperandItem, Role } from '@writ/engine';

/** What is known of programs, by name. */
export type Programs = ReadonlyMap<string, readonly Description[]>;

export function programsOf(layers: readonly EngineLayer[]): Programs {
  const programs = new Map<string, Description[]>();
  for (const description of layers.flatMap((layer) => layer.documents.flatMap((document) => document.descriptions)))
    for (const name of description.programs) programs.set(name, [...(programs.get(name) ?? []), description]);
  return programs;
}

/** A program that runs whatever it is given: other commands, command lines, or program text. */
export type Runner = 'command' | 'shell' | 'code';

/** What a program makes of its operands, if that lets it run anything. */
export function runnerOf(name: string, programs: Programs, seen: readonly string[] = []): Runner | undefined {
  const descriptions = programs.get(name) ?? [];
  const levels = descriptions.flatMap((one): readonly Level[] => [one, ...one.forms]);
  const roles = new Set(levels.flatMap((level) => [...(level.operands ?? []).flatMap(rolesOf), ...hazardsOf(level)]));
  if (roles.has('run') || roles.has('run-more')) return 'command';
  if (roles.has('shell')) return 'shell';
  if (roles.has('code')) return 'code';
  const like = descriptions.find((one) => one.like !== undefined && !seen.includes(one.like))?.like;
  return like === undefined ? undefined : runnerOf(like, programs, [...seen, name]);
}

function rolesOf(item: OperandItem): readonly (Role | undefined)[] {
  if (item.kind === 'value') return [item.role];
  return item.kind === 'optional' ? item.items.flatMap(rolesOf) : [];
}

const hazardsOf = (level: Level): readonly Role[] =>
  level.does.flatMap(({ act, hazard }) => (hazard && (act === 'code' || act === 'shell') ? [act] : []));

/** The names of the changes that some program or tool can make. */
export function changesOf(layers: readonly EngineLayer[]): ReadonlySet<string> {
  const levels = (level: Level): readonly Level[] => [
    level,
    ...level.forms.flatMap(levels),
    ...level.commands.flatMap(levels),
  ];
  const documents = layers.flatMap((layer) => layer.documents);
  const does = documents.flatMap(({ descriptions }) =>
    descriptions.flatMap(levels).flatMap((level) => [...level.does, ...level.options.flatMap((option) => option.does)]),
  );
  return new Set(does.flatMap(({ act, target }) => (act === 'change' && target !== undefined ? [target] : [])));
}
