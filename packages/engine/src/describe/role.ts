import { assertNever } from '../assert-never.ts';
import type { Role } from '../policy.ts';
import { isSecretName } from '../secret-name.ts';
import { ANY_TEXT, holdsSecret, knownText, partsOf, type Word } from '../word.ts';
import { pushAddress } from './address.ts';
import { pushConnect } from './connect.ts';
import type { Consequence } from './consequence.ts';
import { mayBeUrl, pushFetch } from './fetch.ts';
import { pushGlobRead } from './glob-read.ts';
import { pushIntoUnnamed } from './into.ts';
import { pushMount } from './mount.ts';
import { pushNamedRead, pushNamedUpload, pushRevision } from './named-file.ts';
import { basedOn, type Origin, pushFile } from './origin.ts';
import { pushPackage } from './package-name.ts';
import { pushPathspec } from './pathspec.ts';
import { pushProgram } from './program-words.ts';
import { pushProject } from './project.ts';
import { pushRecipe } from './recipe.ts';
import { pushRefspec, pushRemote, pushRepository } from './repository-name.ts';
import { pushUpload } from './upload.ts';
import { dropText, joinParts, joinWords, leadingText } from './word-parts.ts';

/** Adds what follows from these words having that role; of roles for one word, from each of the words. */
export function pushRole(into: Consequence[], role: Role, words: readonly Word[], origin: Origin): void {
  const [first, ...rest] = words;
  if (first === undefined) return;
  const { carriers } = origin;
  const hazard = origin.hazard || isAlwaysHazard(role);
  switch (role) {
    case 'run':
    case 'run-more':
      into.push({ kind: 'run', argv: [first, ...rest], carriers, hazard, ...basedOn(origin) });
      return;
    case 'elsewhere':
    case 'elsewhere-unfed':
      into.push({
        kind: 'elsewhere',
        inner: { kind: 'run', argv: [first, ...rest], carriers: [0], hazard: true },
        fed: role === 'elsewhere',
        carriers: [],
        hazard: true,
      });
      return;
    case 'elsewhere-shell':
      into.push({
        kind: 'elsewhere',
        inner: { kind: 'shell', text: joinWords([first, ...rest], ' '), same: false, carriers: [0], hazard: true },
        fed: true,
        carriers: [],
        hazard: true,
      });
      return;
    case 'module':
      pushAnyCode(into, origin);
      into.push({ kind: 'run', argv: [first, ...rest], carriers, hazard, ...basedOn(origin) });
      return;
    case 'shell':
      into.push({
        kind: 'shell',
        text: joinWords([first, ...rest], ' '),
        same: origin.same,
        carriers,
        hazard,
        ...basedOn(origin),
      });
      return;
    case 'sed':
    case 'awk':
    case 'jq':
    case 'sql':
    case 'fzf':
      for (const word of words) pushProgram(into, { role, word, origin });
      return;
    default:
      for (const word of words) pushOne(into, role, word, { ...origin, hazard });
  }
}

type SingleRole = Exclude<
  Role,
  | 'run'
  | 'run-more'
  | 'elsewhere'
  | 'elsewhere-unfed'
  | 'elsewhere-shell'
  | 'module'
  | 'shell'
  | 'sed'
  | 'awk'
  | 'jq'
  | 'sql'
  | 'fzf'
>;

function pushOne(into: Consequence[], role: SingleRole, word: Word, origin: Origin): void {
  const { carriers, hazard } = origin;
  switch (role) {
    case 'read':
    case 'write':
    case 'delete':
    case 'read-tree':
    case 'write-tree':
    case 'delete-tree':
      pushFile(into, role, word, origin);
      return;
    case 'write-into':
    case 'write-tree-into':
    case 'write-contents-into':
      pushIntoUnnamed(into, role, word, origin);
      return;
    case 'write-numbered':
      pushFile(into, 'write', word, origin);
      return;
    case 'link':
      // Where the link will be, nobody says.
      pushFile(into, 'read-tree', word, { ...origin, base: { kind: 'one', parts: ANY_TEXT, span: word.span } });
      pushFile(into, 'write', word, { ...origin, base: { kind: 'one', parts: ANY_TEXT, span: word.span } });
      return;
    case 'upload':
      pushUpload(into, word, origin);
      return;
    case 'named-read':
      pushNamedRead(into, word, origin);
      return;
    case 'named-upload':
      pushNamedUpload(into, word, origin);
      return;
    case 'database':
      pushFetch(into, 'send', word, origin);
      return;
    case 'glob-read':
      pushGlobRead(into, word, origin);
      return;
    case 'certificate':
      pushCertificate(into, word, origin);
      return;
    case 'look':
    case 'look-tree':
      pushPublic(into, role === 'look-tree' ? 'read-tree' : 'read', word, origin);
      return;
    case 'pathspec':
      pushPathspec(into, 'read-tree', word, origin);
      return;
    case 'write-pathspec':
      pushPathspec(into, 'write-tree', word, origin);
      return;
    case 'delete-pathspec':
      pushPathspec(into, 'delete-tree', word, origin);
      return;
    case 'revision':
      pushRevision(into, word, origin);
      return;
    case 'connect':
      pushConnect(into, word, origin);
      return;
    case 'address':
      pushAddress(into, word, origin);
      return;
    case 'mount':
      pushMount(into, word, origin);
      return;
    case 'package':
      pushPackage(into, word, origin);
      return;
    case 'fetch':
    case 'fetch-tree':
    case 'send':
    case 'endpoint':
      pushFetch(into, role, word, origin);
      return;
    case 'repository':
      pushRepository(into, word, origin);
      return;
    case 'remote':
      pushRemote(into, word, origin);
      return;
    case 'refspec':
      pushRefspec(into, word, origin);
      return;
    case 'env':
    case 'assignment':
      into.push({ ...nameAndValue(word), kind: role === 'env' ? 'env' : 'variable', carriers, hazard });
      return;
    case 'variable':
      into.push({ kind: 'variable', name: word, carriers, hazard });
      return;
    case 'user':
      into.push({ kind: 'escalate', user: word, carriers, hazard });
      return;
    case 'code':
      pushAnyCode(into, origin);
      return;
    case 'folder':
      into.push({ kind: 'folder', path: word, carriers, hazard });
      return;
    case 'recipe':
      pushRecipe(into, word, origin);
      return;
    case 'project':
      pushProject(into, word, origin);
      return;
    case 'print':
      if (holdsSecret(word)) pushPrinted(into, origin);
      return;
    case 'print-variable':
      if (isSecretName(knownText(word) ?? 'SECRET')) pushPrinted(into, origin);
      return;
    case 'cwd':
    case 'replace':
      // Both steer how the other words are read; nothing follows from them alone.
      return;
    default:
      assertNever(role);
  }
}

/** What shows certificates fetches them from an address, too. */
function pushCertificate(into: Consequence[], word: Word, origin: Origin): void {
  if (mayBeUrl(word)) pushConnect(into, word, { ...origin, hazard: true });
  pushPublic(into, 'read', word, origin);
}

/** What is shown of the file is no secret, whatever its name. */
function pushPublic(into: Consequence[], role: 'read' | 'read-tree', word: Word, origin: Origin): void {
  const reads: Consequence[] = [];
  pushFile(reads, role, word, origin);
  into.push(...reads.map((one): Consequence => (one.kind === 'read' ? { ...one, public: true } : one)));
}

const pushPrinted = (into: Consequence[], { carriers, hazard }: Origin): void =>
  void into.push({ kind: 'credential', access: 'read', name: 'environment', carriers, hazard });

function pushAnyCode(into: Consequence[], { carriers, label }: Origin): void {
  into.push({ kind: 'opaque', why: 'code', reason: `${label} can run any code`, carriers, hazard: true });
}

/** `NAME=VALUE`; without a known `=`, all of it is the name. */
function nameAndValue(word: Word): { readonly name: Word; readonly value?: Word } {
  const head = leadingText(word);
  const equals = head.indexOf('=');
  if (equals === -1 && word.kind === 'text') return { name: word };
  // The `=` may stand anywhere in what is not known.
  const unknown: Word = { kind: 'one', parts: ANY_TEXT, span: word.span };
  if (equals === -1)
    return { name: { kind: 'one', parts: joinParts([head, ...ANY_TEXT]), span: word.span }, value: unknown };
  return { name: { kind: 'text', text: head.slice(0, equals), span: word.span }, value: dropText(word, equals + 1) };
}

/** The folder `inner` names when it is given in the folder `outer`. */
export function nestFolder(outer: Word | undefined, inner: Word): Word {
  if (outer === undefined || leadingText(inner).startsWith('/')) return inner;
  if (inner.kind === 'many' || outer.kind === 'many') return { kind: 'one', parts: ANY_TEXT, span: inner.span };
  // What is not known may begin with a slash.
  if (typeof partsOf(inner)[0] !== 'string') return { kind: 'one', parts: ANY_TEXT, span: inner.span };
  return joinWords([outer, inner], '/');
}

/** Roles whose consequence is a hazard wherever an option or operand has them (language.md §6). */
export const isAlwaysHazard = (role: Role): boolean =>
  role === 'run' || role === 'run-more' || role === 'module' || role === 'shell' || role === 'code' || role === 'user';
