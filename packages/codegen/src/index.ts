export { compile, type CompileInput, type Compiled } from './compile.ts';
export { type Diagnostic } from './diagnostics.ts';
export { emitApp, type AppSources } from './emit/emit-app.ts';
export { formatTree } from './emit/format-tree.ts';
export { tidyTree } from './emit/tidy-tree.ts';
export { createTreeFormatter } from './emit/tree-formatter.ts';
export { explain } from './explain.ts';
export {
  mergeTrees,
  type ConflictKind,
  type MergeConflict,
  type MergeInput,
  type MergeResult,
} from './merge/merge-trees.ts';
export { appPlanSchema, planApp, type AppPlan } from './plan/app-plan.ts';
export { readConversation } from './read/read-conversation.ts';
export { readPrompt, type PromptReading, type ReadOptions } from './read/read-prompt.ts';
export { appSpecSchema, type AppKind, type AppSpec } from './spec/app-spec.ts';
export { starterTree, type StarterInput } from './starter.ts';
