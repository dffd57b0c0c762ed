import { APP_TEST_FILE, APP_TEST_SETUP_PATHS, type FileTree, type Finding } from '@promptly/common';
import {
  type IconTable,
  ProjectFiles,
  RENAMED_GLOBALS,
  diagnosticsOf,
  projectPlugin,
} from '@promptly/preview/bundling';
import { type BuildFailure, type Metafile, type Plugin, build } from 'esbuild';

const OUT_DIR = '/out';
const ENTRY = 'test-entry:';

/** What a test file may import besides the project's files. */
export interface TestPackages {
  specifiers: ReadonlySet<string>;
  icons: IconTable;
}

export interface TestBundle {
  /** Paths of the project's test files, in order. */
  testFiles: string[];
  setupPath: string | undefined;
  /** Output name → text of the module; `<path>.js` for a test file. Maps have the name with `.map` behind. */
  outputs: Map<string, Uint8Array>;
  /** Packages that tests, and what they import, import by name. */
  imports: string[];
  findings: Finding[];
}

/** Bundles the test files with what they import; modules that files share are one module at run time. */
export async function bundleTests(tree: FileTree, packages: TestPackages): Promise<TestBundle> {
  const testFiles = [...tree.keys()].filter((path) => APP_TEST_FILE.test(path));
  const setupPath = APP_TEST_SETUP_PATHS.find((path) => tree.has(path));
  const bundle = {
    testFiles,
    setupPath,
    outputs: new Map<string, Uint8Array>(),
    imports: [],
    findings: [],
  };
  if (testFiles.length === 0) return bundle;
  const entries = [...testFiles, ...(setupPath === undefined ? [] : [setupPath])];
  try {
    const { outputFiles, metafile } = await build({
      absWorkingDir: '/',
      entryPoints: entries.map((path) => ({ in: ENTRY + path, out: path })),
      plugins: [entryPlugin(), projectPlugin(pluginScope(tree, packages))],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      splitting: true,
      platform: 'browser',
      target: 'es2022',
      outdir: OUT_DIR,
      jsx: 'automatic',
      sourcemap: 'external',
      sourcesContent: false,
      charset: 'utf8',
      logLevel: 'silent',
      define: DEFINES,
      // Only what stands here counts, not a tsconfig.json of the project or of a folder above.
      tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
    });
    const outputs = outputFiles.map(
      ({ path, contents }) => [path.slice(OUT_DIR.length + 1), contents] as const,
    );
    return { ...bundle, outputs: new Map(outputs), imports: externalImports(metafile) };
  } catch (error) {
    const { errors, warnings = [] } = error as Partial<BuildFailure>;
    if (!errors) throw error;
    return { ...bundle, findings: diagnosticsOf(errors, warnings) };
  }
}

function externalImports({ outputs }: Metafile): string[] {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  return [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))];
}

const DEFINES = {
  ...RENAMED_GLOBALS,
  'process.env.NODE_ENV': '"test"',
  'import.meta.env': JSON.stringify({
    BASE_URL: '/',
    DEV: true,
    MODE: 'test',
    PROD: false,
    SSR: false,
  }),
  'import.meta.hot': 'undefined',
  'import.meta.vitest': 'undefined',
};

/** The project plugin has one entry; tests have many. */
function entryPlugin(): Plugin {
  return {
    name: 'test-entries',
    setup(plugin) {
      plugin.onResolve({ filter: new RegExp(`^${ENTRY}`) }, ({ path, kind }) =>
        kind === 'entry-point' ? { path: path.slice(ENTRY.length), namespace: 'app' } : undefined,
      );
    },
  };
}

/** As in Vitest's defaults, styles are empty and other files are their address. */
function pluginScope(tree: FileTree, { specifiers, icons }: TestPackages) {
  const files = new ProjectFiles(() => []);
  files.apply(tree);
  return {
    files,
    assets: { urlOf: (path: string) => `/${path}`, rewritePublicUrls: (text: string) => text },
    vendored: specifiers,
    icons,
    entry: () => '',
    css: () => Promise.resolve({ css: '', removed: [] }),
  };
}
