import type { FileTree } from '@promptly/common';
import { parentPort } from 'node:worker_threads';

import type { CheckOutcome } from '../check-outcome.ts';
import { runInBackground } from '../threads/background-priority.ts';
import { serveTasks, threadData } from '../threads/serve-tasks.ts';
import { type TypeCheckOptions, createTypeCheck } from './check-types.ts';

export type TypesTasks = Record<'types', { input: FileTree; output: CheckOutcome; event: never }>;

if (parentPort) {
  runInBackground();
  const check = createTypeCheck(threadData() as TypeCheckOptions);
  serveTasks<TypesTasks>(parentPort, { types: (tree) => check.check(tree) });
}
