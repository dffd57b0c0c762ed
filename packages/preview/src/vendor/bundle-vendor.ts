import path from 'node:path';

import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

import { PACKAGE_ROOT, vendorEntries, type VendorEntry, type VendorMode } from './entries.ts';

/** The packages as ES modules that share what they have in common. */
export interface VendorBundle {
  /** File name → module text as bytes. */
  files: Map<string, Uint8Array>;
  /** Specifier → file name. */
  specifiers: Record<string, string>;
  /** File name → files that it imports statically. */
  imports: Record<string, string[]>;
}

/** Name of the script that every preview page runs before its app. */
export const RUNTIME_FILE = 'runtime.js';

/** Bundles the vendored packages and the page's runtime. Takes about a second. */
export async function bundleVendor(mode: VendorMode): Promise<VendorBundle> {
  const [packages, runtime] = await Promise.all([bundlePackages(mode), bundleRuntime(mode)]);
  packages.files.set(RUNTIME_FILE, runtime);
  packages.imports[RUNTIME_FILE] = [];
  return packages;
}

const OUT_DIR = path.join(PACKAGE_ROOT, 'vendor');
const GENERATED = 'vendor-entry';

async function bundlePackages(mode: VendorMode): Promise<VendorBundle> {
  const entries = vendorEntries(mode);
  const result = await build({
    ...sharedOptions(mode),
    absWorkingDir: PACKAGE_ROOT,
    entryPoints: entries.map(({ specifier, file, source }) => ({
      in: 'import' in source ? source.import : `${GENERATED}:${specifier}`,
      out: path.basename(file, '.js'),
    })),
    plugins: [generatedEntries(entries)],
    format: 'esm',
    splitting: true,
    chunkNames: 'shared-[hash]',
    outdir: OUT_DIR,
    metafile: true,
  });
  return {
    files: new Map(result.outputFiles.map((file) => [path.basename(file.path), file.contents])),
    specifiers: Object.fromEntries(entries.map(({ specifier, file }) => [specifier, file])),
    imports: staticImports(result.metafile),
  };
}

async function bundleRuntime(mode: VendorMode): Promise<Uint8Array> {
  const result = await build({
    ...sharedOptions(mode),
    absWorkingDir: PACKAGE_ROOT,
    entryPoints: [path.join(PACKAGE_ROOT, 'src', 'runtime', 'main.ts')],
    format: 'iife',
    minifyIdentifiers: true,
    // React Refresh refuses to be a part of a production build; without React's development build it does nothing.
    define: { 'process.env.NODE_ENV': '"development"' },
    outdir: OUT_DIR,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error('esbuild made no runtime');
  return file.contents;
}

function sharedOptions(mode: VendorMode) {
  return {
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    conditions: [mode] as string[],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    // Names stay, so that React's warnings and stacks can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    minifyIdentifiers: mode === 'production',
    legalComments: 'none',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { target: 'ES2022' } },
  } as const satisfies BuildOptions;
}

/** Serves the texts which `vendorEntries` made, as if they stood in this package's root. */
function generatedEntries(entries: readonly VendorEntry[]): Plugin {
  const texts = new Map(
    entries.flatMap(({ specifier, source }) =>
      'text' in source ? [[specifier, source.text]] : [],
    ),
  );
  return {
    name: GENERATED,
    setup(plugin) {
      plugin.onResolve({ filter: new RegExp(`^${GENERATED}:`) }, ({ path: id }) => ({
        path: id.slice(GENERATED.length + 1),
        namespace: GENERATED,
      }));
      plugin.onLoad({ filter: /.*/, namespace: GENERATED }, ({ path: specifier }) => ({
        contents: texts.get(specifier) ?? '',
        resolveDir: PACKAGE_ROOT,
      }));
    },
  };
}

function staticImports(metafile: Metafile): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(metafile.outputs).map(([file, output]) => [
      path.basename(file),
      output.imports
        .filter(({ kind, external }) => kind === 'import-statement' && !external)
        .map((imported) => path.basename(imported.path)),
    ]),
  );
}
