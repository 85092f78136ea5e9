import type { Act, Folders } from '../act.ts';
import type { Knowledge } from '../describe/consequence.ts';
import type { Parts, Word } from '../word.ts';
import { type WalkOptions, walk } from './walk.ts';

/** Nothing is known about any program. */
export const NO_KNOWLEDGE: Knowledge = { describe: () => undefined };

export const OPTIONS: WalkOptions = {
  dialect: 'bash',
  folders: ['/w'],
  home: '/h',
  roots: ['/w'],
  knowledge: NO_KNOWLEDGE,
};

/** The acts of a command in one line: `run ls -l; write /w/f; opaque syntax`. */
export const actsOf = (command: string, options: Partial<WalkOptions> = {}): string =>
  show(walk(command, { ...OPTIONS, ...options }));

export const show = (acts: readonly Act[]): string => acts.map(showAct).join('; ');

/** One act: files outside `/w` are shown with their folders, `!` marks a hazard, braces hold consequences. */
export function showAct(act: Act): string {
  const hazard = act.hazard === true ? '!' : '';
  return hazard + showKind(act);
}

function showKind(act: Act): string {
  switch (act.kind) {
    case 'run':
      return `run ${act.argv.map(showWord).join(' ')}${at(act.folders)}${act.consequences.length === 0 ? '' : ` {${show(act.consequences)}}`}`;
    case 'read':
    case 'write':
    case 'delete':
      return `${act.kind}${act.tree ? '-tree' : ''} ${showWord(act.path)}${at(act.folders)}`;
    case 'connect':
      return `connect ${showWord(act.target)}`;
    case 'env':
      return `env ${showWord(act.name)}${act.value === undefined ? '' : `=${showWord(act.value)}`}`;
    case 'escalate':
      return `escalate ${showWord(act.user)}`;
    case 'opaque':
      return `opaque ${act.why}`;
    default:
      return act.kind;
  }
}

function at(folders: Folders): string {
  if (folders === 'unknown') return ' @?';
  const shown = folders.map((folder) => (typeof folder === 'string' ? folder : showParts(folder))).join(',');
  return shown === '/w' ? '' : ` @${shown}`;
}

/** A word: known text as it is, `‹?›` for anything, `‹*›` for what has no slash, `‹…›` for any number of arguments. */
export function showWord(word: Word): string {
  if (word.kind === 'text')
    return word.text === '' || /[\s"'‹›;{}]/.test(word.text) ? JSON.stringify(word.text) : word.text;
  if (word.kind === 'one') return showParts(word.parts);
  const shapes = [word.each, word.first, word.last].map((parts) => (parts === undefined ? '' : showParts(parts)));
  const [each, first, last] = shapes;
  return `‹${first}…${each}${last}›${word.min === 0 ? '' : '+'}`;
}

const HOLES = { text: '‹?›', segment: '‹*›', name: '‹.*›', tree: '‹**›' } as const;
const showParts = (parts: Parts): string =>
  parts.map((part) => (typeof part === 'string' ? part : HOLES[part.hole])).join('');
