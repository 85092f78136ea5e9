import type { PolicyDocument, Request, SourceRange } from '@writ/engine';
import type { PlacedRule } from './placed-rule.ts';

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

export const neverDecides = (rule: PlacedRule, by: PlacedRule, witness: Request): Finding =>
  finding(
    'never-decides',
    rule,
    `this rule never decides: \`${oneLine(by.range.text)}\` (${placeOf(rule, by)}) does, for example about \`${shown(witness)}\``,
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

export const bareProgram = (rule: PlacedRule, program: string, what: string, unguarded: boolean): Finding =>
  finding(
    'bare-program',
    rule,
    unguarded
      ? `\`${program}\` ${what}: this rule allows everything`
      : `\`${program}\` ${what}, and this rule does not say which: that is still asked about`,
    `write it out, for example \`${program} ${what.includes('command') ? 'npm test' : './scripts/**'}\``,
  );

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

export const escapableDeny = (rule: PlacedRule, escape: string, help: string): Finding =>
  finding('escapable-rule', rule, `\`${escape}\` does the same and escapes this rule`, help);

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

function shown(request: Request): string {
  switch (request.kind) {
    case 'exec':
      return request.argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
    case 'shell':
      return request.command;
    case 'tool':
      return request.tool;
    case 'connect':
      return `connect ${request.target}`;
    default:
      return `${request.kind} ${request.path}`;
  }
}
