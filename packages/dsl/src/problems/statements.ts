import type { Span } from '@writ/engine';
import { error, type Problem, warning } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';

export const unknownVersion = (found: string, span: Span): Problem =>
  error(
    'unknown-version',
    `version \`${found}\` of the language is not known here`,
    span,
    'write `writ 1`, or use a newer Writ',
  );

export const versionNotFirst = (span: Span): Problem =>
  error('version-not-first', '`writ 1` stands in front of everything else', span, 'move it to the top');

export const duplicateStatement = (name: string, line: number, span: Span): Problem =>
  error('duplicate-statement', `\`${name}\` is already said on line ${line}`, span, 'keep one');

export const unknownLayer = (found: string, layers: readonly string[], span: Span): Problem =>
  error(
    'unknown-layer',
    `unknown layer \`${found}\``,
    span,
    didYouMean(found, layers, `the layers are ${layers.map((name) => `\`${name}\``).join(' < ')}`),
  );

export const layerTooHigh = (found: string, host: string, span: Span): Problem =>
  error(
    'layer-too-high',
    `this file is loaded as \`${host}\` and cannot be \`${found}\``,
    span,
    'a file may name its own layer or a lower one',
  );

export const unknownDefault = (found: string, span: Span): Problem =>
  error(
    'unknown-effect',
    `unknown effect \`${found}\``,
    span,
    didYouMean(found, ['allow', 'ask', 'deny'], 'an effect is `allow`, `ask` or `deny`'),
  );

export const defaultAllow = (span: Span): Problem =>
  warning(
    'default-allow',
    'whatever no rule speaks of is allowed',
    span,
    'write `default ask`, and allow what is needed',
  );

export const badUse = (found: string, span: Span): Problem =>
  error(
    'bad-use',
    `\`${found}\` is neither a pack nor a file`,
    span,
    'write `use std`, `use std/git` or `use "./team.writ"`',
  );

export const useEscapes = (found: string, span: Span): Problem =>
  error(
    'use-escapes',
    `\`${found}\` lies outside this file's folder`,
    span,
    'only files beside this one or below it can be used',
  );

export const duplicateUse = (found: string, span: Span): Problem =>
  warning('duplicate-use', `\`${found}\` is used twice`, span, 'remove one');

export const engineListElsewhere = (name: string, span: Span): Problem =>
  warning(
    'engine-list',
    `\`${name}\` is read by the engine in the layer \`builtin\` only`,
    span,
    'here it is a list like any other',
  );

/* ---- loading ---- */

export const fileNotFound = (path: string, span: Span): Problem =>
  error('file-not-found', `there is no file \`${path}\``, span);

export const packNotFound = (name: string, span: Span): Problem =>
  error('pack-not-found', `there is no pack \`${name}\``, span);

export const useCycle = (files: readonly string[], span: Span): Problem =>
  error(
    'use-cycle',
    `files use each other in a circle: ${files.map((file) => `\`${file}\``).join(' → ')}`,
    span,
    'remove one of the `use` statements',
  );
