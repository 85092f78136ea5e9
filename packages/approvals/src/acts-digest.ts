import type { Act, FileAct, Parts, Word } from '@writ/engine';
import { assertNever } from './assert-never.ts';
import type { ActVerdict } from './engine.ts';
import { absolutePath } from './places.ts';
import { sha256Hex } from './revision.ts';

/** What a request does, as one hash: every act with its words and folders, whatever the policy says of them and however it was spelled. */
export function actsDigest(verdicts: readonly ActVerdict[]): string {
  return sha256Hex(JSON.stringify(verdicts.map(treeOf)));
}

/** One act without what follows from it, as a text that is the same for the same act. */
export function actKey(act: Act): string {
  return JSON.stringify(coreOf(act));
}

function treeOf(verdict: ActVerdict): unknown {
  return [coreOf(verdict.act), verdict.consequences.map(treeOf)];
}

function coreOf(act: Act): readonly unknown[] {
  switch (act.kind) {
    case 'run':
      return ['run', act.argv.map(wordOf), act.folders];
    case 'read':
    case 'write':
    case 'delete':
      return [act.kind, fileOf(act), act.tree];
    case 'connect':
      return ['connect', wordOf(act.target)];
    case 'change':
      return ['change', act.name];
    case 'env':
      return ['env', wordOf(act.name), act.value === undefined ? null : wordOf(act.value)];
    case 'escalate':
      return ['escalate', wordOf(act.user)];
    case 'credential':
      return ['credential', act.access, act.name];
    case 'opaque':
      return ['opaque', act.why, act.reason];
    case 'tool':
      return ['tool', act.tool, act.args];
    default:
      return assertNever(act);
  }
}

/** The file itself where it is known: `src/a` in `/repo` is `/repo/src/a`. */
function fileOf({ path, folders }: FileAct): unknown {
  const [folder, ...more] = folders === 'unknown' ? [] : folders;
  if (path.kind !== 'text' || typeof folder !== 'string' || more.length > 0) return [wordOf(path), folders];
  return absolutePath(folder, path.text);
}

function wordOf(word: Word): unknown {
  switch (word.kind) {
    case 'text':
      return word.text;
    case 'one':
      return [partsOf(word.parts)];
    case 'many':
      return [word.min, partsOf(word.each), partsOf(word.first), partsOf(word.last)];
    default:
      return assertNever(word);
  }
}

function partsOf(parts: Parts | undefined): unknown {
  return parts === undefined ? null : parts.map((part) => (typeof part === 'string' ? part : [part.hole]));
}
