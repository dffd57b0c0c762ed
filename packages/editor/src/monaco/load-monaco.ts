import type { Monaco } from './monaco.ts';
import { configureLanguages, type TypeLibraryFile } from './configure-languages.ts';
import { defineThemes } from './themes.ts';

export interface MonacoOptions {
  /** Types of the packages that projects use. */
  loadTypeLibrary: () => Promise<readonly TypeLibraryFile[]>;
}

/** Fetches Monaco, some megabytes in files of their own, and makes it ready. */
export async function loadMonaco(options: MonacoOptions): Promise<Monaco> {
  const { monaco } = await import('./monaco.ts');
  defineThemes(monaco);
  configureLanguages(monaco, options.loadTypeLibrary);
  return monaco;
}
