import { parentPort } from 'node:worker_threads';

import { findSyntaxFault } from '@promptly/codegen/syntax';
import { serveTasks } from '@promptly/verifier/threads';

import type { CodeCheckTasks } from './code-check.ts';

if (!parentPort) throw new Error('Code is read in a thread of its own.');

serveTasks<CodeCheckTasks>(parentPort, {
  findFault({ path, text }, { emit }) {
    emit('reading');
    return findSyntaxFault(path, text);
  },
});
