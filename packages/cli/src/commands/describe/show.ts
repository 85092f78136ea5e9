import type { Level } from '@writ/engine';
import { type Found, namesBelow } from './find.ts';
import { type Part, partsOf } from './parts.ts';

/** What is known of a command, for people: a line for each thing that leads somewhere, the rest in one paragraph. */
export function showFound(found: Found, title: string): string {
  const parts = partsOf(found);
  const groups = [...new Set(parts.map(groupOf))];
  const names = namesBelow(found.level);
  return [
    `${title}: ${found.file}:${found.line}, ${promiseOf(found.level)}`,
    ...(found.like === undefined ? [] : [`  like \`${found.like}\`, and:`]),
    ...groups.flatMap((group) => [
      ...(group === '' ? [] : [`  ${group}:`]),
      ...showParts(
        parts.filter((part) => groupOf(part) === group),
        group === '' ? '  ' : '    ',
      ),
    ]),
    ...(names.length === 0 ? [] : wrap(`subcommands: ${names.join(', ')}`, '  ')),
    ...(parts.some(({ hazard }) => hazard)
      ? ['  ! needs an allow of its own: one of the program by name does not cover it']
      : []),
  ].join('\n');
}

/** Whether what follows is all that the command does. */
export const isComplete = ({ complete, forms }: Level): boolean =>
  complete === true || (forms.length > 0 && forms.every((form) => form.complete === true));

function promiseOf(level: Level): string {
  if (isComplete(level)) return 'complete';
  return level.forms.some((form) => form.complete === true) ? 'complete in some forms' : 'not complete';
}

const groupOf = ({ form, inherited }: Part): string =>
  inherited === true ? 'options of the command above' : (form ?? '');

function showParts(parts: readonly Part[], indent: string): readonly string[] {
  const leading = parts.filter(({ leadsTo, hazard }) => leadsTo.length > 0 || hazard);
  const plain = parts.filter((part) => !leading.includes(part));
  return [
    ...leading.map((part) => `${indent}${showPart(part)}`),
    ...(plain.length === 0 ? [] : wrap(`harmless: ${plain.map(({ shown }) => shown).join(', ')}`, indent)),
  ];
}

function showPart({ shown, leadsTo, hazard }: Part): string {
  const what = leadsTo.length === 0 ? 'not ordinary use' : leadsTo.join('; ');
  return `${hazard ? '!' : ' '} ${shown === '' ? what : `${shown.padEnd(34)} ${what}`}`;
}

/** Breaks a list at its blanks. */
function wrap(text: string, indent: string, width = 110): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + word.length > width) {
      lines.push(line);
      line = ' ';
    }
    line += `${line.trim() === '' ? '' : ' '}${word}`;
  }
  return [...lines, line].map((one) => indent + one);
}
