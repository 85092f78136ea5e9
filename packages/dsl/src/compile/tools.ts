import type { Binding, TextPattern, ToolDeclaration } from '@writ/engine';
import { BOUND, isOneOf } from '../keywords.ts';
import {
  badArgument,
  badSchema,
  duplicateFlag,
  flagNeedsWord,
  listNotHere,
  schemaNotFound,
  schemaNotLoaded,
  unknownBinding,
  unknownFlag,
} from '../problems/describe.ts';
import { useEscapes } from '../problems/statements.ts';
import { isQuoted, plainText, type Word } from '../read/tokens.ts';
import type { BindStatement, ToolStatement } from '../syntax/tree.ts';
import { namePattern } from './name.ts';
import { report, type Scope } from './scope.ts';
import { segmentsOf } from './sides.ts';
import { withDefined } from './with-defined.ts';

/** Gives the parsed JSON of a schema file; `undefined` where it cannot be read. */
export type SchemaLoader = (path: string) => unknown;

/** `bind tool fs.read_file(path) as read`. */
export function bindingOf(scope: Scope, node: BindStatement): Binding | undefined {
  const tool = toolPattern(scope, node.tool);
  const argument = segmentsOf(node.argument);
  if (argument.includes('') || node.argument.parts.some((part) => !part.quoted && /[*?{}]/.test(part.text)))
    return report(scope, badArgument(node.argument.image, node.argument));
  const as = node.role.image;
  if (!isOneOf(as, BOUND as readonly Binding['as'][])) return report(scope, unknownBinding(as, node.role));
  return tool && { tool, argument, as };
}

/** A list of names stands in rules; here it would be the name of a tool. */
function toolPattern(scope: Scope, word: Word): TextPattern | undefined {
  if (word.parts.some((part) => !part.quoted && part.text.startsWith('$')))
    return report(scope, listNotHere(word.image, word));
  return namePattern(scope, word, ['tool']);
}

/** `tool NAME from "schema.json" complete`. A text that starts with `{` is the schema itself. */
export function toolOf(scope: Scope, node: ToolStatement, load: SchemaLoader | undefined): ToolDeclaration | undefined {
  const tool = toolPattern(scope, node.tool);
  let complete: true | undefined;
  let schema: unknown;
  for (let index = 0; index < node.flags.length; index++) {
    const flag = node.flags[index] as Word;
    if (flag.image === 'complete') {
      if (complete) report(scope, duplicateFlag('complete', flag));
      complete = true;
    } else if (flag.image === 'from') {
      const path = node.flags[++index];
      if (schema !== undefined) report(scope, duplicateFlag('from', flag));
      schema =
        path === undefined || !isQuoted(path)
          ? report(scope, flagNeedsWord('from', 'a quoted path', flag))
          : schemaOf(scope, path, load);
    } else report(scope, unknownFlag(flag.image, flag));
  }
  return tool && withDefined({ tool, complete, schema });
}

function schemaOf(scope: Scope, word: Word, load: SchemaLoader | undefined): unknown {
  const text = plainText(word);
  if (text.trimStart().startsWith('{')) return inlineSchema(scope, text, word);
  if (text.split('/').includes('..') || text.startsWith('/')) return report(scope, useEscapes(text, word));
  if (load === undefined) return report(scope, schemaNotLoaded(text, word));
  const schema = load(text);
  if (schema === undefined) return report(scope, schemaNotFound(text, word));
  return isObject(schema) ? schema : report(scope, badSchema('it is no object', word));
}

function inlineSchema(scope: Scope, text: string, word: Word): unknown {
  try {
    const schema: unknown = JSON.parse(text);
    return schema;
  } catch (problem) {
    return report(scope, badSchema(problem instanceof Error ? problem.message : 'it is not JSON', word));
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
