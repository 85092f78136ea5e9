import type { Span } from '@writ/engine';
import { error, type Problem } from '../diagnostic.ts';
import { CLAUSES, ENTRIES, STATEMENTS } from '../keywords.ts';
import { didYouMean } from '../nearest.ts';

export type Expectation = readonly [code: string, what: string, help: string | undefined];

/** One sentence for all that the grammar waited for in vain; `found` is absent at the end of a statement. */
export function expectedButFound([code, what, help]: Expectation, found: string | undefined, span: Span): Problem {
  const near = code === 'expected-clause' && found !== undefined ? didYouMean(found, CLAUSES) : undefined;
  const place = found === undefined ? 'the statement ends here' : `found \`${found}\``;
  return error(
    code,
    `expected ${what}, ${place === 'the statement ends here' ? `but ${place}` : place}`,
    span,
    near ?? help,
  );
}

export function unknownStatement(found: string, span: Span): Problem {
  const all = `statements start with ${STATEMENTS.map((name) => `\`${name}\``).join(', ')}`;
  const isClause = (CLAUSES as readonly string[]).includes(found);
  const help = isClause ? 'indent the line to go on with the rule above' : didYouMean(found, STATEMENTS, all);
  return error('unknown-statement', `no statement starts with \`${found}\``, span, help);
}

export const emptyBlock = (span: Span): Problem =>
  error('empty-block', 'there is nothing in this block', span, 'name what the rule is about');

export const unknownEntry = (found: string, span: Span): Problem =>
  error(
    'unknown-entry',
    `no entry of a description starts with \`${found}\``,
    span,
    didYouMean(found, ENTRIES, `entries start with ${ENTRIES.map((name) => `\`${name}\``).join(', ')}`),
  );

export const notInWhen = (found: string, span: Span): Problem =>
  error(
    'not-in-when',
    `\`${found}\` cannot stand inside \`when … { }\``,
    span,
    'only rules can; put it outside the block',
  );
