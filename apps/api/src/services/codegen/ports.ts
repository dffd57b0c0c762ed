import type { CheckName, CheckResult, FileTree, Requirement, Verdict } from '@promptly/common';

import type { PreviewBuild } from '@promptly/preview';

import type { ProviderChoice } from '../../integrations/llm/registry.ts';

/** Something that the compiler noticed, for people. */
export interface Note {
  level: 'info' | 'warn';
  message: string;
}

/** What was read from a prompt. It is kept in the journal, hence plain JSON. */
export interface ReadPrompt {
  spec: Json;
  notes: readonly Note[];
}

/** A path where people and the generator changed the same thing, and how. */
export interface Conflict {
  path: string;
  kind: string;
}

export type MergeResult = { tree: FileTree } | { conflicts: readonly Conflict[] };

type Json = Record<string, unknown>;

/**
 * The compiler of apps. Every call gives the same for the same input, and is given up when the signal aborts.
 * Specs and plans are plain JSON: they are kept in the journal.
 */
export interface AppCompiler {
  /** Reads the prompts that made an app, the first one first; the last one is new. */
  readPrompts(prompts: readonly string[], options: Json, signal: AbortSignal): Promise<ReadPrompt>;
  emit(plan: Json, signal: AbortSignal): Promise<FileTree>;
  format(tree: FileTree, signal: AbortSignal): Promise<FileTree>;
  /** What became of each wish of the prompt. */
  explain(spec: Json, plan: Json, signal: AbortSignal): Promise<Requirement[]>;
  /** Three ways: what both sides began with, what people made of it, what was generated now. What people wrote comes out tidied, where nothing conflicts. */
  merge(
    sides: { base: FileTree; ours: FileTree; theirs: FileTree },
    signal: AbortSignal,
  ): Promise<MergeResult>;
}

/** Runs the checks of an app; heavy, and started on its first use. */
export interface AppVerifier {
  verify(request: {
    tree: FileTree;
    /** The build that previews of the tree are made of: one is enough. */
    build: () => Promise<PreviewBuild>;
    signal: AbortSignal;
    onStarted: (name: CheckName) => void;
    onResult: (result: CheckResult) => void;
  }): Promise<Verdict>;
}

export type ChooseProvider = (model: string | undefined) => ProviderChoice | undefined;
