import type { Loader, OnLoadResult, OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';

import { ICON_SPECIFIER, type IconTable } from '../vendor/icons.ts';
import type { AssetCollector } from './assets.ts';
import { APP_NAMESPACE } from './diagnostics.ts';
import { everythingBut } from './everything-but.ts';
import { iconModule } from './icon-module.ts';
import { jsonModule } from './json-module.ts';
import { defineModule } from './live-code.ts';
import { extensionOf } from './media-types.ts';
import type { ProjectFiles } from './project-files.ts';
import { resolveImport } from './resolve-import.ts';
import { sanitizeMapComments } from './sanitize-source.ts';
import type { StylesheetResult } from './stylesheets.ts';

export interface ProjectPluginScope {
  files: ProjectFiles;
  assets: Pick<AssetCollector, 'urlOf' | 'rewritePublicUrls'>;
  vendored: ReadonlySet<string>;
  icons: IconTable;
  /** Path of the module that the bundle begins with. */
  entry(): string;
  /** Whether the page shall know the modules, so that one of them can be replaced while the app runs. */
  isLive?: boolean;
  /** CSS of a stylesheet; throws an Error that says what is wrong with it. */
  css(path: string): Promise<StylesheetResult>;
}

const URL_NAMESPACE = 'app-url';
const TEXT_NAMESPACE = 'app-text';
const ICON_NAMESPACE = 'app-icons';
const EMPTY_NAMESPACE = 'app-empty';

const CODE_LOADERS: ReadonlyMap<string, Loader> = new Map(
  Object.entries<Loader>({
    ts: 'ts',
    mts: 'ts',
    tsx: 'tsx',
    js: 'jsx',
    mjs: 'jsx',
    jsx: 'jsx',
  }),
);

/** Nobody writes a source this long by hand; the bundler's own stack does not survive every such one. */
const CODE_MAX_BYTES = 1024 * 1024;

/**
 * Serves a project's files to esbuild and answers every question that it would otherwise ask the disk. No
 * hook returns undefined, and no result has a `resolveDir`: either would let esbuild look for itself. The
 * vendored packages alone are not asked about, which saves half of the questions: as externals by their full
 * name, they are settled before esbuild looks anywhere.
 */
export function projectPlugin(scope: ProjectPluginScope): Plugin {
  return {
    name: 'project',
    setup(plugin) {
      const external = [...scope.vendored].filter((specifier) => specifier !== ICON_SPECIFIER);
      plugin.initialOptions.external = external;
      plugin.onResolve({ filter: everythingBut(external) }, (question) => resolve(question, scope));
      plugin.onLoad({ filter: /.*/, namespace: APP_NAMESPACE }, ({ path }) => load(path, scope));
      plugin.onLoad({ filter: /.*/, namespace: URL_NAMESPACE }, ({ path }) => urlModule(path, scope)); // prettier-ignore
      plugin.onLoad({ filter: /.*/, namespace: TEXT_NAMESPACE }, ({ path }) =>
        defaultExport(scope.files.textOf(path)),
      );
      plugin.onLoad({ filter: /.*/, namespace: ICON_NAMESPACE }, () => icons(scope));
      plugin.onLoad({ filter: /.*/, namespace: EMPTY_NAMESPACE }, () => ({ contents: '', loader: 'css' })); // prettier-ignore
      plugin.onLoad({ filter: /.*/ }, () => refusal('this cannot be loaded in a preview'));
    },
  };
}

function resolve(question: OnResolveArgs, scope: ProjectPluginScope): OnResolveResult {
  if (question.kind === 'entry-point') return { path: scope.entry(), namespace: APP_NAMESPACE };
  const specifier = question.path;
  // Our own module, which imports the icons' vendored core: no project may name that one.
  if (question.namespace === ICON_NAMESPACE) return { path: specifier, external: true };
  const { files, vendored } = scope;
  const resolution = resolveImport(specifier, question.importer, question.kind, {
    has: (path) => files.has(path),
    vendored,
  });
  switch (resolution.kind) {
    case 'file':
      return fileResult(resolution.path, resolution.as, question, scope);
    case 'vendored':
      return specifier === ICON_SPECIFIER && files.icons() !== 'all'
        ? { path: specifier, namespace: ICON_NAMESPACE, sideEffects: false }
        : { path: specifier, external: true };
    case 'untouched':
      return { path: specifier, external: true };
    case 'dropped':
      return { ...droppedResult(question), warnings: [{ text: resolution.message }] };
    case 'refused':
      return refusal(resolution.message);
  }
}

function fileResult(
  path: string,
  as: 'module' | 'url' | 'text',
  { kind }: OnResolveArgs,
  { assets }: ProjectPluginScope,
): OnResolveResult {
  if (kind === 'url-token') {
    const url = assets.urlOf(path);
    return url === undefined
      ? refusal(`"${path}" is not a file that a page can show`)
      : { path: url, external: true };
  }
  if (as === 'url') return { path, namespace: URL_NAMESPACE };
  if (as === 'text') return { path, namespace: TEXT_NAMESPACE };
  return { path, namespace: APP_NAMESPACE };
}

/** A remote stylesheet is left out; a picture that is not there stays in the text as it was. */
function droppedResult({ kind, path }: OnResolveArgs): OnResolveResult {
  return kind === 'import-rule' ? { path, namespace: EMPTY_NAMESPACE } : { path, external: true };
}

async function load(path: string, scope: ProjectPluginScope): Promise<OnLoadResult> {
  const { files, assets } = scope;
  const extension = extensionOf(path);
  const loader = CODE_LOADERS.get(extension);
  if (loader) {
    if ((files.bytes.get(path)?.length ?? 0) > CODE_MAX_BYTES) {
      return refusal(`${path} is larger than 1 MiB: keep data in JSON files`);
    }
    // A question mark would begin a query in the import of itself.
    const ending = scope.isLive && !path.includes('?') ? defineModule(path) : '';
    return { contents: assets.rewritePublicUrls(files.safeTextOf(path)) + ending, loader };
  }
  try {
    if (extension === 'css') {
      const { css, removed } = await scope.css(path);
      return {
        contents: sanitizeMapComments(css),
        loader: path.endsWith('.module.css') ? 'local-css' : 'css',
        warnings: removed.map(({ url, ...place }) => ({
          text: `Previews do not load stylesheets of other hosts: "${url}"`,
          location: locationOf(place.path, place.line),
        })),
      };
    }
    if (extension === 'json') return { contents: jsonModule(files.textOf(path)), loader: 'js' };
  } catch (error) {
    return refusal(error instanceof Error ? error.message : String(error), path);
  }
  return urlModule(path, scope);
}

function urlModule(path: string, { assets }: ProjectPluginScope): OnLoadResult {
  const url = assets.urlOf(path);
  return url === undefined
    ? refusal(`${path} is not of a kind that an app can import`)
    : defaultExport(url);
}

function defaultExport(text: string): OnLoadResult {
  return { contents: `export default ${JSON.stringify(text)};`, loader: 'js' };
}

function icons({ files, icons: table, isLive }: ProjectPluginScope): OnLoadResult {
  const names = files.icons();
  return names === 'all'
    ? refusal('the icons are not known')
    : { contents: iconModule(names, table, isLive), loader: 'js' };
}

function refusal(text: string, path?: string) {
  return { errors: [{ text, ...(path !== undefined && { location: locationOf(path, 1) }) }] };
}

function locationOf(path: string, line: number) {
  return { file: path, namespace: APP_NAMESPACE, line, column: 0, lineText: '' };
}
