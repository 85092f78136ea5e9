import type { PolicyDocument, Request, SourceRange } from '@writ/engine';
import type { PlacedRule } from './placed-rule.ts';
import type { Runner } from './programs.ts';

/** Something doubtful about a rule that can only be seen beside the rest of the policy; always a warning. */
export interface Finding {
  readonly code: string;
  /** A lower-case sentence. */
  readonly message: string;
  readonly help?: string;
  readonly document: PolicyDocument;
  /** The rule. */
  readonly range: SourceRange;
}

function finding(code: string, rule: PlacedRule, message: string, help: string): Finding {
  return { code, message, help, document: rule.document, range: rule.range };
}

/* One function for each kind; the sentences are all here. */

export const neverDecides = (rule: PlacedRule, by: PlacedRule, witness: string): Finding =>
  finding(
    'never-decides',
    rule,
    `this rule never decides: \`${oneLine(by.range.text)}\` (${placeOf(rule, by)}) does, for example about \`${witness}\``,
    'remove one of them, or make the other one narrower',
  );

export const endedRule = (rule: PlacedRule, until: string): Finding =>
  finding('ended-rule', rule, `this rule ended at ${until}`, 'remove it, or give it a later date');

export const anyProgram = (rule: PlacedRule): Finding =>
  finding(
    'any-program',
    rule,
    'this rule allows every program by name',
    'name the programs; `allow pure` is for those that touch nothing',
  );

const RUNS: Readonly<Record<Runner, readonly [what: string, example: string]>> = {
  command: ['runs another command', 'npm test'],
  shell: ['runs command lines', './scripts/**'],
  code: ['runs program text', './scripts/**'],
};

export function bareProgram(rule: PlacedRule, program: string, runner: Runner, unguarded: boolean): Finding {
  const [what, example] = RUNS[runner];
  const so = unguarded
    ? ': this rule allows everything'
    : ', and this rule does not say which: that is still asked about';
  return finding(
    'bare-program',
    rule,
    `\`${program}\` ${what}${so}`,
    `write it out, for example \`${program} ${example}\``,
  );
}

export const unknownProgram = (rule: PlacedRule, program: string, near: string | undefined): Finding =>
  finding(
    'unknown-program',
    rule,
    near === undefined
      ? `nobody described \`${program}\`: of its options only the spellings in this rule are known`
      : `nobody described \`${program}\``,
    near === undefined ? `write \`describe ${program} { … }\`, or name every spelling` : `did you mean \`${near}\`?`,
  );

export const neverMatches = (rule: PlacedRule, why: string, help: string): Finding =>
  finding('never-matches', rule, `this rule can never match: ${why}`, help);

export const escapableRule = (rule: PlacedRule, escape: string, why: string, help: string): Finding =>
  finding('escapable-rule', rule, `\`${escape}\` escapes this rule: ${why}`, help);

/* ---- phrases ---- */

/** Where another rule stands, as seen from this one. */
const placeOf = (rule: PlacedRule, other: PlacedRule): string =>
  other.document.source.file === rule.document.source.file
    ? `line ${other.range.line}`
    : `${other.document.source.file}:${other.range.line}`;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** A request as a person would write it, places as a policy writes them. */
export function shown(request: Request, { root, home }: { readonly root: string; readonly home: string }): string {
  switch (request.kind) {
    case 'exec':
      return request.argv.map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
    case 'shell':
      return request.command;
    case 'tool':
      return request.tool;
    case 'connect':
      return `connect ${request.target}`;
    default:
      return `${request.kind} ${request.path.replace(`${home}/`, '~/').replace(`${root}/`, './')}`;
  }
}
