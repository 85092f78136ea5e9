import type { CommandPattern, HostPattern, PathPattern, Target, TextPattern } from '@writ/engine';
import { assertNever } from './assert-never.ts';
import { lookAlikes } from './display/look-alike.ts';
import { runsOthers } from './programs.ts';

/** Why a target covers more than anyone can oversee; `undefined` when it does not. */
export function tooBroad(target: Target): string | undefined {
  switch (target.kind) {
    case 'run':
      return first(target.commands, broadCommand);
    case 'file':
      return first(target.paths, broadPath);
    case 'connect':
      return first(target.hosts, broadHost);
    case 'name':
      if (target.subjects.includes('escalate')) return 'it lets whatever is allowed run as another user';
      return target.names.some((name) => !hasLiteral(name)) ? 'it covers every name' : undefined;
    case 'opaque':
      return 'what cannot be known before it runs cannot be granted in advance';
    case 'pure':
      return undefined;
    default:
      return assertNever(target);
  }
}

/** A program whose letters pass for others: nobody can see what it is that he allows. (Hosts are written in ASCII.) */
export function disguisedIn(target: Target): string | undefined {
  if (target.kind !== 'run') return undefined;
  const programs = target.commands.flatMap(sequencesOf).flatMap(([program = []]) => program);
  return programs.flatMap((part) => (typeof part === 'string' ? lookAlikes(part) : [])).at(0);
}

function broadCommand(command: CommandPattern): string | undefined {
  for (const sequence of sequencesOf(command)) {
    const [head, ...rest] = sequence;
    const program = head === undefined ? undefined : literalOf(head);
    if (program === undefined) return 'it names no program';
    if (!runsOthers(program)) continue;
    if (rest.length === 0) return `\`${program}\` runs whatever it is given; name what it runs, word for word`;
    if (rest.some((word) => literalOf(word) === undefined)) return `\`${program}\` with a wildcard can run anything`;
  }
  return undefined;
}

const MOST_SEQUENCES = 1000;
const REST: TextPattern = [{ wild: '**' }];

/** Every sequence of words a command pattern may stand for, `**` as a wildcard word. Past the limit, one that names nothing. */
function sequencesOf(command: CommandPattern): readonly (readonly TextPattern[])[] {
  let sequences: readonly (readonly TextPattern[])[] = [[]];
  for (const item of command) {
    const next = continuations(item);
    if (sequences.length * next.length > MOST_SEQUENCES) return [[]];
    sequences = sequences.flatMap((sequence) => next.map((more) => [...sequence, ...more]));
  }
  return sequences;
}

function continuations(item: CommandPattern[number]): readonly (readonly TextPattern[])[] {
  switch (item.kind) {
    case 'word':
      return [[item.word]];
    case 'rest':
      return [[REST]];
    case 'oneOf':
      return item.options.flatMap(sequencesOf);
    case 'optional':
      return [[], ...sequencesOf(item.items)];
    default:
      return assertNever(item);
  }
}

function broadPath(pattern: PathPattern): string | undefined {
  if (hasLiteral(pattern.path)) return undefined;
  switch (pattern.anchor) {
    case 'workspace':
      return undefined;
    case 'root':
    case 'any':
      return 'it covers every file there is';
    case 'home':
      return 'it covers the whole home folder';
    case 'credential':
      return 'it covers every secret';
    default:
      return assertNever(pattern.anchor);
  }
}

function broadHost(pattern: HostPattern): string | undefined {
  switch (pattern.kind) {
    case 'any':
      return 'it covers every host';
    case 'name':
    case 'url':
      return labelsOf(pattern.name) < 2 ? 'it covers every host of a whole top-level domain' : undefined;
    case 'cidr':
      return pattern.bits < 8 ? 'it covers most of the network' : undefined;
    case 'loopback':
    case 'private':
      return undefined;
    default:
      return assertNever(pattern);
  }
}

/** The literal labels after the last wildcard; a host that is literal throughout has enough, even `localhost`. */
function labelsOf(name: TextPattern): number {
  const tail = name.at(-1);
  if (typeof tail !== 'string') return literalOf(name) === undefined ? 0 : 2;
  if (name.length === 1) return 2;
  return tail.split('.').filter((label) => label !== '').length;
}

function literalOf(pattern: TextPattern): string | undefined {
  if (pattern.length === 0) return '';
  const [only] = pattern;
  return pattern.length === 1 && typeof only === 'string' ? only : undefined;
}

function hasLiteral(pattern: TextPattern): boolean {
  return pattern.some((part) => {
    if (typeof part === 'string') return part.replaceAll(/[/.]/g, '') !== '';
    return 'oneOf' in part && part.oneOf.length > 0 && part.oneOf.every(hasLiteral);
  });
}

function first<T>(items: readonly T[], problemOf: (item: T) => string | undefined): string | undefined {
  return items.map(problemOf).find((problem) => problem !== undefined);
}
