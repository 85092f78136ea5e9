import {
  type Binding,
  type PolicyDocument,
  quotedText,
  type Scalar,
  type TestBlock,
  type TestLine,
  type TextPattern,
  type ToolDeclaration,
} from '@writ/engine';
import { layOut } from '../format/lay-out.ts';
import { printScalar, printSegment } from './condition.ts';
import { printDescription } from './describe.ts';
import { printRule } from './rule.ts';
import { printText } from './text.ts';

/** Source text that compiles to the same revision, given the document's own layer. */
export function print(document: PolicyDocument): string {
  const groups: readonly (readonly string[])[] = [
    [
      `writ ${document.version}`,
      `layer ${document.layer}`,
      ...document.uses.map((use) => `use ${use.startsWith('./') ? quotedText(use) : use}`),
      ...(document.default === undefined ? [] : [`default ${document.default}`]),
    ],
    Object.entries(document.lists).map(([name, texts]) => `let ${name} = ${texts.join(', ')}`),
    document.tools.map(printTool),
    document.bindings.map(printBinding),
    document.descriptions.map(printDescription),
    document.rules.map(printRule),
    document.tests.map(printTest),
  ];
  const text = groups.filter((group) => group.length > 0).map((group) => `${group.join('\n')}\n`);
  return layOut(text.join('\n'));
}

function printTool(tool: ToolDeclaration): string {
  const schema = tool.schema === undefined ? '' : ` from ${quotedText(JSON.stringify(tool.schema))}`;
  return `tool ${printToolName(tool.tool)}${schema}${tool.complete ? ' complete' : ''}`;
}

const printBinding = (binding: Binding): string =>
  `bind tool ${printToolName(binding.tool)}(${binding.argument.map(printSegment).join('.')}) as ${binding.as}`;

const printToolName = (name: TextPattern): string => printText(name);

function printTest(test: TestBlock): string {
  const lines: string[] = [];
  let open = '{}';
  for (const line of test.lines) {
    const key = JSON.stringify(Object.fromEntries(Object.entries(line.context).sort(([a], [b]) => (a < b ? -1 : 1))));
    if (key !== open && open !== '{}') lines.push('}');
    if (key !== open && key !== '{}') lines.push(`with ${printContext(line.context)} {`);
    lines.push(printLine(line));
    open = key;
  }
  if (open !== '{}') lines.push('}');
  return `test ${quotedText(test.name)} {\n${lines.map((line) => `${line}\n`).join('')}}`;
}

function printContext(context: Readonly<Record<string, Scalar>>): string {
  return Object.entries(context)
    .map(([key, value]) => {
      const dot = key.indexOf('.');
      const name = dot === -1 ? key : `${key.slice(0, dot)}.${printSegment(key.slice(dot + 1))}`;
      return `${name} is ${printScalar(value)}`;
    })
    .join(', ');
}

function printLine({ text, expect }: TestLine): string {
  const by = expect.by === undefined ? '' : ` by ${expect.by}`;
  const because = expect.because === undefined ? '' : ` because ${quotedText(expect.because)}`;
  return `${text} => ${expect.effect}${by}${because}`;
}
