import type { Plugin } from 'esbuild';

const NAMESPACE = 'library';

/** ES modules that are bundled into pages: each request that a page makes costs more than bundling does. */
export interface PageLibraries {
  /** File name → text of the module; files import each other as `./name.js` and packages by specifier. */
  files: ReadonlyMap<string, Uint8Array>;
  /** Specifier → file name. */
  specifiers: ReadonlyMap<string, string>;
}

export interface LibraryPluginOptions {
  /** Namespace of the modules that are hostile. */
  hostile: string;
  /** What those may import; other modules may import every specifier. */
  allowed: ReadonlySet<string>;
  onImport?: (specifier: string) => void;
}

/** Entry point for a file of the libraries. */
export function libraryEntry(file: string): string {
  return `${NAMESPACE}:${file}`;
}

/** Answers imports of the libraries and between their files; everything else is left to the next plugin. */
export function libraryPlugin(
  { files, specifiers }: PageLibraries,
  { hostile, allowed, onImport }: LibraryPluginOptions,
): Plugin {
  return {
    name: 'page-libraries',
    setup(plugin) {
      plugin.onResolve({ filter: /.*/ }, ({ path: specifier, namespace, kind }) => {
        if (kind === 'entry-point') {
          const file =
            specifier.startsWith(`${NAMESPACE}:`) && specifier.slice(NAMESPACE.length + 1);
          return file ? { path: file, namespace: NAMESPACE } : undefined;
        }
        if (namespace === hostile) {
          if (!allowed.has(specifier)) return undefined;
          onImport?.(specifier);
        }
        const file =
          specifiers.get(specifier) ??
          (namespace === NAMESPACE ? specifier.replace('./', '') : undefined);
        return file !== undefined && files.has(file)
          ? { path: file, namespace: NAMESPACE }
          : undefined;
      });
      plugin.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path: file }) => ({
        contents: files.get(file) ?? '',
        loader: 'js',
      }));
    },
  };
}
