import type { MergeConflict, PromptReading, ReadOptions } from '@promptly/codegen';
import type { FileTree, Requirement } from '@promptly/common';

type Json = Record<string, unknown>;
interface Task<Input, Output> {
  input: Input;
  output: Output;
  event: never;
}

/** What the compiler's thread does. Specs and plans come out of the journal: the thread checks them. */
export type CompilerTasks = {
  read: Task<{ prompts: readonly string[]; options: ReadOptions }, PromptReading>;
  plan: Task<{ spec: Json }, Json>;
  emit: Task<{ plan: Json }, FileTree>;
  explain: Task<{ spec: Json; plan: Json }, Requirement[]>;
  format: Task<FileTree, FileTree>;
  merge: Task<
    { base: FileTree; ours: FileTree; theirs: FileTree },
    { tree: FileTree } | { conflicts: Pick<MergeConflict, 'path' | 'kind'>[] }
  >;
};
