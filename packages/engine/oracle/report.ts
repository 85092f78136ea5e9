import type { Act } from '../src/act.ts';
import type { Parts, Word } from '../src/word.ts';
import { flatten } from './compare/cover.ts';
import { CLASSES } from './compare/judge.ts';
import type { Counts, Found } from './survey.ts';

/** The counts of a survey as lines of text. */
export function countLines(counts: Counts): readonly string[] {
  const share = (part: number, whole: number): string =>
    whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(2)} %)`;
  const classes = CLASSES.flatMap((name) => {
    const kinds = [...counts.classes].filter(([key]) => key === name || key.startsWith(`${name},`)).sort();
    if (kinds.length === 0) return [[name, '0']];
    return kinds.map(([key, number]) => [key, `${number}${name === 'refused' ? share(number, counts.validRan) : ''}`]);
  });
  const rows = [
    ['scripts', String(counts.scripts)],
    ['valid', `${counts.valid}${share(counts.valid, counts.scripts)}`],
    ['ran something', String(counts.ran)],
    ['valid, ran something', String(counts.validRan)],
    ['commands that ran', String(counts.commands)],
    ['stopped', String(counts.stopped)],
    ...classes,
  ];
  return rows.map(([name = '', number = '']) => `${name.padEnd(36)} ${number}`);
}

/** Why scripts were refused, the most frequent reasons first. */
export function reasonLines({ reasons }: Counts): readonly string[] {
  const sorted = [...reasons].sort(([, one], [, other]) => other - one);
  return sorted.map(([reason, number]) => `${String(number).padStart(7)}  ${reason}`);
}

/** One finding as lines: the script, what bash ran, what the walker said. */
export function findingLines(found: Found): readonly string[] {
  return [
    `${found.finding.class}: ${JSON.stringify(found.script)}`,
    `  about     ${found.finding.about.map((text) => JSON.stringify(text)).join(' ')}`,
    `  bash ran  ${found.outcome.ran.map((vector, at) => `${JSON.stringify(vector)}${placeText(found, at)}`).join(' ') || '-'}`,
    `  walk said ${flatten(found.acts).map(actText).join(' ') || '-'}`,
  ];
}

const placeText = ({ finding, outcome }: Found, at: number): string =>
  finding.class === 'elsewhere' ? `@${outcome.places[at]}` : '';

function actText(act: Act): string {
  switch (act.kind) {
    case 'run':
      return `run[${act.argv.map(wordText).join(' ')}]`;
    case 'read':
    case 'write':
    case 'delete':
      return `${act.kind}[${wordText(act.path)}]`;
    case 'opaque':
      return `opaque[${act.why}: ${act.reason}]`;
    case 'env':
      return `env[${wordText(act.name)}${act.value === undefined ? '' : `=${wordText(act.value)}`}]`;
    default:
      return act.kind;
  }
}

function wordText(word: Word): string {
  switch (word.kind) {
    case 'text':
      return JSON.stringify(word.text);
    case 'one':
      return `one(${shapeText(word.parts)})`;
    case 'many': {
      const shapes = [word.each, word.first, word.last].map((shape) => (shape === undefined ? '' : shapeText(shape)));
      return `many(${word.min}+ ${shapes.join('|')})`;
    }
  }
}

function shapeText(parts: Parts): string {
  return parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : `<${part.hole}>`)).join('');
}
