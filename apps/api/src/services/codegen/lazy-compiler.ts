import type { AppCompiler } from './ports.ts';

/** The compiler of apps, loaded on its first use: its grammar and formatter take a second to load. */
export function createLazyCompiler(): AppCompiler & { warmUp(): Promise<void> } {
  let loading: Promise<AppCompiler> | undefined;
  const load = async () => (await import('./app-compiler.ts')).createAppCompiler();
  const loaded = () => (loading ??= load());
  return {
    readPrompt: async (promptText, options) => (await loaded()).readPrompt(promptText, options),
    emit: async (plan) => (await loaded()).emit(plan),
    format: async (tree) => (await loaded()).format(tree),
    explain: async (spec, plan) => (await loaded()).explain(spec, plan),
    merge: async (base, ours, theirs) => (await loaded()).merge(base, ours, theirs),
    async warmUp() {
      const compiler = await loaded();
      const { spec } = await compiler.readPrompt('a list of books', {});
      await compiler.format(await compiler.emit(spec));
    },
  };
}
