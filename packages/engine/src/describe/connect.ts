import { ANY_TEXT, holdsSecret, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { basedOn, type Origin } from './origin.ts';
import { dropText, isWhole, leadingText } from './word-parts.ts';

/** A network target; a `file:` URL, or a path where a remote name was expected, is a read instead. */
export function pushConnect(into: Consequence[], word: Word, origin: Origin): void {
  const head = leadingText(word);
  const { carriers, hazard } = origin;
  // A name that is asked for, or a path, tells the other side what is in it.
  if (holdsSecret(word)) into.push({ kind: 'credential', access: 'read', name: 'environment', carriers, hazard });
  const file = fileOf(word, head);
  if (file !== undefined) {
    into.push({ kind: 'read', path: file, tree: true, carriers, hazard, ...basedOn(origin) });
    return;
  }
  into.push({ kind: 'connect', target: word, carriers, hazard: hazard || RAW.test(head) });
  if (mayBeFile(word, head))
    into.push({ kind: 'read', path: { kind: 'one', parts: ANY_TEXT, span: word.span }, tree: true, carriers, hazard });
}

const SCHEME = 'file:';
/** Whoever chooses the address chooses what is sent to the port: no plain request. */
const RAW =
  /^(gopher|gophers|dict|telnet|smtp|smtps|imap|imaps|pop3|pop3s|ldap|ldaps|mqtt|mqtts|rtsp|tftp|scp|sftp|smb|smbs):/i;

function fileOf(word: Word, head: string): Word | undefined {
  if (head.startsWith('/') || head.startsWith('./') || head.startsWith('../') || head === '.' || head === '..')
    return word;
  if (!head.toLowerCase().startsWith(SCHEME)) return undefined;
  const authority = head.startsWith('//', SCHEME.length) ? head.indexOf('/', SCHEME.length + 2) : SCHEME.length;
  // `file://host` without a path, or with an unknown one: any file.
  return authority === -1 ? { kind: 'one', parts: ANY_TEXT, span: word.span } : decoded(dropText(word, authority));
}

/** Percent signs hide the name of the file, curl's brackets stand for several; what they stand for is not worked out. */
function decoded(path: Word): Word {
  return ['%', '{', '['].some((mark) => leadingText(path).includes(mark))
    ? { kind: 'one', parts: ANY_TEXT, span: path.span }
    : path;
}

function mayBeFile(word: Word, head: string): boolean {
  return !isWhole(word) && SCHEME.startsWith(head.toLowerCase());
}
