import { compileText, type TextMatcher } from './match/text.ts';
import { once } from './once.ts';
import type { Description, Level, PolicyDocument, TextPattern } from './policy.ts';

/** Variables that every POSIX system reads before a program's first line: steering even where no list is loaded. */
const ALWAYS_STEERING = [
  'PATH',
  'LD_*',
  'DYLD_*',
  'BASH_ENV',
  'ENV',
  'IFS',
  'SHELLOPTS',
  'BASHOPTS',
  'PS4',
  'PROMPT_COMMAND',
  'HOME',
];

/**
 * The variables that choose what programs do, which no wildcard covers: those of the builtin layer's list, and those of
 * which a description says that something follows from them.
 */
export function steeringOf(documents: readonly PolicyDocument[], listed: readonly string[]): readonly TextMatcher[] {
  const described = documents.flatMap((one) => once(ofDocuments, one, describedIn));
  return [...[...ALWAYS_STEERING, ...listed].map((name) => compileText(starsOf(name))), ...described];
}

const starsOf = (name: string): TextPattern =>
  name.split('*').flatMap((text, at): TextPattern => (at === 0 ? [text] : [{ wild: '*' }, text]));

/** Documents do not change, and the standard library's are many. */
const ofDocuments = new WeakMap<PolicyDocument, readonly TextMatcher[]>();

const describedIn = ({ descriptions }: PolicyDocument): readonly TextMatcher[] =>
  descriptions.flatMap(variablesWithRole).map((name) => compileText(name));

const variablesWithRole = ({ env, commands, forms }: Description | Level): readonly TextPattern[] => [
  ...env.flatMap(({ name, role }) => (role === undefined ? [] : [name])),
  ...[...commands, ...forms].flatMap(variablesWithRole),
];
