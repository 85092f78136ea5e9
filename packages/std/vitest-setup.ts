import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writePacks } from './write-packs.js';

/** Tests run against the sources: the documents are those that today's compiler makes. */
export default async function setup(): Promise<void> {
  await writePacks(async () => (await import('@writ/dsl')).compile, compilerDigest());
}

function compilerDigest(): string {
  const folder = fileURLToPath(new URL('../dsl/src/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const hash = createHash('sha256');
  for (const file of files.sort()) if (statSync(file).isFile()) hash.update(readFileSync(file));
  return hash.digest('hex');
}
