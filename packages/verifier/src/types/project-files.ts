import { readFileSync } from 'node:fs';
import path from 'node:path';

import { type FileTree, appTsconfigText, decodeText } from '@promptly/common';
import type { FileSystem } from 'typescript-native/unstable/fs';

import type { TypeLibrary } from './type-library.ts';

/** Where the project seems to stand for the compiler. */
export const PROJECT_ROOT = '/app';
export const PROJECT_CONFIG = `${PROJECT_ROOT}/tsconfig.json`;

const MODULES = `${PROJECT_ROOT}/node_modules`;
const STANDARD_LIBRARY_FILE = /^lib\.[\w.]*d\.ts$/;

/** Vite's declarations without Vite: what a bundler lets an app import besides modules. */
const VITE_CLIENT = `
declare module '*.css' {}
declare module '*.svg' { const url: string; export default url }
declare module '*.png' { const url: string; export default url }
declare module '*.jpg' { const url: string; export default url }
declare module '*.jpeg' { const url: string; export default url }
declare module '*.gif' { const url: string; export default url }
declare module '*.webp' { const url: string; export default url }
declare module '*.avif' { const url: string; export default url }
declare module '*.ico' { const url: string; export default url }
declare module '*.woff2' { const url: string; export default url }
declare module '*?raw' { const text: string; export default text }
declare module '*?url' { const url: string; export default url }
interface ImportMetaEnv {
  readonly BASE_URL: string;
  readonly MODE: string;
  readonly DEV: boolean;
  readonly PROD: boolean;
  readonly SSR: boolean;
  readonly [key: \`VITE_\${string}\`]: string | undefined;
}
interface ImportMeta { readonly env: ImportMetaEnv }
`;

/**
 * All that the compiler can see: the project's files, our tsconfig in place of the project's, the type library, and
 * TypeScript's own declarations. Each answer is final, so nothing is ever looked up on the disk.
 */
export function projectFiles(
  tree: () => FileTree,
  library: TypeLibrary,
  standardLibrary: string,
): FileSystem {
  const fixed = new Map([
    [PROJECT_CONFIG, appTsconfigText()],
    [`${MODULES}/vite/client.d.ts`, VITE_CLIENT],
  ]);
  const standardTexts = new Map<string, string>();

  function standardText(file: string): string | null {
    const isStandard =
      path.dirname(file) === standardLibrary && STANDARD_LIBRARY_FILE.test(path.basename(file));
    if (!isStandard) return null;
    const text = standardTexts.get(file) ?? readFileSync(file, 'utf8');
    standardTexts.set(file, text);
    return text;
  }

  return {
    readFile(file) {
      const text = fixed.get(file);
      if (text !== undefined) return text;
      const module = below(MODULES, file);
      if (module !== undefined) return library.read(module);
      const own = below(PROJECT_ROOT, file);
      if (own === undefined) return standardText(file);
      const bytes = tree().get(own);
      return bytes ? decodeText(bytes) : null;
    },
    fileExists(file) {
      if (fixed.has(file)) return true;
      const module = below(MODULES, file);
      if (module !== undefined) return library.isFile(module);
      const own = below(PROJECT_ROOT, file);
      return own !== undefined && tree().has(own);
    },
    directoryExists(folder) {
      if (['/', PROJECT_ROOT, MODULES, `${MODULES}/vite`].includes(folder)) return true;
      const module = below(MODULES, folder);
      if (module !== undefined) return library.isFolder(module);
      const own = below(PROJECT_ROOT, folder);
      return own !== undefined && entriesOf(tree(), own).any;
    },
    getAccessibleEntries(folder) {
      const module = below(MODULES, folder);
      if (module !== undefined) return { files: [], directories: library.namesIn(module) };
      const own = folder === PROJECT_ROOT ? '' : below(PROJECT_ROOT, folder);
      if (own === undefined) return { files: [], directories: [] };
      const { files, directories } = entriesOf(tree(), own);
      return { files, directories };
    },
    realpath: (file) => file,
  };
}

/** The path relative to a folder, or undefined for what is not below it. */
function below(folder: string, file: string): string | undefined {
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
}

function entriesOf(tree: FileTree, folder: string) {
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = new Set<string>();
  const directories = new Set<string>();
  for (const path of tree.keys()) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    (rest.length === 0 ? files : directories).add(name);
  }
  return {
    files: [...files],
    directories: [...directories],
    any: files.size + directories.size > 0,
  };
}
