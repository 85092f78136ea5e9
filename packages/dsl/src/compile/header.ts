import { EFFECTS, type Effect } from '@writ/engine';
import type { Problem } from '../diagnostic.ts';
import { isOneOf, LAYERS } from '../keywords.ts';
import type { LineMap } from '../line-map.ts';
import {
  badUse,
  defaultAllow,
  duplicateStatement,
  duplicateUse,
  layerTooHigh,
  unknownDefault,
  unknownLayer,
  unknownVersion,
  useEscapes,
  versionNotFirst,
} from '../problems/statements.ts';
import { isQuoted, plainText, type Word } from '../read/tokens.ts';
import type { Statement, WordStatement } from '../syntax/tree.ts';
import { report, type Scope } from './scope.ts';

/** What the host says about a file. */
export interface HostLayers {
  /** The layer it gives the file, `user` if it says nothing. */
  readonly layer?: string;
  /** All layers, lowest first. */
  readonly layers?: readonly string[];
}

/** What stands in front of the rules: version, layer, default, what else is used. */
export interface Header {
  readonly layer: string;
  readonly default?: Effect;
  readonly uses: readonly string[];
}

type Problems = Pick<Scope, 'problems'>;

export function headerOf(
  scope: Problems,
  statements: readonly Statement[],
  facts: HostLayers & { readonly lines: LineMap },
): Header {
  const single = <K extends WordStatement['kind']>(kind: K): WordStatement | undefined =>
    onlyOne(scope, statements, kind, facts.lines);
  const version = single('writ');
  if (version !== undefined && statements[0] !== version) report(scope, versionNotFirst(version));
  if (version !== undefined && version.word.image !== '1')
    report(scope, unknownVersion(plainText(version.word), version.word));
  const layer = layerOf(scope, single('layer')?.word, facts);
  const effect = defaultOf(scope, single('default'));
  return { layer, ...(effect === undefined ? {} : { default: effect }), uses: usesOf(scope, statements) };
}

function onlyOne(
  scope: Problems,
  statements: readonly Statement[],
  kind: WordStatement['kind'],
  lines: LineMap,
): WordStatement | undefined {
  const [first, ...others] = statements.filter((one): one is WordStatement => one.kind === kind);
  for (const other of others)
    if (first !== undefined) report(scope, duplicateStatement(kind, lines.position(first.start).line, other));
  return first;
}

function layerOf(scope: Problems, word: Word | undefined, facts: HostLayers): string {
  const host = facts.layer ?? 'user';
  const layers = facts.layers ?? LAYERS;
  if (word === undefined) return host;
  const named = plainText(word);
  const order = layers.indexOf(named);
  if (order === -1 && named !== host) report(scope, unknownLayer(named, layers, word));
  else if (order > layers.indexOf(host)) report(scope, layerTooHigh(named, host, word));
  return named;
}

function defaultOf(scope: Problems, statement: WordStatement | undefined): Effect | undefined {
  if (statement === undefined) return undefined;
  const found = statement.word.image;
  if (!isOneOf(found, EFFECTS)) return report(scope, unknownDefault(found, statement.word));
  if (found === 'allow') report(scope, defaultAllow(statement));
  return found;
}

function usesOf(scope: Problems, statements: readonly Statement[]): readonly string[] {
  const uses: string[] = [];
  for (const statement of statements) {
    if (statement.kind !== 'use') continue;
    const text = plainText(statement.word);
    if (!isUse(scope, statement.word, text)) continue;
    if (uses.includes(text)) report(scope, duplicateUse(text, statement.word));
    else uses.push(text);
  }
  return uses;
}

function isUse(scope: Problems, word: Word, text: string): boolean {
  const problem = useProblem(word, text);
  if (problem !== undefined) report(scope, problem);
  return problem === undefined;
}

function useProblem(word: Word, text: string): Problem | undefined {
  if (!isQuoted(word)) return /^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)*$/.test(text) ? undefined : badUse(text, word);
  const escapes = text.split('/').includes('..') || text.startsWith('/') || text.startsWith('~');
  if (escapes) return useEscapes(text, word);
  return /^\.\/[^/]/.test(text) ? undefined : badUse(text, word);
}
