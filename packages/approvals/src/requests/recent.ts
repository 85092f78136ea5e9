/** The last so many names. */
export interface Recent {
  /** Whether this name is new; from then on it is not. */
  add(name: string): boolean;
  remove(name: string): void;
}

const MOST = 10_000;

/** Remembers names, the latest ten thousand of them, so that memory stays as it is. */
export function createRecent(): Recent {
  const names = new Set<string>();
  return {
    add: (name) => {
      if (names.has(name)) return false;
      names.add(name);
      for (const oldest of names) {
        if (names.size <= MOST) break;
        names.delete(oldest);
      }
      return true;
    },
    remove: (name) => void names.delete(name),
  };
}
