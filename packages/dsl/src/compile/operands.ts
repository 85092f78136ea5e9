import type { OperandItem, Role } from '@writ/engine';
import { isOneOf, ROLES } from '../keywords.ts';
import { badPlaceholder, hazardNotHere, unknownRole } from '../problems/describe.ts';
import { plainText, type Word } from '../read/tokens.ts';
import type { OperandNode } from '../syntax/tree.ts';
import { report, type Scope } from './scope.ts';
import { withDefined } from './with-defined.ts';

/** What a command takes, in its order. */
export function operandItems(scope: Scope, nodes: readonly OperandNode[]): readonly OperandItem[] {
  return nodes.map((node) => operandItem(scope, node)).filter((item) => item !== undefined);
}

function operandItem(scope: Scope, node: OperandNode): OperandItem | undefined {
  switch (node.kind) {
    case 'literal':
      return node.word.image === '!'
        ? report(scope, hazardNotHere(node))
        : { kind: 'literal', text: plainText(node.word) };
    case 'choice':
      return { kind: 'choice', texts: node.words.map(plainText) };
    case 'optional':
      return withDefined({
        kind: 'optional' as const,
        items: operandItems(scope, node.items),
        repeat: node.repeat ? (true as const) : undefined,
      });
    case 'value': {
      const value = placeholderOf(scope, node);
      return value?.name === undefined
        ? value && report(scope, badPlaceholder(node.placeholder, node))
        : withDefined({
            kind: 'value' as const,
            name: value.name,
            role: value.role,
            hazard: node.hazard ? (true as const) : undefined,
            repeat: node.repeat ? (true as const) : undefined,
            until: node.until?.map(plainText),
          });
    }
  }
}

/** `<name:role>`, `<name>`, and for options `<:role>`. */
export function placeholderOf(
  scope: Scope,
  node: OperandNode & { kind: 'value' },
): { readonly name?: string; readonly role?: Role } | undefined {
  const [name = '', role, ...more] = node.placeholder.slice(1, -1).split(':');
  const wrong = more.length > 0 || !/^[^\s"'<>]*$/.test(name) || (name === '' && (role ?? '') === '');
  if (wrong) return report(scope, badPlaceholder(node.placeholder, node));
  if (role !== undefined && !isOneOf(role, ROLES))
    return report(
      scope,
      unknownRole(role, { start: node.start + 2 + name.length, end: node.start + node.placeholder.length - 1 }),
    );
  return withDefined({ name: name === '' ? undefined : name, role });
}

/** A word with a role behind its last bare colon: `--ext-diff:code`. */
export function splitRole(
  scope: Scope,
  word: Word,
): { readonly text: string; readonly role: Role | undefined; readonly word: Word } | undefined {
  const last = word.parts.at(-1);
  const colon = last === undefined || last.quoted ? -1 : last.text.lastIndexOf(':');
  if (last === undefined || colon === -1 || colon === last.text.length - 1)
    return { text: plainText(word), role: undefined, word };
  const role = last.text.slice(colon + 1);
  const start = last.start + colon;
  if (!isOneOf(role, ROLES)) return report(scope, unknownRole(role, { start: start + 1, end: word.end }));
  const parts = [...word.parts.slice(0, -1), { ...last, text: last.text.slice(0, colon) }].filter(
    (part) => part.text !== '' || part.quoted,
  );
  const head = { parts, start: word.start, end: start, image: word.image.slice(0, start - word.start) };
  return { text: plainText(head), role, word: head };
}
