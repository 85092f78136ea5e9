import type { EngineLayer, PolicyDocument, Rule, SourceRange } from '@writ/engine';

/** A rule with its place: in the order of layers, and in its file. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly document: PolicyDocument;
  /** Position of its layer, 0 lowest. */
  readonly rank: number;
  readonly range: SourceRange;
  /** Unlike that of any other rule of the policy. */
  readonly id: string;
}

const NOWHERE: SourceRange = { line: 1, column: 1, endLine: 1, endColumn: 1, text: '' };

/** Every rule of a policy, lowest layer first. */
export function placedRules(layers: readonly EngineLayer[]): readonly PlacedRule[] {
  const rules: PlacedRule[] = [];
  layers.forEach(({ documents }, rank) => {
    for (const document of documents)
      document.rules.forEach((rule, at) => {
        const range = document.source.rules[at] ?? NOWHERE;
        rules.push({ rule, document, rank, range, id: `r${rules.length}` });
      });
  });
  return rules;
}
