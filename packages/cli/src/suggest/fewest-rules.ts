/** A line of a log, with every smallest set of rules that would allow it. */
export interface Demand {
  readonly line: number;
  readonly ways: readonly Rules[];
}

/** Rules by number. */
export type Rules = readonly number[];

/**
 * Few rules that allow as much as can be of what is wanted and nothing of what is forbidden: greedy, the way that
 * serves most lines for each rule it adds, and of equal ones the narrowest; then without those that became needless.
 */
export function fewestRules(
  wanted: readonly Demand[],
  forbidden: readonly Demand[],
  width: (rule: number) => number,
): Rules {
  let chosen: ReadonlySet<number> = new Set();
  for (;;) {
    const next = bestWay(wanted, forbidden, chosen, width);
    if (next === undefined) return withoutNeedless(wanted, [...chosen], width);
    chosen = new Set([...chosen, ...next]);
  }
}

/** Whether some way of the line is among these rules. */
export const isMet = ({ ways }: Demand, rules: ReadonlySet<number>): boolean =>
  ways.some((way) => way.every((rule) => rules.has(rule)));

function bestWay(
  wanted: readonly Demand[],
  forbidden: readonly Demand[],
  chosen: ReadonlySet<number>,
  width: (rule: number) => number,
): Rules | undefined {
  const open = wanted.filter((demand) => !isMet(demand, chosen));
  let best: { readonly way: Rules; readonly gain: number; readonly width: number } | undefined;
  for (const way of distinct(open.flatMap(({ ways }) => ways))) {
    const rules = new Set([...chosen, ...way]);
    if (forbidden.some((demand) => isMet(demand, rules))) continue;
    const gain = open.filter((demand) => isMet(demand, rules)).length / (rules.size - chosen.size);
    const wide = Math.max(...way.map(width));
    if (best === undefined || gain > best.gain || (gain === best.gain && wide < best.width))
      best = { way, gain, width: wide };
  }
  return best?.way;
}

const distinct = (ways: readonly Rules[]): readonly Rules[] => [
  ...new Map(ways.map((way) => [[...way].sort((a, b) => a - b).join(), way])).values(),
];

/** The widest go first. */
function withoutNeedless(wanted: readonly Demand[], rules: Rules, width: (rule: number) => number): Rules {
  const met = wanted.filter((demand) => isMet(demand, new Set(rules)));
  let kept = [...rules].sort((a, b) => width(b) - width(a));
  for (const rule of [...kept]) {
    const less = kept.filter((one) => one !== rule);
    if (met.every((demand) => isMet(demand, new Set(less)))) kept = less;
  }
  return kept.sort((a, b) => a - b);
}
