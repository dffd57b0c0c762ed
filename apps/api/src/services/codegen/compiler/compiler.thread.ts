import { parentPort } from 'node:worker_threads';

import {
  appPlanSchema,
  appSpecSchema,
  createTreeFormatter,
  emitApp,
  explain,
  mergeTrees,
  planApp,
  readConversation,
  tidyTree,
} from '@promptly/codegen';
import { createBlockLibrary } from '@promptly/codegen/blocks';
import { createUiRegistry } from '@promptly/ui/registry';
import { serveTasks } from '@promptly/verifier/threads';

import type { CompilerTasks } from './compiler-tasks.ts';

if (!parentPort) throw new Error('The compiler runs in a thread of its own.');

const sources = { library: createUiRegistry(), blocks: createBlockLibrary() };
const format = createTreeFormatter();

serveTasks<CompilerTasks>(parentPort, {
  read: ({ prompts, options }) => Promise.resolve(readConversation(prompts, options)),
  plan: ({ spec }) => Promise.resolve(planApp(appSpecSchema.parse(spec))),
  emit: ({ plan }) => Promise.resolve(emitApp(appPlanSchema.parse(plan), sources)),
  explain: ({ spec, plan }) =>
    Promise.resolve(explain(appSpecSchema.parse(spec), appPlanSchema.parse(plan))),
  format,
  merge: async (sides) => {
    const { tree, conflicts } = mergeTrees(sides);
    if (conflicts.length === 0) return { tree: await tidyTree(tree, sides.theirs, format) };
    // The sides of a conflict are stored revisions: their bytes need not travel.
    return { conflicts: conflicts.map(({ path, kind }) => ({ path, kind })) };
  },
});
