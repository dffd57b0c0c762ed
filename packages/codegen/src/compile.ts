import { type FileTree, type Requirement } from '@promptly/common';

import { type Diagnostic } from './diagnostics.ts';
import { type AppSources, emitApp } from './emit/emit-app.ts';
import { formatTree } from './emit/format-tree.ts';
import { explain } from './explain.ts';
import { planApp } from './plan/app-plan.ts';
import { readPrompt, type ReadOptions } from './read/read-prompt.ts';
import { type AppSpec } from './spec/app-spec.ts';

export interface CompileInput {
  promptText: string;
  options?: ReadOptions;
  sources: AppSources;
}

export interface Compiled {
  spec: AppSpec;
  files: FileTree;
  requirements: Requirement[];
  diagnostics: Diagnostic[];
}

/** Compiles a prompt into an app. The same prompt and options give the same bytes. */
export async function compile({ promptText, options, sources }: CompileInput): Promise<Compiled> {
  const { spec, diagnostics } = readPrompt(promptText, options);
  const plan = planApp(spec);
  const { library } = sources;
  const copied = library.filesFor(library.components.map(({ name }) => name));
  const files = await formatTree(emitApp(plan, sources), copied);
  return { spec, files, requirements: explain(spec, plan), diagnostics };
}
