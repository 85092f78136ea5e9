import { damage } from './damage.ts';
import { fileSystems } from './file-systems.ts';
import { fileSizeLimit, fullModelDisk, fullTmpfs } from './full-disk.ts';
import { manyWriters } from './many-writers.ts';
import { everyCallOfTheModel, powerCutOfTheModel } from './model.ts';
import { powerCuts } from './power-cuts.ts';
import { randomKills } from './random-kills.ts';
import type { Row } from './row.ts';
import { errorAtEveryCall, killAtEveryCall } from './system-calls.ts';

/** The table, in the order of the report. */
export const ROWS: readonly Row[] = [
  killAtEveryCall,
  randomKills,
  ...powerCuts,
  powerCutOfTheModel,
  errorAtEveryCall,
  everyCallOfTheModel,
  fullModelDisk,
  fileSizeLimit,
  fullTmpfs,
  manyWriters,
  fileSystems,
  damage,
];
