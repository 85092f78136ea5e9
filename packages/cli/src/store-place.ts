import { join, resolve } from 'node:path';
import { type FileStore, openFileStore } from '@writ/storage-node';
import type { Io } from './io.ts';
import type { Options } from './options.ts';

/** The folder of programs' states, as the XDG specification has it. */
export const stateFolder = (io: Io): string => join(io.env.XDG_STATE_HOME ?? join(io.home, '.local', 'state'), 'writ');

/** Where answers are kept. */
export function storePath({ given, base }: Options, io: Io): string {
  return resolve(base, given.store ?? io.env.WRIT_STORE ?? join(stateFolder(io), 'store'));
}

/** Where decisions are recorded: beside the store, wherever that is. */
export function auditPath(options: Options, io: Io): string {
  return resolve(
    options.base,
    options.given.audit ?? io.env.WRIT_AUDIT ?? join(storePath(options, io), '..', 'audit.jsonl'),
  );
}

/** The store that a command line means. */
export const openStore = (options: Options, io: Io): FileStore => openFileStore(storePath(options, io));
