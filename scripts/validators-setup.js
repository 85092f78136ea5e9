import { SCHEMAS } from './build-steps.js';
import { root } from './repository-files.js';
import { buildValidator } from './schema-validator.js';

/** Tests run against the sources, and these sources are made from the schemas. */
export default function setup() {
  for (const schema of SCHEMAS) buildValidator(root + schema);
}
