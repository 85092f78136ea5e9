import type { Command } from './command.ts';
import { acts } from './table/acts.ts';
import { approvals } from './table/approvals.ts';
import { check } from './table/check.ts';
import { completion } from './table/completion.ts';
import { describe } from './table/describe.ts';
import { doctor } from './table/doctor.ts';
import { evaluate } from './table/eval.ts';
import { explain } from './table/explain.ts';
import { fmt } from './table/fmt.ts';
import { grants } from './table/grants.ts';
import { init } from './table/init.ts';
import { repl } from './table/repl.ts';
import { replay } from './table/replay.ts';
import { suggest } from './table/suggest.ts';
import { test } from './table/test.ts';

/** Every command of `writ`, in the order of the help: first what an author needs. */
export const COMMANDS: readonly Command[] = [
  init,
  check,
  fmt,
  test,
  evaluate,
  explain,
  acts,
  describe,
  repl,
  replay,
  suggest,
  grants,
  approvals,
  doctor,
  completion,
];
