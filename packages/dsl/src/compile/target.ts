import type { FileSubject, HostPattern, NameSubject, PathPattern, Target, TextPattern } from '@writ/engine';
import { FILE_SUBJECTS, isOneOf, NAME_SUBJECTS, OPAQUE, SUBJECTS } from '../keywords.ts';
import { unknownOpaque } from '../problems/patterns.ts';
import {
  clauseNotHere,
  duplicateSubject,
  missingPattern,
  mixedSubjects,
  unexpectedPattern,
  unknownSubject,
} from '../problems/rules.ts';
import { plainText, type Word } from '../read/tokens.ts';
import type { ClauseNode, Pattern, RuleStatement } from '../syntax/tree.ts';
import { commandPattern } from './command.ts';
import { hostPattern } from './host.ts';
import { namePattern } from './name.ts';
import { pathPattern } from './path.ts';
import { withoutCommas, wordPatterns } from './patterns.ts';
import { report, type Scope } from './scope.ts';

/** What a rule is about; `undefined` where that is wrong. */
export function ruleTarget(scope: Scope, rule: RuleStatement): Target | undefined {
  const kind = subjectKind(scope, rule.subjects);
  const first = rule.subjects[0];
  if (kind === undefined || first === undefined) return undefined;
  if (kind !== 'pure' && rule.patterns.length === 0) return report(scope, missingPattern(first.image, first));
  const except = rule.clauses.flatMap((clause) => (clause.kind === 'except' ? clause.patterns : []));
  switch (kind) {
    case 'run':
      return runTarget(scope, rule, except);
    case 'file': {
      const read = (word: Word): PathPattern | undefined => pathPattern(scope, word);
      return {
        kind,
        subjects: fileSubjects(scope, rule.subjects),
        paths: wordPatterns(scope, rule.patterns, read),
        except: wordPatterns(scope, except, read),
      };
    }
    case 'connect': {
      const read = (word: Word): HostPattern | undefined => hostPattern(scope, word);
      return { kind, hosts: wordPatterns(scope, rule.patterns, read), except: wordPatterns(scope, except, read) };
    }
    case 'name': {
      const subjects = unique(scope, rule.subjects) as readonly NameSubject[];
      const read = (word: Word): TextPattern | undefined => namePattern(scope, word, subjects);
      return {
        kind,
        subjects,
        names: wordPatterns(scope, rule.patterns, read),
        except: wordPatterns(scope, except, read),
      };
    }
    case 'opaque':
      return opaqueTarget(scope, rule);
    case 'pure':
      noExcept(scope, rule);
      return rule.patterns[0] === undefined ? { kind } : report(scope, unexpectedPattern(rule.patterns[0]));
  }
}

function runTarget(scope: Scope, rule: RuleStatement, except: readonly Pattern[]): Target {
  const exactly = rule.clauses.some((clause) => clause.kind === 'exactly');
  const list = (patterns: readonly Pattern[]) =>
    withoutCommas(scope, patterns)
      .map((pattern) => commandPattern(scope, pattern))
      .filter((one) => one !== undefined);
  return {
    kind: 'run',
    commands: list(rule.patterns),
    except: list(except),
    ...(exactly ? { exactly: true as const } : {}),
  };
}

function opaqueTarget(scope: Scope, rule: RuleStatement): Target {
  noExcept(scope, rule);
  const whys = wordPatterns(scope, rule.patterns, (word) => {
    const name = plainText(word);
    return isOneOf(name, OPAQUE) ? name : report(scope, unknownOpaque(name, word));
  });
  return { kind: 'opaque', whys };
}

function noExcept(scope: Scope, rule: RuleStatement): void {
  const clause: ClauseNode | undefined = rule.clauses.find((one) => one.kind === 'except');
  if (clause !== undefined)
    report(scope, clauseNotHere('except', 'rules with patterns over commands, paths, hosts or names', clause.keyword));
}

/* ---- subjects ---- */

type Kind = Target['kind'];

function kindOf(subject: (typeof SUBJECTS)[number]): Kind {
  if (subject === 'edit' || isOneOf(subject, FILE_SUBJECTS)) return 'file';
  return isOneOf(subject, NAME_SUBJECTS) ? 'name' : subject;
}

function subjectKind(scope: Scope, subjects: readonly Word[]): Kind | undefined {
  let kind: Kind | undefined;
  let first = '';
  for (const word of subjects) {
    if (!isOneOf(word.image, SUBJECTS)) return report(scope, unknownSubject(word.image, word));
    const own = kindOf(word.image);
    if (kind === undefined) [kind, first] = [own, word.image];
    else if (own !== kind) return report(scope, mixedSubjects(first, word.image, word));
  }
  return kind;
}

function fileSubjects(scope: Scope, words: readonly Word[]): readonly FileSubject[] {
  const found: FileSubject[] = [];
  for (const word of words) {
    const named: readonly FileSubject[] = word.image === 'edit' ? ['write', 'delete'] : [word.image as FileSubject];
    const fresh = named.filter((subject) => !found.includes(subject));
    if (fresh.length < named.length) report(scope, duplicateSubject(word.image, word));
    found.push(...fresh);
  }
  return found;
}

function unique(scope: Scope, words: readonly Word[]): readonly string[] {
  const found: string[] = [];
  for (const word of words) {
    if (found.includes(word.image)) report(scope, duplicateSubject(word.image, word));
    else found.push(word.image);
  }
  return found;
}
