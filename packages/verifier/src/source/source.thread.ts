import type { FileTree } from '@promptly/common';
import { parentPort } from 'node:worker_threads';

import type { CheckOutcome } from '../check-outcome.ts';
import { runInBackground } from '../threads/background-priority.ts';
import { serveTasks } from '../threads/serve-tasks.ts';
import { createFormatCheck } from './format.ts';
import { createLintCheck } from './lint.ts';

export type SourceTasks = Record<
  'format' | 'lint',
  { input: FileTree; output: CheckOutcome; event: never }
>;

if (parentPort) {
  runInBackground();
  serveTasks<SourceTasks>(parentPort, { format: createFormatCheck(), lint: createLintCheck() });
}
