import { buildValidator } from './build-validator.js';

/** Tests run against the sources, and this source is made from the schema. */
export default function setup() {
  buildValidator();
}
