import type { UiRegistry } from '@promptly/ui/registry';

/** The component library as the linker asks it. */
export interface UiSource {
  /** The file in an app that a name comes from, and the component it belongs to. Throws on an unknown name. */
  locate: (name: string) => { file: string; component?: string };
  /** Whether a path is one of the library's. */
  has: (path: string) => boolean;
  filesFor: (components: Iterable<string>) => Map<string, string>;
  packagesFor: (components: Iterable<string>) => string[];
}

export type UiLibrary = Pick<UiRegistry, 'components' | 'filesFor' | 'dependenciesFor'>;

/** Helpers that are no components: copied along with the component that brings them. */
const HELPERS: Readonly<Record<string, { file: string; component?: string }>> = {
  cn: { file: 'src/lib/cn.ts' },
  applyColorMode: { file: 'src/lib/color-mode.ts', component: 'theme-toggle' },
  readColorMode: { file: 'src/lib/color-mode.ts', component: 'theme-toggle' },
};

export function createUiSource(library: UiLibrary): UiSource {
  const byName = new Map(
    library.components.flatMap(({ name, exports }) =>
      exports.map(
        (exported) =>
          [exported, { file: `src/components/ui/${name}.tsx`, component: name }] as const,
      ),
    ),
  );
  const helperFiles = new Set(Object.values(HELPERS).map(({ file }) => file));
  return {
    locate(name) {
      const place = HELPERS[name] ?? byName.get(name);
      if (!place) throw new Error(`the component library has no "${name}"`);
      return place;
    },
    has: (path) => path.startsWith('src/components/ui/') || helperFiles.has(path),
    filesFor: (components) => library.filesFor(components),
    packagesFor: (components) => Object.keys(library.dependenciesFor(components)),
  };
}
