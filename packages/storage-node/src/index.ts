export { type AuditFile, type AuditFileOptions, openAuditFile, verifyAudit } from './audit-file.ts';
export { type FileStore, type FileStoreOptions, openFileStore } from './file-store.ts';
export { type Finding, inspectAudit, inspectStore } from './inspect.ts';
export { currentWorld, nodeSurroundings, type World } from './world.ts';
