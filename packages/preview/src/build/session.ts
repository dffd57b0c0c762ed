import { createHash } from 'node:crypto';

import type * as Esbuild from 'esbuild';
import type { PreviewDocument } from '@promptly/common';
import type { BuildContext, BuildOptions, BuildResult, Metafile, TransformOptions } from 'esbuild';

import type { VendorMode } from '../vendor/entries.ts';
import type { IconTable } from '../vendor/icons.ts';
import { AssetCollector } from './assets.ts';
import { diagnosticsOf, errorDiagnostic } from './diagnostics.ts';
import { readIndexHtml } from './index-html.ts';
import { COMPONENT_FILE, type LivePatch, livePatch, type PatchScope } from './live-patch.ts';
import type { PreviewDiagnostic, PreviewPatch } from './preview-build.ts';
import { ProjectFiles, type ScanCandidates } from './project-files.ts';
import { projectPlugin } from './project-plugin.ts';
import { resolveImport } from './resolve-import.ts';
import { RENAMED_GLOBALS } from './sanitize-source.ts';
import { StylesheetCompiler, type TailwindCompile, type TailwindSheets } from './stylesheets.ts';

/** The tools and tables that every session of a builder shares. */
export interface SessionTools {
  esbuild: Pick<typeof Esbuild, 'context' | 'transform'>;
  tailwindCompile: TailwindCompile;
  tailwindSheets: TailwindSheets;
  scan: ScanCandidates;
  vendored: ReadonlySet<string>;
  icons: IconTable;
  mode: VendorMode;
}

/** A build as it crosses to the main thread, where assets are paths into the tree. */
export interface SessionBuild extends PreviewDocument {
  ok: boolean;
  script: Uint8Array | null;
  sourceMap: Uint8Array | null;
  style: Uint8Array;
  scriptName: string | null;
  styleName: string;
  assetPaths: [name: string, path: string][];
  patch: PreviewPatch | null;
  imports: string[];
  diagnostics: PreviewDiagnostic[];
}

type BasedPatch = LivePatch & { base: string };

const ENTRY_CANDIDATES = ['main', 'index'].flatMap((name) =>
  ['tsx', 'ts', 'jsx', 'js'].map((extension) => `src/${name}.${extension}`),
);

/** One project's build, kept warm: an edit compiles what it changed and nothing else. */
export class BuildSession {
  readonly #files: ProjectFiles;
  readonly #assets: AssetCollector;
  readonly #options: BuildOptions;
  readonly #tools: SessionTools;
  #context: BuildContext | undefined;
  readonly #patchScope: PatchScope;
  #canceling: Promise<void> | undefined;
  #entry = '';
  /** Script of the last build that succeeded, and the former sources of what was changed since; null had none. */
  #base: { scriptName: string; former: Map<string, string | null> } | undefined;

  constructor(tools: SessionTools) {
    this.#tools = tools;
    const files = new ProjectFiles(tools.scan);
    const assets = new AssetCollector(files.bytes);
    const stylesheets = new StylesheetCompiler(tools.tailwindCompile, tools.tailwindSheets);
    const sources = {
      has: (path: string) => files.has(path),
      textOf: (path: string) => files.textOf(path),
      vendored: tools.vendored,
    };
    this.#files = files;
    this.#assets = assets;
    this.#patchScope = {
      esbuild: tools.esbuild,
      options: { ...compileOptions(tools.mode), sourcemap: 'external' },
      sourceOf: (path) => files.safeTextOf(path),
      rewriteUrls: (code) => assets.rewritePublicUrls(code),
      resolve: (specifier, importer) =>
        resolveImport(specifier, importer, 'import-statement', sources),
    };
    this.#options = bundleOptions(tools.mode, [
      projectPlugin({
        files,
        assets,
        vendored: tools.vendored,
        icons: tools.icons,
        isLive: tools.mode === 'development',
        entry: () => this.#entry,
        css: (path) => stylesheets.css(path, sources, files.candidates()),
      }),
    ]);
  }

  /** Puts in changed files and builds. One at a time; what is wrong with the project is in the diagnostics. */
  async build(
    changes: readonly (readonly [string, Uint8Array | null])[],
    entry?: string,
  ): Promise<SessionBuild> {
    this.#remember(changes);
    this.#files.apply(changes);
    this.#assets.clear();
    const html = this.#files.has('index.html') ? this.#files.textOf('index.html') : '';
    const { entry: htmlEntry, ...info } = readIndexHtml(html);
    const wanted = entry ?? htmlEntry;
    const found = [...(wanted === undefined ? [] : [wanted]), ...ENTRY_CANDIDATES].find((path) =>
      this.#files.has(path),
    );
    if (found === undefined || (entry !== undefined && found !== entry)) {
      const missing = entry ?? ENTRY_CANDIDATES[0] ?? '';
      return failed(info, [errorDiagnostic(`The app has no ${missing} to begin with`)]);
    }
    this.#entry = found;
    try {
      this.#context ??= await this.#tools.esbuild.context(this.#options);
      // What ends the build before must not meet this one.
      await this.#canceling;
      const [patch, result] = await Promise.all([this.#patch(), this.#context.rebuild()]);
      const build = succeeded(info, result, this.#assets.paths(), patch);
      this.#base = { scriptName: build.scriptName, former: new Map() };
      return build;
    } catch (error) {
      if (!isBuildFailure(error)) throw error;
      return failed(info, diagnosticsOf(error.errors, error.warnings));
    }
  }

  #remember(changes: readonly (readonly [string, unknown])[]): void {
    const { former } = this.#base ?? {};
    for (const [path] of changes) {
      // Of more than one nothing is made.
      if (!former || former.size > 1) return;
      const isComponent = COMPONENT_FILE.test(path) && this.#files.has(path);
      if (!former.has(path)) former.set(path, isComponent ? this.#files.safeTextOf(path) : null);
    }
  }

  /** What differs from the last build, where that is one module and nothing else of the project. */
  async #patch(): Promise<BasedPatch | null> {
    if (this.#tools.mode !== 'development' || this.#base?.former.size !== 1) return null;
    const { scriptName, former } = this.#base;
    const [[path = '', text = null] = []] = former;
    if (text === null || !this.#files.has(path)) return null;
    const patch = await livePatch(path, text, this.#patchScope);
    return patch && { ...patch, base: scriptName };
  }

  /** Has the build that runs end soon, as one that failed. */
  cancel(): void {
    // A compiler that is gone is told by the build itself.
    this.#canceling = this.#context?.cancel().catch(() => undefined);
  }

  async dispose(): Promise<void> {
    await this.#context?.dispose();
  }
}

function bundleOptions(mode: VendorMode, plugins: BuildOptions['plugins']): BuildOptions {
  return {
    ...compileOptions(mode),
    entryPoints: [{ in: 'entry', out: 'app' }],
    plugins,
    bundle: true,
    write: false,
    outdir: '/',
    metafile: true,
    sourcemap: 'external',
  };
}

/** What a bundle and a module alone have in common. */
function compileOptions(mode: VendorMode) {
  const development = mode === 'development';
  return {
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    jsx: 'automatic',
    legalComments: 'none',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
    define: {
      'process.env.NODE_ENV': JSON.stringify(mode),
      'import.meta.env': JSON.stringify({
        BASE_URL: '/',
        DEV: development,
        MODE: mode,
        PROD: !development,
        SSR: false,
      }),
      'import.meta.hot': 'undefined',
      ...RENAMED_GLOBALS,
    },
  } as const satisfies TransformOptions;
}

function succeeded(
  info: PreviewDocument,
  { outputFiles = [], metafile, warnings }: BuildResult,
  assetPaths: SessionBuild['assetPaths'],
  patch: BasedPatch | null,
): SessionBuild & { scriptName: string } {
  // Copies: esbuild's own arrays are views of a larger buffer that cannot be handed to another thread.
  const output = (ending: string) =>
    outputFiles.find((file) => file.path.endsWith(ending))?.contents.slice();
  const script = output('.js') ?? new Uint8Array();
  const style = output('.css') ?? new Uint8Array();
  const imports = Object.values(metafile?.outputs ?? {})
    .flatMap((file) => file.imports)
    .filter(({ external, kind }) => external && kind === 'import-statement')
    .map(({ path }) => path);
  return {
    ...info,
    ok: true,
    script,
    sourceMap: output('.js.map') ?? null,
    style,
    scriptName: hashedName(script, 'js'),
    styleName: hashedName(style, 'css'),
    assetPaths,
    patch:
      patch && !isReadAsText(patch.path, metafile)
        ? { ...patch, scriptName: hashedName(patch.script, 'js', 'patch') }
        : null,
    imports: [...new Set(imports)],
    diagnostics: diagnosticsOf([], warnings),
  };
}

/** Where a source is imported as a text or an address as well, its module is not all that changes. */
function isReadAsText(path: string, metafile: Metafile | undefined): boolean {
  const inputs = Object.keys(metafile?.inputs ?? {});
  return inputs.filter((input) => input.endsWith(`:${path}`)).length > 1;
}

/** A build of which only the diagnostics are left. */
export function failed(info: PreviewDocument, diagnostics: PreviewDiagnostic[]): SessionBuild {
  const style = new Uint8Array();
  return {
    ...info,
    ok: false,
    script: null,
    sourceMap: null,
    style,
    scriptName: null,
    styleName: hashedName(style, 'css'),
    assetPaths: [],
    patch: null,
    imports: [],
    diagnostics,
  };
}

function hashedName(bytes: Uint8Array, extension: string, stem = 'app'): string {
  return `${stem}.${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${extension}`;
}

function isBuildFailure(error: unknown): error is Pick<BuildResult, 'errors' | 'warnings'> {
  // A stopped service throws an Error without messages of its own.
  const { errors } = error as { errors?: unknown[] };
  return Array.isArray(errors) && errors.length > 0 && !errors.some(isServiceFault);
}

const SERVICE_FAULT = /The service (?:was stopped|is no longer running)/;

function isServiceFault(message: unknown): boolean {
  return SERVICE_FAULT.test((message as { text?: string }).text ?? '');
}
