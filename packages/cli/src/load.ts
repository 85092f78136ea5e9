import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Diagnostic, loadPolicy, renderDiagnostic } from '@writ/dsl';
import { compileEngine, type Engine, type EngineLayer, type PolicyDocument } from '@writ/engine';
import { pack } from '@writ/std';
import type { Io } from './io.ts';
import type { Options } from './options.ts';
import { unreadable } from './unreadable.ts';

/** Layers from the lowest to the highest (language.md §2). */
export const LAYERS = ['builtin', 'agent', 'project', 'user', 'managed'] as const;

/** One policy file with all it uses. */
export type Loaded =
  | {
      readonly ok: true;
      readonly file: string;
      readonly documents: readonly PolicyDocument[];
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly file: string; readonly diagnostics: readonly Diagnostic[] };

/** Reads and compiles a policy file as one of a layer; a file that cannot be read is a diagnostic too. */
export function loadFile(file: string, layer: string, base: string): Loaded {
  const path = resolve(base, file);
  const problem = unreadable(path, file);
  if (problem !== undefined) return { ok: false, file, diagnostics: [problem] };
  const folder = dirname(path);
  const result = loadPolicy(basename(path), {
    layer,
    layers: LAYERS,
    read: (name: string) => readText(join(folder, name)),
    pack,
    schema: (name: string) => readJson(join(folder, name)),
  });
  // Positions are shown as the person named the file.
  const shown = (name: string): string => (name === basename(path) ? file : join(dirname(file), name));
  if (!result.ok) return { ok: false, file, diagnostics: result.diagnostics.map((one) => withFile(one, shown)) };
  const documents = result.documents.map((document) => ({
    ...document,
    source: { ...document.source, file: shownSource(document, shown) },
  }));
  return { ok: true, file, documents, warnings: result.warnings.map((one) => withFile(one, shown)) };
}

const withFile = (one: Diagnostic, shown: (name: string) => string): Diagnostic =>
  one.file === undefined ? one : { ...one, file: shown(one.file) };
const shownSource = (document: PolicyDocument, shown: (name: string) => string): string =>
  document.source.file.startsWith('std/') ? document.source.file : shown(document.source.file);

/** The text of a file, if it can be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What a JSON file holds; what is none holds nothing that could be a schema. */
function readJson(path: string): unknown {
  const text = readText(path);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return null;
  }
}

/** The engine a command line asks for, or the diagnostics that stand in the way. */
export type EngineResult =
  | { readonly ok: true; readonly engine: Engine; readonly documents: readonly PolicyDocument[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export function loadEngine(options: Options, more: readonly string[] = []): EngineResult {
  const files = [...options.layers, ...[...options.policies, ...more].map((file) => ({ name: 'user', file }))];
  const loaded = files.map(({ name, file }) => loadFile(file, name, options.base));
  const diagnostics = loaded.flatMap((one) => (one.ok ? [] : one.diagnostics));
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const own = loaded.flatMap((one) => (one.ok ? one.documents : []));
  const documents = uniqueDocuments([...(options.std ? (pack('std') ?? []) : []), ...own]);
  return { ok: true, engine: compileEngine({ layers: intoLayers(documents) }), documents: own };
}

/** A file used twice is one file. */
export function uniqueDocuments(documents: readonly PolicyDocument[]): readonly PolicyDocument[] {
  const seen = new Map(documents.map((document) => [`${document.source.file}\0${document.revision}`, document]));
  return [...seen.values()];
}

export function intoLayers(documents: readonly PolicyDocument[]): readonly EngineLayer[] {
  return LAYERS.map((name) => ({ name, documents: documents.filter((document) => document.layer === name) }));
}

/** Shows diagnostics as people read them: the line, carets, help. */
export function showDiagnostics(diagnostics: readonly Diagnostic[], options: { readonly base: string }, io: Io): void {
  for (const one of diagnostics) {
    const source = one.file === undefined ? undefined : readText(resolve(options.base, one.file));
    io.err(`${renderDiagnostic(source ?? '', one)}\n`);
  }
}
