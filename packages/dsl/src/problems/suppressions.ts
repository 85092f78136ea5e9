import type { Span } from '@writ/engine';
import { type Problem, warning } from '../diagnostic.ts';

export const badSuppression = (span: Span): Problem =>
  warning(
    'bad-suppression',
    'this suppresses nothing: it needs a code and a reason',
    span,
    'write `# writ-ignore CODE: why`',
  );

export const unusedSuppression = (code: string, span: Span): Problem =>
  warning(
    'unused-suppression',
    `there is no warning \`${code}\` here to suppress`,
    span,
    'remove the comment; it holds for its own line, or for the rule below it',
  );
