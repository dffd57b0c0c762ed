import { APP_TEST_FILE, APP_TEST_SETUP_PATHS, type FileTree, type Finding } from '@promptly/common';
import {
  type IconTable,
  ProjectFiles,
  RENAMED_GLOBALS,
  diagnosticsOf,
  projectPlugin,
} from '@promptly/preview/bundling';
import { type BuildFailure, type Plugin, build } from 'esbuild';

import { libraryEntry, libraryPlugin } from '../pages/page-libraries.ts';
import type { TestLibraries } from './test-libraries.ts';

const OUT_DIR = '/out';
/** A name that no file of a project has. */
const RUNNER = '@runner';
const APP = 'app';
const ENTRY = `${APP}:`;
const ICONS = 'lucide-react';

export interface TestBundle {
  /** Paths of the project's test files, in order. */
  testFiles: string[];
  setupPath: string | undefined;
  /** Output name → text of the module; `<path>.js` for a test file. Maps have the name with `.map` behind. */
  outputs: Map<string, Uint8Array>;
  /** Output that exports `runTestFile`. */
  runner: string;
  /** Packages that tests, and what they import, import by name. */
  imports: string[];
  findings: Finding[];
}

/** Bundles the test files with what they import; modules that files share are one module at run time. */
export async function bundleTests(
  tree: FileTree,
  libraries: TestLibraries,
  icons: IconTable,
): Promise<TestBundle> {
  const testFiles = [...tree.keys()].filter((path) => APP_TEST_FILE.test(path));
  const setupPath = APP_TEST_SETUP_PATHS.find((path) => tree.has(path));
  const empty = { outputs: new Map<string, Uint8Array>(), imports: [], findings: [] };
  const bundle = { testFiles, setupPath, runner: `${RUNNER}.js`, ...empty };
  if (testFiles.length === 0) return bundle;

  const files = new ProjectFiles(() => []);
  files.apply(tree);
  const imports = new Set<string>();
  const entries = [...testFiles, ...(setupPath === undefined ? [] : [setupPath])];
  try {
    const { outputFiles } = await build({
      absWorkingDir: '/',
      entryPoints: [
        { in: libraryEntry(libraries.runnerFile), out: RUNNER },
        ...entries.map((path) => ({ in: ENTRY + path, out: path })),
      ],
      plugins: [
        libraryPlugin(libraries, {
          hostile: APP,
          // The few icons that the project names are bundled by themselves.
          allowed: files.icons() === 'all' ? libraries.allowed : without(libraries.allowed, ICONS),
          onImport: (specifier) => imports.add(specifier),
        }),
        entryPlugin(),
        projectPlugin(pluginScope(files, libraries, icons)),
      ],
      bundle: true,
      write: false,
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
    return { ...bundle, outputs: new Map(outputs), imports: [...imports] };
  } catch (error) {
    const { errors, warnings = [] } = error as Partial<BuildFailure>;
    if (!errors) throw error;
    return { ...bundle, findings: diagnosticsOf(errors, warnings) };
  }
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
        kind === 'entry-point' ? { path: path.slice(ENTRY.length), namespace: APP } : undefined,
      );
    },
  };
}

/** As in Vitest's defaults, styles are empty and other files are their address. */
function pluginScope(files: ProjectFiles, { allowed }: TestLibraries, icons: IconTable) {
  return {
    files,
    assets: { urlOf: (path: string) => `/${path}`, rewritePublicUrls: (text: string) => text },
    vendored: allowed,
    icons,
    entry: () => '',
    css: () => Promise.resolve({ css: '', removed: [] }),
  };
}

function without(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  return new Set([...set].filter((other) => other !== item));
}
