import { buildPage } from './build.js';

/** Tests run against the sources, and this source is made from the page. */
export default function setup() {
  buildPage();
}
