import { resolve } from 'node:path';
import { type Finding, lint } from '@writ/analysis';
import { type Diagnostic, suppress } from '@writ/dsl';
import type { PolicyDocument } from '@writ/engine';
import { pack } from '@writ/std';
import { intoLayers, loadFile, readText, uniqueDocuments } from '../load.ts';

/** Files that make one policy, each with the layer it is given. */
export type Policy = readonly { readonly name: string; readonly file: string }[];

/** Everything there is to say about a policy, and every file it was made of. */
export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly string[];
}

/** Errors of the files; without any, what is doubtful about them, with and beside the standard library. */
export function checkPolicy(
  policy: Policy,
  place: { readonly base: string; readonly std: boolean; readonly now: number },
): Checked {
  const loaded = policy.map(({ name, file }) => loadFile(file, name, place.base));
  const said = loaded.flatMap((one) => (one.ok ? one.warnings : one.diagnostics));
  const documents = uniqueDocuments(loaded.flatMap((one) => (one.ok ? one.documents : [])));
  const own = documents.filter(isOwn);
  const files = [
    ...new Set([...policy.map(({ file }) => file), ...said.flatMap(fileOf), ...own.map(({ source }) => source.file)]),
  ];
  const sound = loaded.every((one) => one.ok);
  const found = sound ? doubts(documents, place).map((one) => diagnosticOf(one, place.base)) : [];
  const all = [...said, ...withoutRepeats(found, said)];
  return { files, diagnostics: files.flatMap((file) => heard(file, all, place.base, sound)) };
}

/** What a pack says is its makers' concern. */
const isOwn = (document: PolicyDocument): boolean => !document.source.file.startsWith('std/');
const fileOf = ({ file }: Diagnostic): readonly string[] => (file === undefined ? [] : [file]);

function doubts(
  documents: readonly PolicyDocument[],
  { std, now }: { readonly std: boolean; readonly now: number },
): readonly Finding[] {
  const all = uniqueDocuments([...(std ? (pack('std') ?? []) : []), ...documents]);
  const own = new Set(documents.filter(isOwn));
  return lint(intoLayers(all), { about: (document) => own.has(document), now });
}

/** A rule that is the same as another is said to be so, and not once more that it never decides. */
const withoutRepeats = (found: readonly Diagnostic[], said: readonly Diagnostic[]): readonly Diagnostic[] =>
  found.filter(
    (one) =>
      one.code !== 'never-decides' ||
      !said.some(
        (other) =>
          ['duplicate-rule', 'shadowed-rule'].includes(other.code) &&
          other.file === one.file &&
          other.span.line === one.span.line,
      ),
  );

/** The diagnostics of one file after its comments, in source order. */
function heard(file: string, all: readonly Diagnostic[], base: string, complete: boolean): readonly Diagnostic[] {
  const here = all.filter((one) => one.file === file);
  const text = readText(resolve(base, file));
  const kept = text === undefined ? here : suppress(text, here, { complete, file });
  return [...kept].sort((a, b) => a.span.line - b.span.line || a.span.column - b.span.column);
}

function diagnosticOf({ code, message, help, document, range }: Finding, base: string): Diagnostic {
  const { file } = document.source;
  const { text: _text, ...position } = range;
  const start = offsetOf(readText(resolve(base, file)) ?? '', range.line, range.column);
  const span = { start, end: start + range.text.length, ...position };
  return { severity: 'warning', code, message, ...(help === undefined ? {} : { help }), file, span };
}

/** The offset of a line and column, both from 1. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
