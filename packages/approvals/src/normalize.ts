import type { Grant, StoreDocument } from './document.ts';
import type { GrantOptions } from './grants.ts';
import { newId } from './ids.ts';
import { scopeKey } from './scope.ts';
import type { Surroundings } from './surroundings.ts';

/** A grant as another program, or an older one, may have written it. */
export type LooseGrant = Omit<Grant, 'id'> & { readonly id?: string };

/** What normalising changed, by pattern, for the person who asked for it. */
export interface NormalizeReport {
  readonly idsGiven: readonly string[];
  readonly duplicates: readonly string[];
  readonly empty: readonly string[];
  /** Removed here before: not brought back. */
  readonly buried: readonly string[];
}

/** Gives ids where they are missing, drops empty, repeated and long-removed grants (the first of equals stays), and says so. */
export function normalizeGrants(
  grants: readonly LooseGrant[],
  tombstones: StoreDocument['tombstones'],
  surroundings: Surroundings,
  options: GrantOptions = {},
): { readonly grants: readonly Grant[]; readonly report: NormalizeReport } {
  const report = {
    idsGiven: [] as string[],
    duplicates: [] as string[],
    empty: [] as string[],
    buried: [] as string[],
  };
  const kept: Grant[] = [];
  const seen = new Set<string>();
  for (const loose of grants) {
    const pattern = loose.pattern.trim();
    const key = JSON.stringify([
      options.foldCase === true ? pattern.toLowerCase() : pattern,
      scopeKey(loose.scope),
      loose.exact ?? null,
    ]);
    const id = loose.id === undefined || loose.id === '' ? undefined : loose.id;
    if (pattern === '') report.empty.push(loose.pattern);
    else if (id !== undefined && Object.hasOwn(tombstones, id)) report.buried.push(pattern);
    else if (seen.has(key) || (id !== undefined && kept.some((grant) => grant.id === id)))
      report.duplicates.push(pattern);
    else {
      if (id === undefined) report.idsGiven.push(pattern);
      seen.add(key);
      kept.push({ ...loose, id: id ?? newId(surroundings), pattern });
    }
  }
  return { grants: kept, report };
}
