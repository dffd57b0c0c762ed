import { APP_COMPILER_OPTIONS } from '@promptly/common';

import type { Monaco } from './monaco.ts';

/** A declaration file of a package, at the place where the compiler looks for it: `/node_modules/…`. */
export interface TypeLibraryFile {
  path: string;
  text: string;
}

/** The compiler's own numbers for what Monaco's enumerations do not name. */
const ES2022 = 9 as number;
const BUNDLER_RESOLUTION = 100 as number;
const FORCED_MODULE_DETECTION = 3;
/** “Cannot find type definition file”: while the type library is on its way. */
const MISSING_TYPE_DEFINITION = 2688;

/** Sets the languages up as the verifier does: what is red here fails there, and the other way round. */
export function configureLanguages(
  monaco: Monaco,
  loadTypeLibrary: () => Promise<readonly TypeLibraryFile[]>,
): void {
  const { typescript } = monaco;
  const { lib, ...options } = APP_COMPILER_OPTIONS;
  for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
    defaults.setCompilerOptions({
      ...options,
      types: [...options.types],
      // The compiler's API takes the names of the libraries' files.
      lib: lib.map((name) => `lib.${name.toLowerCase()}.d.ts`),
      target: ES2022,
      module: typescript.ModuleKind.ESNext,
      moduleResolution: BUNDLER_RESOLUTION,
      moduleDetection: FORCED_MODULE_DETECTION,
      jsx: typescript.JsxEmit.ReactJSX,
      allowNonTsExtensions: true,
    });
    defaults.setDiagnosticsOptions({
      onlyVisible: true,
      diagnosticCodesToIgnore: [MISSING_TYPE_DEFINITION],
    });
    defaults.setEagerModelSync(true);
  }
  const { cssDefaults } = monaco.css;
  // Tailwind's at-rules are not CSS's own.
  const lint = { ...cssDefaults.options.lint, unknownAtRules: 'ignore' };
  cssDefaults.setOptions({ ...cssDefaults.options, lint });

  if (Object.keys(typescript.typescriptDefaults.getExtraLibs()).length > 0) return;
  void loadTypeLibrary().then((files) => {
    const libraries = files.map(({ path, text }) => ({
      content: text,
      filePath: `file://${path}`,
    }));
    typescript.typescriptDefaults.setExtraLibs(libraries);
  });
}
