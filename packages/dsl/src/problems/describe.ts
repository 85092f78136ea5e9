import type { Span } from '@writ/engine';
import { error, type Problem } from '../diagnostic.ts';
import { ACTS, BOUND, ROLES, STYLES } from '../keywords.ts';
import { didYouMean } from '../nearest.ts';

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

export const unknownRole = (found: string, span: Span): Problem =>
  error('unknown-role', `unknown role \`${found}\``, span, didYouMean(found, ROLES, `the roles are ${listed(ROLES)}`));

export const unknownBinding = (found: string, span: Span): Problem =>
  error(
    'unknown-role',
    `an argument cannot be bound as \`${found}\``,
    span,
    didYouMean(found, BOUND, `it can be ${listed(BOUND)}`),
  );

export const unknownAct = (found: string, span: Span): Problem =>
  error(
    'unknown-act',
    `\`${found}\` is nothing a program does`,
    span,
    didYouMean(found, ACTS, `it is one of ${listed(ACTS)}`),
  );

export const unknownStyle = (found: string, span: Span): Problem =>
  error(
    'unknown-style',
    `unknown style \`${found}\``,
    span,
    didYouMean(found, STYLES, `the styles are ${listed(STYLES)}`),
  );

export const unknownFlag = (found: string, span: Span): Problem =>
  error(
    'unknown-flag',
    `\`${found}\` says nothing about a program`,
    span,
    didYouMean(
      found,
      ['complete', 'open', 'style', 'verbs', 'first-word', 'like', 'alias'],
      'it can be `complete`, `open`, `style NAME`, `verbs last`, `first-word cluster`, `like OTHER` or `alias NAME`',
    ),
  );

export const flagNotHere = (flag: string, where: string, span: Span): Problem =>
  error('flag-not-here', `\`${flag}\` is for ${where}`, span);

export const flagNeedsWord = (flag: string, wanted: string, span: Span): Problem =>
  error('flag-needs-word', `\`${flag}\` needs ${wanted} behind it`, span);

export const duplicateFlag = (flag: string, span: Span): Problem =>
  error('duplicate-flag', `\`${flag}\` is said twice`, span, 'keep one');

export const badPlaceholder = (found: string, span: Span): Problem =>
  error('bad-placeholder', `\`${found}\` is no value`, span, 'write `<name>` or `<name:role>`');

export const notAnOption = (found: string, span: Span): Problem =>
  error(
    'not-an-option',
    `\`${found}\` does not start with \`-\``,
    span,
    'options start with `-` or `+`; names without a dash are for `style single-dash`',
  );

export const duplicateOption = (found: string, span: Span): Problem =>
  error(
    'duplicate-option',
    `the option \`${found}\` is described twice at this level`,
    span,
    'keep one; entries of the same option differ in their choices',
  );

export const duplicateDescription = (found: string, line: number, span: Span): Problem =>
  error(
    'duplicate-name',
    `the program \`${found}\` is already described on line ${line}`,
    span,
    'put both into one `describe`',
  );

export const duplicateCommand = (found: string, span: Span): Problem =>
  error(
    'duplicate-name',
    `the command \`${found}\` is described twice at this level`,
    span,
    'put both into one `command`',
  );

export const duplicateOperands = (span: Span): Problem =>
  error('duplicate-operands', 'the operands are listed twice', span, 'put alternative shapes into `form { … }`');

export const missingTarget = (act: string, span: Span): Problem =>
  error(
    'missing-target',
    `\`does ${act}\` does not say to what`,
    span,
    `for example \`does ${act === 'change' ? 'change remote' : act === 'connect' ? 'connect *' : `${act} .`}\``,
  );

export const unexpectedTarget = (span: Span): Problem =>
  error('unexpected-target', '`does code` takes nothing more', span);

export const badWithout = (found: string, span: Span): Problem =>
  error('bad-without', `\`without ${found}\` says nothing`, span, 'write `without operands`');

export const hazardNotHere = (span: Span): Problem =>
  error('hazard-not-here', '`!` stands behind a value, an option or an act', span);

export const emptyDescription = (found: string, span: Span): Problem =>
  error(
    'empty-description',
    `this says nothing about \`${found}\``,
    span,
    'add a block `{ … }`, `like OTHER` or `complete`',
  );

export const notAProgram = (found: string, span: Span): Problem =>
  error('not-a-program', `\`${found}\` is no name of a program`, span, 'write the name alone, without wildcards');

/* ---- tools ---- */

export const listNotHere = (found: string, span: Span): Problem =>
  error(
    'list-not-here',
    `\`${found}\` is a list, and lists are for rules`,
    span,
    'write the names: `{read,write}_file`',
  );

export const badArgument = (found: string, span: Span): Problem =>
  error('bad-argument', `\`${found}\` is no argument`, span, 'write its name, or `outer.inner`');

export const schemaNotFound = (path: string, span: Span): Problem =>
  error(
    'schema-not-found',
    `the schema \`${path}\` cannot be read`,
    span,
    'the path is relative to this file; the file is JSON',
  );

export const schemaNotLoaded = (path: string, span: Span): Problem => ({
  ...error(
    'schema-not-loaded',
    `the schema \`${path}\` is not loaded here: conditions on this tool are unchecked`,
    span,
  ),
  severity: 'warning',
});

export const badSchema = (why: string, span: Span): Problem =>
  error('bad-schema', `this schema is no JSON Schema: ${why}`, span, 'a schema is a JSON object');

export const duplicateTool = (found: string, line: number, span: Span): Problem =>
  error('duplicate-name', `the tool \`${found}\` is already declared on line ${line}`, span, 'keep one');

export const tooManyFormTests = (span: Span): Problem =>
  error(
    'too-many-form-tests',
    'a form asks at most for two groups of options and for the absence of one',
    span,
    'join the options with commas, or write another form',
  );
