import type { Does } from '../policy.ts';
import type { Hole, Parts, Word } from '../word.ts';
import type { Call } from './call.ts';
import type { Consequence } from './consequence.ts';
import { pushInto } from './into.ts';
import { basedOn, type FileRole, kindOf, type Origin, pushFile } from './origin.ts';
import { liesBelow } from './project.ts';
import { pushRole } from './role.ts';
import { joinParts, wordOf } from './word-parts.ts';

/** Adds what a command or an option does by itself. `program` is the word that stands for targets in spans. */
export function pushDoes(call: Call, does: Does, given: Origin, program: Word): void {
  const into = call.consequences;
  const { span } = program;
  const target = does.target;
  const origin = does.hazard === true ? { ...given, hazard: true } : given;
  const { carriers, hazard } = origin;
  switch (does.act) {
    case 'change':
      into.push({ kind: 'change', name: target ?? '', carriers, hazard });
      return;
    case 'read':
    case 'write':
    case 'delete':
    case 'read-tree':
    case 'write-tree':
    case 'delete-tree':
      pushTarget(into, does.act, target ?? '.', origin, span);
      return;
    case 'write-into':
    case 'write-tree-into':
    case 'write-contents-into':
      pushInto(call, does.act, targetWord(does, span), origin);
      return;
    case 'connect':
      into.push({ kind: 'connect', target: { kind: 'text', text: target ?? '*', span }, carriers, hazard });
      return;
    case 'escalate':
    case 'user':
      into.push({ kind: 'escalate', user: { kind: 'text', text: target ?? 'root', span }, carriers, hazard });
      return;
    case 'code':
      if (target === 'stdin') pushFed(into, origin);
      else pushCode(call, origin);
      return;
    case 'shell':
      // What arrives on standard input is written out nowhere in the command: no word of it can vouch for it.
      if (target === undefined || target === 'stdin')
        into.push({ kind: 'shell', text: 'stdin', same: origin.same, carriers: [], hazard: true, ...basedOn(origin) });
      else pushRole(into, 'shell', [{ kind: 'text', text: target, span }], origin);
      return;
    case 'run':
      pushOtherName(into, target ?? '', origin, span);
      return;
    default:
      pushRole(into, does.act, [{ kind: 'text', text: target ?? '', span }], origin);
  }
}

/** What a command does is that other command: its ordinary business, unlike a command that its words hold. */
function pushOtherName(
  into: Consequence[],
  target: string,
  { carriers, hazard, base }: Origin,
  span: Word['span'],
): void {
  const [first = '', ...rest] = target.split(' ');
  const wordOfText = (text: string): Word => ({ kind: 'text', text, span });
  into.push({
    kind: 'run',
    argv: [wordOfText(first), ...rest.map(wordOfText)],
    otherName: true,
    carriers,
    hazard,
    ...basedOn({ base }),
  });
}

/** As for `does shell stdin`, no word of the command can vouch for what it is fed. */
function pushFed(into: Consequence[], { label }: Origin): void {
  const reason = `${label} runs what comes from its standard input`;
  into.push({ kind: 'opaque', why: 'code', reason, carriers: [], hazard: true, fed: true });
}

/** Where options moved the folder, or name a file that says what to run, they choose whose code it is. */
function pushCode({ consequences, found }: Call, { carriers, hazard, base, label }: Origin): void {
  const reason = `${label} runs code that is not in the command`;
  const elsewhere = base !== undefined && !liesBelow(base);
  const choosing = found.options
    .filter(({ entry }) => entry.chooses || (elsewhere && entry.moves))
    .flatMap(({ words }) => words);
  const chosen = elsewhere || choosing.length > 0;
  // The words that choose are written out where they are meant; where a folder does, what runs there is, too.
  const own = elsewhere || hazard ? carriers.filter((index) => index > 0) : [];
  consequences.push({
    kind: 'opaque',
    why: 'code',
    reason,
    carriers: chosen ? [...own, ...choosing] : carriers,
    hazard: hazard || chosen,
  });
}

/** A file target: `./node_modules/**` is a tree, `~/x` lies under the home folder, `credential:NAME` is a secret. */
function pushTarget(into: Consequence[], role: FileRole, target: string, origin: Origin, span: Word['span']): void {
  const { carriers, hazard } = origin;
  if (target.startsWith('credential:')) {
    into.push({ kind: 'credential', access: kindOf(role), name: target.slice('credential:'.length), carriers, hazard });
    return;
  }
  const tree = target === '**' || target.endsWith('/**');
  const path = tree ? target.slice(0, target === '/**' ? 1 : -3) : target;
  const treeRole: FileRole = tree ? `${kindOf(role)}-tree` : role;
  if (path === '~' || path.startsWith('~/')) {
    pushUnderHome(into, treeRole, path.slice(2), origin, span);
    return;
  }
  pushFile(into, treeRole, wordOf(globParts(target === '**' ? '.' : path), span), origin);
}

/** Where the home folder is not known, the path is not known either. */
function pushUnderHome(
  into: Consequence[],
  role: FileRole,
  path: string,
  { carriers, hazard }: Origin,
  span: Word['span'],
): void {
  const parts = globParts(path);
  into.push({
    kind: kindOf(role),
    path: wordOf([{ hole: 'text' }, '/', ...parts], span),
    underHome: wordOf(parts, span),
    tree: role.endsWith('-tree'),
    carriers,
    hazard,
  });
}

/** The target of a `does` as a word; `*` and `**` in it are what is not known. */
export const targetWord = ({ target }: Does, span: Word['span']): Word => wordOf(globParts(target ?? '.'), span);

/** `*` and `**` in a target are what is not known of it. */
function globParts(pattern: string): Parts {
  const parts: (string | Hole)[] = [];
  let text = '';
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] !== '*') {
      text += pattern[at];
      continue;
    }
    const deep = pattern[at + 1] === '*';
    parts.push(text, { hole: deep ? 'tree' : 'name' });
    text = '';
    if (deep) at++;
  }
  return joinParts([...parts, text]);
}
