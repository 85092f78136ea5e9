import type { RuleCoverage } from './coverage.ts';

/** Coverage as an lcov trace file: a rule is a line, its parts are branches (geninfo(1), tracefile format). */
export function lcov(coverage: readonly RuleCoverage[]): string {
  const files = [...new Set(coverage.map(({ file }) => file))];
  return files
    .map((file) =>
      record(
        file,
        coverage.filter((rule) => rule.file === file),
      ),
    )
    .join('');
}

function record(file: string, rules: readonly RuleCoverage[]): string {
  // Two rules on one line are one line to lcov: it was tried as often as the one that was tried less.
  const hits = new Map<number, number>();
  for (const { line, decided } of rules) hits.set(line, Math.min(hits.get(line) ?? decided, decided));
  const branches = rules.flatMap(({ line, decided, parts }, block) =>
    parts.map(({ hits: taken }, at) => `BRDA:${line},${block},${at},${decided === 0 && taken === 0 ? '-' : taken}`),
  );
  const parts = rules.flatMap((rule) => rule.parts);
  return [
    'TN:',
    `SF:${file}`,
    ...branches,
    `BRF:${parts.length}`,
    `BRH:${parts.filter((part) => part.hits > 0).length}`,
    ...[...hits].map(([line, count]) => `DA:${line},${count}`),
    `LF:${hits.size}`,
    `LH:${[...hits.values()].filter((count) => count > 0).length}`,
    'end_of_record',
    '',
  ].join('\n');
}
