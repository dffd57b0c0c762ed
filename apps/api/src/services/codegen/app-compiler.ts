import {
  appSpecSchema,
  emitApp,
  explain,
  formatTree,
  mergeTrees,
  planApp,
  readPrompt,
} from '@promptly/codegen';
import { createBlockLibrary } from '@promptly/codegen/blocks';
import { createUiRegistry } from '@promptly/ui/registry';

import type { AppCompiler, Note } from './ports.ts';

/** The keyless compiler of apps, on the component library and the blocks of this installation. */
export function createAppCompiler(): AppCompiler {
  const sources = { library: createUiRegistry(), blocks: createBlockLibrary() };
  const planOf = (spec: Record<string, unknown>) => planApp(appSpecSchema.parse(spec));
  return {
    readPrompt: (promptText, options) => {
      const { spec, diagnostics } = readPrompt(promptText, options);
      const notes = diagnostics.map(({ severity, message }): Note => ({
        level: severity === 'info' ? 'info' : 'warn',
        message,
      }));
      return Promise.resolve({ spec, notes });
    },
    emit: (spec) => Promise.resolve(emitApp(planOf(spec), sources)),
    format: formatTree,
    explain: (spec) => Promise.resolve(explain(appSpecSchema.parse(spec), planOf(spec))),
    merge: (base, ours, theirs) => {
      const { tree, conflicts } = mergeTrees({ base, ours, theirs });
      return Promise.resolve(
        conflicts.length === 0
          ? { tree }
          : { conflicts: conflicts.map(({ path, kind }) => ({ path, reason: kind })) },
      );
    },
  };
}
