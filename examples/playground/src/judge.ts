import { type Diagnostic, type FormatResult, format, loadPolicy, runTests, type TestResult } from '@writ/dsl';
import { compileEngine, type Engine, type EngineLayer, type PolicyDocument, type Rule } from '@writ/engine';
import type { Library } from './library.ts';
import { contextNow } from './where.ts';

/** Under which name positions speak of the text in the editor. */
export const POLICY_FILE = 'policy.writ';
const LAYERS = ['builtin', 'agent', 'project', 'user', 'managed'] as const;

/** A policy text, judged itself. With an error in it, its layer is broken: nothing is allowed, and denies of std still deny. */
export interface CheckedPolicy {
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** The packs the text names. */
  readonly uses: readonly string[];
  readonly documents: readonly PolicyDocument[];
  readonly layers: readonly EngineLayer[];
  readonly engine: Engine;
}

/** Checks and compiles a text with as much of std as is fetched. `kept` are the rules of texts before it. */
export function checkPolicy(text: string, library: Library, kept: Map<string, Rule>): CheckedPolicy {
  const loaded = loadPolicy(POLICY_FILE, {
    layer: 'user',
    layers: LAYERS,
    read: (path) => (path === POLICY_FILE ? text : undefined),
    pack: library.pack,
    kept,
  });
  const own = loaded.ok ? loaded.documents : [];
  const documents = unique([...library.documents(), ...own]);
  const layers = LAYERS.map((name) => ({
    name,
    documents: documents.filter((document) => document.layer === name),
    ...(name === 'user' && !loaded.ok ? { broken: true } : {}),
  }));
  return {
    ok: loaded.ok,
    diagnostics: loaded.ok ? loaded.warnings : loaded.diagnostics,
    uses: own.filter(isOwn).flatMap((document) => document.uses),
    documents,
    layers,
    engine: compileEngine({ layers }),
  };
}

/** Lays the text out as `writ fmt` does. */
export function formatPolicy(text: string): FormatResult {
  return format(text, { file: POLICY_FILE, layer: 'user', layers: LAYERS });
}

/** What became of the tests that stand in the text itself. */
export function testPolicy({ documents, engine }: CheckedPolicy): readonly TestResult[] {
  return documents
    .filter(isOwn)
    .flatMap((document) => runTests(document, engine, (own) => ({ ...contextNow(), ...own })));
}

const isOwn = (document: PolicyDocument): boolean => document.source.file === POLICY_FILE;

function unique(documents: readonly PolicyDocument[]): readonly PolicyDocument[] {
  const seen = new Map(documents.map((document) => [`${document.source.file}\n${document.revision}`, document]));
  return [...seen.values()];
}
