import type { CheckName, CheckResult, FileTree, Requirement, Verdict } from '@promptly/common';

import type { ProviderChoice } from '../../integrations/llm/registry.ts';

/** Something that the compiler noticed, for people. */
export interface Note {
  level: 'info' | 'warn';
  message: string;
}

/** What was read from a prompt. It is kept in the journal, hence plain JSON. */
export interface ReadPrompt {
  spec: Record<string, unknown>;
  notes: readonly Note[];
}

export interface Conflict {
  path: string;
  reason: string;
}

export type MergeResult = { tree: FileTree } | { conflicts: readonly Conflict[] };

/** The compiler of apps. Every call gives the same for the same input. */
export interface AppCompiler {
  /** Throws a `JobFailure` with `prompt_unreadable` for a text in which there is no app. */
  readPrompt(promptText: string, options: Readonly<Record<string, unknown>>): Promise<ReadPrompt>;
  emit(plan: Record<string, unknown>): Promise<FileTree>;
  format(tree: FileTree): Promise<FileTree>;
  /** What became of each wish of the prompt. */
  explain(spec: Record<string, unknown>, plan: Record<string, unknown>): Promise<Requirement[]>;
  /** Three ways: what both sides began with, what people made of it, what was generated now. */
  merge(base: FileTree, ours: FileTree, theirs: FileTree): Promise<MergeResult>;
}

/** Runs the checks of an app; heavy, and started on its first use. */
export interface AppVerifier {
  verify(request: {
    tree: FileTree;
    signal: AbortSignal;
    onStarted: (name: CheckName) => void;
    onResult: (result: CheckResult) => void;
  }): Promise<Verdict>;
}

export type ChooseProvider = (model: string | undefined) => ProviderChoice | undefined;
