export { type FileStore, type FileStoreOptions, openFileStore } from './file-store.ts';
export { currentWorld, nodeSurroundings, type World } from './world.ts';
