import type { Span } from '@writ/engine';
import { error, type Problem, warning } from '../diagnostic.ts';
import { SUBJECTS } from '../keywords.ts';
import { didYouMean } from '../nearest.ts';

export const unknownSubject = (found: string, span: Span): Problem =>
  error(
    'unknown-subject',
    `unknown subject \`${found}\``,
    span,
    didYouMean(found, SUBJECTS, `a rule judges ${SUBJECTS.map((name) => `\`${name}\``).join(', ')}`),
  );

export const mixedSubjects = (first: string, second: string, span: Span): Problem =>
  error(
    'mixed-subjects',
    `\`${first}\` and \`${second}\` take different patterns`,
    span,
    'write a rule for each; `read`, `write`, `delete` and `edit` can be joined',
  );

export const duplicateSubject = (found: string, span: Span): Problem =>
  warning('duplicate-subject', `\`${found}\` is named twice`, span, 'remove one');

export const missingPattern = (subject: string, span: Span): Problem =>
  error(
    'missing-pattern',
    `this rule does not say what \`${subject}\` is about`,
    span,
    `name it; \`${['run', 'read', 'write', 'delete', 'edit'].includes(subject) ? '**' : '*'}\` stands for all of them`,
  );

export const unexpectedPattern = (span: Span): Problem =>
  error('unexpected-pattern', '`pure` takes no patterns', span, 'remove them');

export const clauseNotHere = (clause: string, where: string, span: Span, help?: string): Problem =>
  error('clause-not-here', `\`${clause}\` is for ${where}`, span, help);

export const duplicateClause = (clause: string, span: Span): Problem =>
  error(
    'duplicate-clause',
    `\`${clause}\` stands here twice`,
    span,
    clause === 'when' ? 'join the conditions with `and`' : 'keep one',
  );

export const firmAndLocked = (span: Span): Problem =>
  error('firm-and-locked', 'a rule is `firm` or `locked`, not both', span, '`locked` is the stronger one');

export const badDate = (found: string, span: Span): Problem =>
  error(
    'bad-date',
    `\`${found}\` is no date`,
    span,
    'write `2027-01-31` (it ends with that day, in UTC) or `2027-01-31T18:00Z`',
  );

export const badLimit = (found: string, span: Span): Problem =>
  error(
    'bad-limit',
    `\`${found}\` is no limit`,
    span,
    'write `limit 5 per hour`; the time is `second`, `minute`, `hour`, `day` or `week`, or so many of them: `per 10 minutes`',
  );

export const textNotQuoted = (found: string, span: Span): Problem =>
  error('text-not-quoted', `\`${found}\` is not quoted`, span, `write "${found}"`);

export const emptyText = (clause: string, span: Span): Problem =>
  error('empty-text', `\`${clause}\` says nothing`, span, 'write a sentence, or leave it out');

export const badName = (found: string, span: Span): Problem =>
  error('bad-name', `\`${found}\` is no name`, span, 'names are small letters, digits and `-`, starting with a letter');

export const duplicateName = (what: string, name: string, line: number, span: Span): Problem =>
  error(
    'duplicate-name',
    `the ${what} \`${name}\` is already defined on line ${line}`,
    span,
    'give one of them another name',
  );

export const duplicateNameElsewhere = (what: string, name: string, file: string, span: Span): Problem =>
  error(
    'duplicate-name',
    `the ${what} \`${name}\` is already defined in \`${file}\`, in the same layer`,
    span,
    'give one of them another name',
  );

/* ---- doubtful, but legal ---- */

export const unguardedRule = (span: Span): Problem =>
  warning(
    'unguarded',
    'this rule also vouches for hazards',
    span,
    'name the hazardous words in the pattern instead, if you can',
  );

export const duplicateRule = (line: number, span: Span): Problem =>
  warning('duplicate-rule', `this rule says the same as the one on line ${line}`, span, 'remove one');

export const shadowedRule = (effect: string, line: number, span: Span): Problem =>
  warning(
    'shadowed-rule',
    `this rule never decides: line ${line} says \`${effect}\` to the same`,
    span,
    'remove one; in one layer the stricter rule wins',
  );
