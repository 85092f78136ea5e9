// `node packages/std/build.js`: the documents as modules, compiled by the built language package.
import { writePacks } from './write-packs.js';

await writePacks(async () => (await import('@writ/dsl')).compile);
