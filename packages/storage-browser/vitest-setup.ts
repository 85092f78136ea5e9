import type { TestProject } from 'vitest/node';
import { bundleFile } from './src/testing/pages.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `src/testing/worker.ts` as one script: a worker that asks for each module takes seconds to start. */
    readonly worker: string;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide('worker', await bundleFile('worker.ts'));
}
