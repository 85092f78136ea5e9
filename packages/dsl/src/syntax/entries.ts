import type { Problem } from '../diagnostic.ts';
import { ENTRIES, isOneOf } from '../keywords.ts';
import { expectedButFound, unknownEntry } from '../problems/syntax.ts';
import type { Entry, Token } from '../read/tokens.ts';
import { EXPECTED } from './expected.ts';
import { runParser } from './run-parser.ts';
import type { DescriptionEntry } from './tree.ts';

/** Parses the entries of a description's block; none where there is no block. */
export function buildEntries(token: Token | undefined, problems: Problem[]): readonly DescriptionEntry[] {
  const block = token?.block;
  if (block?.kind !== 'entries') return [];
  return block.entries
    .map((entry) => buildEntry(entry, problems))
    .filter((one): one is DescriptionEntry => one !== undefined);
}

function buildEntry(entry: Entry, problems: Problem[]): DescriptionEntry | undefined {
  const first = entry.tokens[0];
  if (first === undefined) return undefined;
  const head = first.image;
  const span = { start: entry.start, end: entry.end };
  if (!isOneOf(head, ENTRIES)) return void problems.push(unknownEntry(head, first));
  switch (head) {
    case 'inherit':
      return buildInherited(entry, problems);
    case 'option':
    case 'options': {
      const options = runParser('options', entry.tokens, entry, problems);
      return options && { kind: 'options', keyword: first, inherit: false, options, ...span };
    }
    case 'operands': {
      const items = runParser('operands', entry.tokens, entry, problems);
      return items && { kind: 'operands', keyword: first, items, ...span };
    }
    case 'does': {
      const does = runParser('effect', entry.tokens, entry, problems);
      return does && { kind: 'does', does, ...span };
    }
    case 'env': {
      const names = runParser('nameList', entry.tokens, entry, problems);
      return names && { kind: 'env', names, ...span };
    }
    case 'command': {
      const found = runParser('descriptionHead', entry.tokens, entry, problems);
      return (
        found && {
          kind: 'command',
          names: found.names,
          flags: found.flags,
          entries: buildEntries(found.block, problems),
          ...span,
        }
      );
    }
    case 'form': {
      const found = runParser('form', entry.tokens, entry, problems);
      return found && { kind: 'form', tests: found.tests, entries: buildEntries(found.block, problems), ...span };
    }
    case 'style':
    case 'complete':
    case 'open':
    case 'verbs':
    case 'first-word': {
      const flags = runParser('flagEntry', entry.tokens, entry, problems);
      return flags && { kind: 'flags', flags, ...span };
    }
  }
}

function buildInherited(entry: Entry, problems: Problem[]): DescriptionEntry | undefined {
  const [first, keyword] = entry.tokens;
  if (first === undefined || keyword === undefined || !['option', 'options'].includes(keyword.image)) {
    const found = keyword ?? { image: undefined, start: entry.end, end: entry.end };
    return void problems.push(expectedButFound(EXPECTED.inherited, found.image, found));
  }
  const options = runParser('options', entry.tokens.slice(1), entry, problems);
  return options && { kind: 'options', keyword: first, inherit: true, options, start: entry.start, end: entry.end };
}
