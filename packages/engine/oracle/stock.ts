import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The everyday command lines, one JSON string a line. */
export function readStock(): readonly string[] {
  return ['everyday.jsonl', 'corners.jsonl'].flatMap(readLines);
}

/** The texts of one of the files beside this one. */
export function readLines(name: string): readonly string[] {
  const folder = process.env.WRIT_ORACLE_FOLDER ?? fileURLToPath(new URL('.', import.meta.url));
  const lines = readFileSync(`${folder}/${name}`, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => String(JSON.parse(line)));
}
