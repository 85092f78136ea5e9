import type { Span } from '@writ/engine';
import { error, type Problem } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';

export const testOnHeaderLine = (span: Span): Problem =>
  error('test-on-header-line', 'a test starts on a line of its own', span, 'put it on the line below `{`');

export const noOutcome = (span: Span): Problem =>
  error('no-outcome', 'this test says no outcome', span, 'end the line with ` => allow`, ` => ask` or ` => deny`');

export const unknownOutcome = (found: string, span: Span): Problem =>
  error(
    'unknown-outcome',
    `\`${found}\` is no outcome`,
    span,
    didYouMean(
      found.split(/[ \t]/)[0] ?? '',
      ['allow', 'ask', 'deny'],
      'an outcome is `allow`, `ask` or `deny`, then `by NAME` and `because "…"` if you like',
    ),
  );

export const emptyTest = (span: Span): Problem =>
  error('empty-test', 'there is nothing in front of ` => `', span, 'write the command line or the act to judge');

export const badTestJson = (reason: string, span: Span): Problem =>
  error(
    'bad-json',
    `the arguments of this tool call are not JSON: ${reason}`,
    span,
    'write `tool NAME {"key": "value"}`',
  );

export const badTestShell = (span: Span): Problem =>
  error(
    'bad-test-shell',
    '`shell` takes one quoted text',
    span,
    'write `shell "first line\\nsecond line"`, or `$ shell …` for a program of that name',
  );

export const unknownContext = (found: string, span: Span): Problem =>
  error(
    'unknown-context',
    `\`${found}\` is nothing a test can set`,
    span,
    didYouMean(
      found,
      ['mode', 'agent', 'cwd', 'interactive', 'dialect'],
      'it can set `mode`, `agent`, `cwd`, `interactive`, `dialect`, `env.NAME` and `host.NAME`',
    ),
  );

export const badContextValue = (key: string, wanted: string, span: Span): Problem =>
  error('bad-context-value', `\`${key}\` takes ${wanted}`, span);
