import type { Span } from '@writ/engine';
import { error, type Problem, warning } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import { quoted } from './text.ts';

export const oneAlternative = (found: string, span: Span): Problem =>
  error('one-alternative', `\`${found}\` offers no choice`, span, `write \`{a,b}\`, or quote it: ${quoted(found)}`);

export const tooManyAlternatives = (span: Span): Problem =>
  error(
    'too-many-alternatives',
    'this pattern stands for more than 1,000 alternatives',
    span,
    'split it into several patterns, or use a wildcard',
  );

export const emptyPattern = (span: Span): Problem =>
  error('empty-pattern', 'an empty pattern matches nothing', span, 'name what the rule is about');

export const groupNotHere = (span: Span): Problem =>
  error(
    'group-not-here',
    'groups are for command patterns',
    span,
    'write alternatives inside a word as `{a,b}`, or list them with commas',
  );

export const missingComma = (span: Span): Problem =>
  error(
    'missing-comma',
    'two patterns need a comma between them',
    span,
    'put `, ` in front of this one, or quote a name with a blank in it',
  );

export const commaInCommand = (span: Span): Problem =>
  error(
    'comma-in-command',
    'commands are not separated by commas',
    span,
    'put several commands on lines of a block `run { … }`; a comma meant as text is quoted',
  );

/* ---- commands ---- */

export const optionalProgram = (span: Span): Problem =>
  error('optional-program', 'a command pattern starts with its program', span, 'write the program in front of `[`');

export const literalDollar = (found: string, span: Span): Problem =>
  warning(
    'literal-dollar',
    `\`${found}\` stands for itself: variables are not expanded here`,
    span,
    `quote it to say that it is meant: ${quoted(found)}`,
  );

export const listInCommand = (found: string, span: Span): Problem =>
  error(
    'list-in-command',
    `\`${found}\` is a list, and lists are for paths, hosts, variables and tools`,
    span,
    'write the commands on lines of a block `run { … }`',
  );

export const quotedWildcard = (found: string, span: Span): Problem =>
  warning(
    'quoted-wildcard',
    `the wildcard in \`${found}\` is literal, because it is quoted`,
    span,
    'leave wildcards outside the quotes: `"My Docs"/**`',
  );

/* ---- paths ---- */

export const dotDot = (span: Span): Problem =>
  error(
    'dot-dot',
    '`..` never matches: paths are resolved first',
    span,
    'write the path it leads to, from `./`, `/` or `~/`',
  );

export const foreignHome = (found: string, span: Span): Problem =>
  error(
    'foreign-home',
    `\`${found}\` names another user's home folder, which is not known here`,
    span,
    'write the absolute path',
  );

export const quotedTilde = (span: Span): Problem =>
  error(
    'quoted-tilde',
    'a quoted `~` is not the home folder',
    span,
    'write `~/` outside the quotes, or `./"~"` for a file of that name',
  );

export const trailingSlash = (found: string, span: Span): Problem =>
  warning(
    'trailing-slash',
    `\`${found}\` matches the folder alone`,
    span,
    `write \`${found}**\` for the folder and all below`,
  );

export const gluedStars = (found: string, span: Span): Problem =>
  warning(
    'glued-stars',
    `\`${found}\` lies under a workspace root`,
    span,
    'write `**/` in front of a name for any folder anywhere',
  );

export const badCredential = (span: Span): Problem =>
  error('bad-credential', '`credential:` needs a name', span, 'for example `credential:github`');

/* ---- hosts ---- */

export const badHost = (found: string, why: string, span: Span): Problem =>
  error(
    'bad-host',
    `\`${found}\` is no host: ${why}`,
    span,
    'write `example.org`, `*.example.org`, `host:8080`, `host:*`, `https://host/path/**`, `10.0.0.0/8`, `loopback` or `private`',
  );

export const badPort = (found: string, span: Span): Problem =>
  error('bad-port', `\`${found}\` is no port`, span, 'a port is a number from 1 to 65535, or `*`');

export const badCidr = (found: string, why: string, span: Span, help?: string): Problem =>
  error(
    'bad-cidr',
    `\`${found}\` is no network: ${why}`,
    span,
    help ?? 'write an address and a length, like `10.0.0.0/8` or `fc00::/7`',
  );

export const hostWithPath = (found: string, span: Span): Problem =>
  error('host-with-path', 'a path needs a scheme in front', span, `write \`https://${found}\``);

/* ---- names ---- */

export const badVariable = (found: string, span: Span): Problem =>
  error(
    'bad-variable',
    `\`${found}\` is no name of an environment variable`,
    span,
    'write the name alone: letters, digits, `_` and wildcards',
  );

export const unknownOpaque = (found: string, span: Span): Problem =>
  error(
    'unknown-opaque',
    `\`${found}\` is no reason for being opaque`,
    span,
    didYouMean(
      found,
      ['code', 'command', 'option', 'syntax', 'limit'],
      'it is `code`, `command`, `option`, `syntax`, `limit` or `*`',
    ),
  );

export const duplicatePattern = (span: Span): Problem =>
  warning('duplicate-pattern', 'this pattern stands here twice', span, 'remove one');

/* ---- lists ---- */

export const undefinedList = (found: string, known: readonly string[], span: Span): Problem =>
  error(
    'undefined-list',
    `there is no list \`$${found}\``,
    span,
    didYouMean(
      `$${found}`,
      known.map((name) => `$${name}`),
      'define it with `let NAME = …`; variables of the environment are not read, and `~` is the home folder',
    ),
  );

export const listInList = (found: string, span: Span): Problem =>
  error('undefined-list', `\`$${found}\` refers to itself`, span, 'a list may use lists that do not use it');
