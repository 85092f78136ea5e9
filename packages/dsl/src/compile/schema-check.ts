import type { Comparison } from '@writ/engine';
import type { Problem } from '../diagnostic.ts';
import { unknownArgument, wrongType } from '../problems/conditions.ts';
import type { ComparisonNode } from '../syntax/tree.ts';
import { report, type Scope } from './scope.ts';

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compares a condition on `args.…` with the JSON Schema of the tool it is about. Only what the schema says in
 * plain words is held against it (`type`, `properties`, `additionalProperties: false`, `items`); the rest may be.
 */
export function checkAgainstSchema(
  scope: Scope,
  node: ComparisonNode,
  comparison: Comparison,
  schemas: readonly unknown[],
): void {
  for (const schema of schemas) {
    const problem = schemaProblem(node, comparison, schema);
    if (problem === undefined) continue;
    report(scope, problem);
    return;
  }
}

function schemaProblem(node: ComparisonNode, comparison: Comparison, schema: unknown): Problem | undefined {
  const { left } = comparison;
  if (left.from !== 'args') return undefined;
  const found = schemaAt(schema, left.path);
  if ('missing' in found) return unknownArgument(found.missing, found.known, node.left);
  const types = typesOf(left.each === undefined ? found.schema : itemsOf(found.schema)) ?? [];
  const wanted = types.length === 0 ? undefined : wantedType(comparison, types);
  return wanted === undefined ? undefined : wrongType(`args.${left.path.join('.')}`, types.join(' or '), wanted, node);
}

function schemaAt(
  schema: unknown,
  path: readonly string[],
): { readonly schema: unknown } | { readonly missing: string; readonly known: readonly string[] } {
  let at: unknown = schema;
  for (const name of path) {
    if (!isSchema(at) || !isSchema(at.properties)) return { schema: undefined };
    const known = Object.keys(at.properties);
    if (!Object.hasOwn(at.properties, name))
      return isClosed(at, known) ? { missing: name, known } : { schema: undefined };
    at = at.properties[name];
  }
  return { schema: at };
}

/** Whether a schema rules out other properties: it says so, or it lists some and leaves no other door open. */
function isClosed(schema: Schema, known: readonly string[]): boolean {
  if (schema.additionalProperties === false) return true;
  const doors = ['additionalProperties', 'patternProperties', 'allOf', 'anyOf', 'oneOf', '$ref', 'if'];
  return known.length > 0 && doors.every((door) => schema[door] === undefined);
}

const itemsOf = (schema: unknown): unknown => (isSchema(schema) ? schema.items : undefined);

function typesOf(schema: unknown): readonly string[] | undefined {
  if (!isSchema(schema)) return undefined;
  if (typeof schema.type === 'string') return [schema.type];
  return Array.isArray(schema.type) ? schema.type.filter((one): one is string => typeof one === 'string') : undefined;
}

/** What the comparison takes its left side for, if none of the types can be that. */
function wantedType(comparison: Comparison, types: readonly string[]): string | undefined {
  const fits = (...names: string[]): boolean => names.some((name) => types.includes(name));
  switch (comparison.kind) {
    case 'exists':
      return undefined;
    case 'is-true':
      return fits('boolean') ? undefined : '`true`';
    case 'is':
    case 'is-not':
      return unfit(comparison.right, fits);
    case 'in':
    case 'not-in':
      return comparison.right.map((value) => unfit(value, fits)).find((wanted) => wanted !== undefined);
    case 'contains':
      return fits('array', 'string') ? undefined : 'a part of a list or text';
    case 'matches':
    case 'under':
      return fits('string') ? undefined : 'text';
    case '<':
    case '<=':
    case '>':
    case '>=':
      return fits('number', 'integer') ? undefined : 'a number';
  }
}

function unfit(value: string | number | boolean | null, fits: (...names: string[]) => boolean): string | undefined {
  if (value === null) return fits('null') ? undefined : '`null`';
  if (typeof value === 'string') return fits('string') ? undefined : 'text';
  if (typeof value === 'boolean') return fits('boolean') ? undefined : `\`${value}\``;
  return fits('number', 'integer') ? undefined : 'a number';
}
