import type { PolicyDocument, Rule, SourceRange, Span } from '@writ/engine';
import { compileFile, type FileResult } from './compile.ts';
import { type Diagnostic, type Diagnostics, locate, type Problem } from './diagnostic.ts';
import { createLineMap } from './line-map.ts';
import { duplicateNameElsewhere } from './problems/rules.ts';
import { fileNotFound, packNotFound, useCycle } from './problems/statements.ts';
import { plainText } from './read/tokens.ts';
import type { WordStatement } from './syntax/tree.ts';

/** Where texts and packs come from: the loader itself reads nothing. */
export interface PolicySources {
  /** The text of a file; paths are the entry's with `./…` of `use` joined to its folder, `/` between the parts. */
  read(path: string): string | undefined;
  /** The documents of a pack such as `std` or `std/git`. */
  pack(name: string): readonly PolicyDocument[] | undefined;
  /** The parsed JSON of a schema file, by its joined path. */
  schema?(path: string): unknown;
  /** The layer of the entry file; a file that is used has the layer of the file that uses it. */
  readonly layer?: string;
  readonly layers?: readonly string[];
  /** Rules kept from one load to the next, as `compile` takes them. */
  readonly kept?: Map<string, Rule>;
}

/** Every document that an entry file brings with it, or everything that is wrong with its files. */
export type LoadResult =
  | { readonly ok: true; readonly documents: readonly PolicyDocument[]; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: Diagnostics };

interface Loading {
  readonly sources: PolicySources;
  readonly documents: PolicyDocument[];
  readonly packed: PolicyDocument[];
  readonly packs: Set<string>;
  /** What was loaded, by path and layer. */
  readonly files: Set<string>;
  /** Texts by path. */
  readonly texts: Map<string, string>;
  readonly diagnostics: Diagnostic[];
}

/** Compiles a file and all it uses: files first, in the order of their `use`, then packs; each only once. */
export function loadPolicy(entry: string, sources: PolicySources): LoadResult {
  const loading: Loading = {
    sources,
    documents: [],
    packed: [],
    packs: new Set(),
    files: new Set(),
    texts: new Map(),
    diagnostics: [],
  };
  const text = sources.read(entry);
  if (text === undefined) complain(loading, entry, '', fileNotFound(entry, { start: 0, end: 0 }));
  else loadFile(loading, entry, text, sources.layer, [entry]);
  checkNames(loading);
  const [first, ...others] = loading.diagnostics;
  const sound = loading.diagnostics.every((one) => one.severity === 'warning');
  if (first === undefined || sound)
    return { ok: true, documents: [...loading.documents, ...loading.packed], warnings: loading.diagnostics };
  return { ok: false, diagnostics: [first, ...others] };
}

/** `open`: the files that are being loaded, from the entry down to this one. */
function loadFile(
  loading: Loading,
  path: string,
  source: string,
  layer: string | undefined,
  open: readonly string[],
): void {
  const key = `${layer ?? ''}\n${path}`;
  if (loading.files.has(key)) return;
  const { sources } = loading;
  const schema = sources.schema === undefined ? {} : { schema: (file: string) => sources.schema?.(join(path, file)) };
  const result = compileFile(source, {
    file: path,
    ...(layer === undefined ? {} : { layer }),
    ...(sources.layers === undefined ? {} : { layers: sources.layers }),
    ...(sources.kept === undefined ? {} : { kept: sources.kept }),
    ...schema,
  });
  loading.files.add(key);
  loading.texts.set(path, source);
  loading.diagnostics.push(...result.diagnostics);
  loading.documents.push(result.document);
  for (const { name, span } of usesIn(result)) {
    follow(loading, { path, source, layer: result.document.layer, name, span }, open);
  }
}

/** The `use` statements of a file, without those that the compiler refused. */
function usesIn({ tree, document }: FileResult): readonly Pick<Use, 'name' | 'span'>[] {
  return tree.statements
    .filter((one): one is WordStatement => one.kind === 'use')
    .map((one) => ({ name: plainText(one.word), span: one.word }))
    .filter((use) => document.uses.includes(use.name));
}

/** Where in its file a `use` stands. */
interface Use {
  readonly path: string;
  readonly source: string;
  readonly layer: string;
  readonly name: string;
  readonly span: Span;
}

/** Loads what a `use` names. */
function follow(loading: Loading, use: Use, open: readonly string[]): void {
  const problem = use.name.startsWith('./') ? useFile(loading, use, open) : usePack(loading, use);
  if (problem !== undefined) complain(loading, use.path, use.source, problem);
}

function useFile(loading: Loading, use: Use, open: readonly string[]): Problem | undefined {
  const target = join(use.path, use.name);
  if (open.includes(target)) return useCycle([...open.slice(open.indexOf(target)), target], use.span);
  const text = loading.sources.read(target);
  if (text === undefined) return fileNotFound(target, use.span);
  loadFile(loading, target, text, use.layer, [...open, target]);
  return undefined;
}

function usePack(loading: Loading, use: Use): Problem | undefined {
  if (loading.packs.has(use.name)) return undefined;
  loading.packs.add(use.name);
  const documents = loading.sources.pack(use.name);
  if (documents === undefined) return packNotFound(use.name, use.span);
  const isLoaded = (one: PolicyDocument): boolean =>
    loading.packed.some((other) => other.revision === one.revision && other.layer === one.layer);
  loading.packed.push(...documents.filter((one) => !isLoaded(one)));
  return undefined;
}

function complain(loading: Loading, path: string, source: string, problem: Problem): void {
  loading.diagnostics.push(locate(problem, createLineMap(source), path));
}

/** `./x` beside the file at `from`. */
function join(from: string, relative: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const parts = relative.split('/').filter((part) => part !== '.' && part !== '');
  return folder + parts.join('/');
}

/** A rule's name stands for one rule of its layer, whatever file that is in. */
function checkNames(loading: Loading): void {
  const seen = new Map<string, string>();
  for (const document of [...loading.packed, ...loading.documents]) {
    document.rules.forEach((rule, index) => {
      if (rule.name === undefined) return;
      const key = `${document.layer}\n${rule.name}`;
      const other = seen.get(key);
      const range = document.source.rules[index];
      if (other === undefined) seen.set(key, document.source.file);
      else if (other !== document.source.file && range !== undefined)
        loading.diagnostics.push(elsewhere(loading, rule.name, other, document.source.file, range));
    });
  }
}

function elsewhere(loading: Loading, name: string, other: string, file: string, range: SourceRange): Diagnostic {
  const lines = createLineMap(loading.texts.get(file) ?? '');
  const start = lines.offset(range.line, range.column);
  return locate(duplicateNameElsewhere('rule', name, other, { start, end: start + range.text.length }), lines, file);
}
