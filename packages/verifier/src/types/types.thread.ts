import type { FileTree } from '@promptly/common';
import { parentPort } from 'node:worker_threads';

import type { CheckOutcome } from '../check-outcome.ts';
import { serveTasks, threadData } from '../threads/serve-tasks.ts';
import { createTypeCheck } from './check-types.ts';

export type TypesTasks = Record<'types', { input: FileTree; output: CheckOutcome; event: never }>;

/** Folders from which the packages with the types are found. */
export interface TypesThreadData {
  searchFrom: string[];
}

if (parentPort) {
  const check = createTypeCheck((threadData() as TypesThreadData).searchFrom);
  serveTasks<TypesTasks>(parentPort, { types: (tree) => check.check(tree) });
}
