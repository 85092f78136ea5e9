import type { Word } from '../word.ts';
import { pushConnect } from './connect.ts';
import type { Consequence } from './consequence.ts';
import { type Origin, pushFile } from './origin.ts';
import { isWhole, leadingText } from './word-parts.ts';

/** An address, a shorthand for one, or a name that is followed by one (`x@https://…`, `x @ git+ssh://…`). */
const ADDRESS = /:\/\/|(^|@|=)\s*(git\+|hg\+|svn\+|bzr\+|git@|github:|gitlab:|bitbucket:|gist:)/i;
const LOCAL = /(?:^|@)\s*(?:file|link|portal):(.+)$/;
const PATH = /^(\.{0,2}\/|~\/|\.{1,2}(\[|$))|\.(tgz|tar\.[a-z0-9]+|whl|zip|gem|crate)(\[.*)?$/;
/** `user/repository`, which npm takes from GitHub and pip for a path. */
const EITHER = /^[^@/:]+\/[^/]+$/;

/**
 * A package: nothing follows from the name of one, for which the command itself asks its registry. Code from an address
 * that the author of an allow never saw is a hazard; a path is read, and trusted as far as it may be.
 */
export function pushPackage(into: Consequence[], word: Word, origin: Origin): void {
  const text = leadingText(word);
  const { span } = word;
  const path = LOCAL.exec(text)?.[1] ?? (PATH.test(text) || EITHER.test(text) ? text : undefined);
  if (!isWhole(word) || ADDRESS.test(text) || (EITHER.test(text) && !PATH.test(text)))
    pushConnect(into, { kind: 'text', text: addressIn(text), span }, { ...origin, hazard: true });
  else if (path !== undefined)
    pushFile(into, 'read-tree', { kind: 'text', text: path.replace(/\[.*$/, ''), span }, origin);
}

const addressIn = (text: string): string => /[a-z+]+:\/\/.*$/i.exec(text)?.[0].replace(/^[a-z]+\+/i, '') ?? '*';
