import type { Description, Level } from '../policy.ts';
import { EMPTY_LEVEL, refineLevel, uniteLevels } from './merge.ts';

/** A description with the say its layer has. */
export interface DescriptionSource {
  readonly description: Description;
  /** Layers from the lowest up; a higher one refines a lower one, equals are put together. */
  readonly rank: number;
  /** False for a layer that may only tighten: it only adds consequences and hazards, and describes no new programs. */
  readonly trusted: boolean;
  /** For a trusted layer between `builtin` and `user`: it describes new programs, and of others only adds. */
  readonly addsOnly?: boolean;
}

/** Descriptions by the names of their programs. */
export type ByName = ReadonlyMap<string, readonly DescriptionSource[]>;

/** What is known of one program. */
export interface ProgramLevels {
  /** `undefined` where nobody who may has described it. */
  readonly base: Level | undefined;
  /** Descriptions that only add. */
  readonly extras: readonly Level[];
  /** Whether a program it is `like` is not described, so that nothing is promised. */
  readonly lost: boolean;
}

const UNKNOWN: ProgramLevels = { base: undefined, extras: [], lost: true };

/** Puts together everything that the layers say of a program, and of the programs it is `like`. */
export function levelsOf(name: string, byName: ByName, above: readonly string[] = []): ProgramLevels {
  const sources = byName.get(name) ?? [];
  const full = sources.filter((source) => source.trusted && source.addsOnly !== true);
  const adding = sources.filter((source) => source.trusted && source.addsOnly === true);
  const leading = full.length > 0 ? full : adding;
  if (leading.length === 0) return UNKNOWN;
  const others = new Set(leading.flatMap(({ description }) => description.like ?? []));
  others.delete(name);
  const likes = [...others].map((other) => likeOf(other, byName, [...above, name]));
  const lost = likes.some((like) => like.lost);
  const extras = sources.filter((source) => !leading.includes(source)).map(({ description }) => description);
  const base = startFrom(
    likes.flatMap((like) => like.base ?? []),
    refineByRank(leading),
  );
  return {
    base: lost ? withoutPromise(base) : base,
    extras: [...extras, ...likes.flatMap((like) => like.extras)],
    lost,
  };
}

/** `like OTHER`: all that is known of that program; nothing where the chain comes back to itself. */
function likeOf(other: string, byName: ByName, above: readonly string[]): ProgramLevels {
  return above.includes(other) ? UNKNOWN : levelsOf(other, byName, above);
}

function startFrom(starts: readonly Level[], own: Level): Level {
  return starts.length === 0 ? own : refineLevel(starts.reduce(uniteLevels), own);
}

function withoutPromise({ complete: _, ...level }: Level): Level {
  return level;
}

function refineByRank(sources: readonly DescriptionSource[]): Level {
  const ranks = [...new Set(sources.map(({ rank }) => rank))].sort((a, b) => a - b);
  const byRank = ranks.map((rank) => {
    const equals = sources.filter((source) => source.rank === rank).map(({ description }): Level => description);
    return equals.reduce(uniteLevels);
  });
  // Layers that only add have no say over each other.
  const addOnly = sources.some((source) => source.addsOnly === true);
  return byRank.reduce(addOnly ? uniteLevels : refineLevel, EMPTY_LEVEL);
}
