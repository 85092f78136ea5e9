import type { Random } from '../random.ts';

/** What the making of one script carries along. */
export interface Scope {
  readonly random: Random;
  /** How much deeper constructs may nest from here. */
  readonly depth: number;
  /** Bodies of here-documents that begin after the next newline. */
  readonly pending: string[];
  /** Shared by the whole script. */
  readonly script: ScriptState;
}

export interface ScriptState {
  /** How many constructs may still be made: keeps scripts short, since the short ones fail readably. */
  budget: number;
  commands: number;
  hereDocuments: number;
  /** What the weight of everything is multiplied with that makes a shell do what nobody can foresee. */
  readonly wildness: number;
}

/** The weight of something after which hardly anything is known: too many of those, and no other mistake shows. */
export function wild(scope: Scope, weight: number): number {
  return weight * scope.script.wildness;
}

export function createScope(random: Random): Scope {
  const depth = 1 + random.below(5);
  return {
    random,
    depth,
    pending: [],
    script: { budget: 4 + random.below(30), commands: 0, hereDocuments: 0, wildness: random.chance(0.15) ? 1 : 0.05 },
  };
}

/** One level further in. */
export function within(scope: Scope): Scope {
  scope.script.budget--;
  return { ...scope, depth: scope.depth - 1 };
}

/** One level further in, where newlines do not end the outer lines: here-documents begin inside. */
export function apart(scope: Scope): Scope {
  return { ...within(scope), pending: [] };
}

export function isAtEnd(scope: Scope): boolean {
  return scope.depth <= 0 || scope.script.budget <= 0;
}

/** A newline, and the here-documents that begin after it. */
export function newline(scope: Scope): string {
  return `\n${scope.pending.splice(0).join('')}`;
}

/** A command name that no other place of the script has, so that a vector tells the place. */
export function freshCommand(scope: Scope): string {
  const kind = scope.random.weighted([
    [7, 'c'],
    [3, 's'],
    [2, 'p'],
  ] as const);
  return `${kind}${++scope.script.commands}`;
}

export const VARIABLES = ['x', 'y', 'z', 'a', 'v1', '_w', 'f'] as const;
