import type { Span } from '@writ/engine';
import { error, type Problem } from '../diagnostic.ts';
import { DOTTED_SIDES, PLAIN_SIDES } from '../keywords.ts';
import { didYouMean } from '../nearest.ts';

const SIDES = [...PLAIN_SIDES, ...DOTTED_SIDES.map((side) => `${side}.NAME`)];

export const unknownSide = (found: string, span: Span): Problem =>
  error(
    'unknown-fact',
    `\`${found}\` is nothing a condition can ask about`,
    span,
    didYouMean(
      found.split('.')[0] ?? found,
      [...PLAIN_SIDES, ...DOTTED_SIDES],
      `it can ask about ${SIDES.map((side) => `\`${side}\``).join(', ')}`,
    ),
  );

export const sideNeedsName = (side: string, span: Span): Problem =>
  error('missing-name', `\`${side}\` needs a name behind a dot`, span, `write \`${side}.NAME\``);

export const sideTakesNoName = (side: string, span: Span): Problem =>
  error('unexpected-name', `\`${side}\` has no parts`, span, `write \`${side}\``);

export const onlyInRun = (side: string, span: Span): Problem =>
  error('only-in-run', `\`${side}\` can be asked about in \`run\` rules only`, span, 'it is a word of a command line');

export const onlyInTool = (span: Span): Problem =>
  error(
    'only-in-tool',
    '`args` can be asked about in `tool` rules only',
    span,
    'these are the arguments of a tool call',
  );

export const onlyInEnv = (span: Span): Problem =>
  error('only-in-env', '`value` can be asked about in `env` rules only', span, 'it is what the variable is set to');

export const eachNeedsArgs = (each: string, span: Span): Problem =>
  error('each-needs-args', `\`${each}\` goes with \`args.…\``, span, 'it looks at each element of a list');

export const wildcardValue = (found: string, span: Span): Problem =>
  error(
    'wildcard-value',
    `\`${found}\` is compared as text, wildcards and all`,
    span,
    'use `matches "…"` for a pattern, or quote the text',
  );

export const numberNeeded = (found: string, span: Span): Problem =>
  error('number-needed', `\`${found}\` is no number`, span, 'sizes are compared with numbers');

export const globNotQuoted = (found: string, span: Span): Problem =>
  error('text-not-quoted', `\`${found}\` is not quoted`, span, `write \`matches "${found}"\``);

export const badGlob = (why: string, span: Span): Problem =>
  error(
    'bad-glob',
    `this pattern cannot be read: ${why}`,
    span,
    '`*`, `?`, `**` and `{a,b}` mean something; `\\\\*` in "…" is a star',
  );

export const wrongType = (side: string, is: string, wanted: string, span: Span): Problem =>
  error('wrong-type', `\`${side}\` is ${is}, and this compares it with ${wanted}`, span, 'see the schema of the tool');

export const unknownArgument = (side: string, known: readonly string[], span: Span): Problem =>
  error(
    'unknown-argument',
    `the tool has no argument \`${side}\``,
    span,
    didYouMean(
      side,
      known,
      known.length === 0
        ? undefined
        : `it has ${known
            .slice(0, 8)
            .map((name) => `\`${name}\``)
            .join(', ')}`,
    ),
  );

export const wrongFact = (side: string, wanted: readonly string[], span: Span): Problem =>
  error('wrong-type', `\`${side}\` is never that`, span, `it is ${wanted.map((value) => `\`${value}\``).join(' or ')}`);
