import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

test.for<[command: string, acts: string]>([
  ['cat <<E | d\na\nE\nf', 'run cat; run d; run f'],
  ["cat <<'E'\n$(a)\nE\nf", 'run cat; run f'],
  ['cat <<\\E\n`a`\nE\nf', 'run cat; run f'],
  ['cat <<$x\n$(a)\n$x\nf', 'run cat; run a; run f'],
  ["cat <<''\na\n\nf", 'run cat; run f'],
  ['cat <<-E\n\t$(a)\n\t\tE\nf', 'run cat; run a; run f'],
  ['cat <<E\na\\\nE\nE\nf', 'run cat; run f'],
  ['cat <<E\na\nE\\\nF\nE\nf', 'run cat; run f'],
  ['cat <<A <<B; c\n$(a)\nA\n$(b)\nB\nf', 'run cat; run c; run a; run b; run f'],
  ['{ cat <<E; a; } | b\nx\nE\nf', 'run cat; run a; run b; run f'],
  ['$(cat <<E\n)\nE\n) a', 'opaque command; run ‹…› a; run a; run cat'],
  ['cat <<E <<<$(a)\n$(b)\nE', 'run cat; run a; run b'],
  ['if cat <<E; then\nx\nE\na; fi', 'run cat; run a'],
  ['cat <<E; b\nx', 'run cat; run b; opaque syntax'],
  ['cat <<E', 'run cat; opaque syntax'],
  ['x=$(a <<E)\n$(b)\nE\nc', 'run a; opaque syntax; run b; run c'],
  ['cat <<"A B"\nx\nA B\nf', 'run cat; run f'],
  ['a $(b <<E\nE\nc; d)', 'run a ‹…›; run b; run c; opaque syntax; run d'], // bash runs `c d`
  ['a $(b <<E\nE\nc;\nd)', 'run a ‹…›; run b; run c; opaque syntax; run d'],
  ['a $({ b <<E\nE\nc; d; })', 'run a ‹…›; run b; run c; opaque syntax; run d; opaque syntax'],
  ['a <(b <<E\nE\nc; d)', 'run a /dev/fd/‹*›; run b; run c; opaque syntax; run d'],
  ['a $(b <<E\nE\nc\nd)', 'run a ‹…›; run b; run c; run d'],
  ['a $(b <<E\nE\n); c $(d; e)', 'run a ‹…›; run b; run c ‹…›; run d; run e'],
  ['a $(b $(c <<E\nE\n); d; e)', 'run a ‹…›; run b ‹…›; run c; run d; run e'],
  ['a <<-E\n\\\n	E\nb', 'run a; run b'],
  ['a <<-E\n	$(b \\\n	c)\\\n	E\n	\\\n	\\\n	E\nd', 'run a; run b c; run d'],
  [`a <<-'E'\n\\\n	E\nb`, 'run a; run b'],
  ['a && cat <<E &&\nx\nE\nb', 'run a; run cat; run b'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
