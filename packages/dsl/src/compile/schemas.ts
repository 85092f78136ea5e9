import type { Target, ToolDeclaration } from '@writ/engine';
import { literalOf } from './text.ts';

/** The schemas that are declared for exactly the tools a rule names; one with wildcards is not checked. */
export function schemasFor(target: Target, tools: readonly ToolDeclaration[]): readonly unknown[] {
  if (target.kind !== 'name') return [];
  const names = target.names.map(literalOf);
  return tools
    .filter((tool) => tool.schema !== undefined && names.includes(literalOf(tool.tool) ?? '*'))
    .map((tool) => tool.schema);
}
