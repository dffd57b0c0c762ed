import { encodeText } from '@promptly/common';
import type { ImportDeclaration } from 'acorn';
import type * as Esbuild from 'esbuild';
import type { TransformOptions } from 'esbuild';

import { ICON_SPECIFIER } from '../vendor/icons.ts';
import { readComponentModule, type ComponentModule } from './component-module.ts';
import { APP_NAMESPACE } from './diagnostics.ts';
import { LIVE_ICONS } from './icon-module.ts';
import type { ComponentChanges } from '../component-changes.ts';
import { importModule, stageModule } from './live-code.ts';
import type { Resolution } from './resolve-import.ts';

/** One changed module that can take the place of the same module of a running build. */
export interface LivePatch {
  path: string;
  script: Uint8Array;
  sourceMap: Uint8Array;
}

export interface PatchScope {
  esbuild: Pick<typeof Esbuild, 'transform'>;
  options: TransformOptions;
  /** A source of the project as text that the compiler may see. */
  sourceOf(path: string): string;
  resolve(specifier: string, importer: string): Resolution;
  /** Addresses of the project as those of the preview. */
  rewriteUrls(code: string): string;
}

/** Files that can have a patch. */
export const COMPONENT_FILE = /\.[jt]sx$/;
const SOURCE_FILE = /\.[cm]?[jt]sx?$/;
/** Long sources are the bundle's to refuse. */
const MAX_SOURCE_CHARS = 200_000;

/**
 * Compiles one module alone; what it imports of its project is taken from the app that runs. Null where an app that runs
 * `oldText` cannot go on with it, and where it does not compile: the bundle says then what is wrong.
 */
export async function livePatch(
  path: string,
  oldText: string,
  scope: PatchScope,
): Promise<LivePatch | null> {
  const text = scope.sourceOf(path);
  if (text.length + oldText.length > MAX_SOURCE_CHARS) return null;
  const options: TransformOptions = {
    ...scope.options,
    loader: path.endsWith('.tsx') ? 'tsx' : 'jsx',
    sourcefile: `${APP_NAMESPACE}:${path}`,
  };
  try {
    const compile = (source: string) => scope.esbuild.transform(source, options);
    const [old, { code, map }] = await Promise.all([compile(oldText), compile(text)]);
    const before = readComponentModule(old.code);
    const after = readComponentModule(code);
    const changes = before && after && changesOf(before, after);
    const linked = after && linkedToRunning(code, after.imports, path, scope);
    if (!changes || linked === null) return null;
    const script = scope.rewriteUrls(linked) + stageModule(changes);
    return { path, script: encodeText(script), sourceMap: encodeText(map) };
  } catch {
    return null;
  }
}

/** Null where it exports other components than before. */
function changesOf(before: ComponentModule, after: ComponentModule): ComponentChanges | null {
  if (before.components.size !== after.components.size) return null;
  const changes: Record<string, ComponentChanges[string]> = {};
  for (const [name, state] of after.components) {
    const old = before.components.get(name);
    if (!old) return null;
    const { signature, resets } = state;
    changes[name] = { before: old.signature, after: signature, resets: resets || old.resets };
  }
  return changes;
}

/** Replaces imports of the project's modules; the lines stay where the map says. */
function linkedToRunning(
  code: string,
  imports: readonly ImportDeclaration[],
  path: string,
  scope: PatchScope,
): string | null {
  let linked = '';
  let end = 0;
  for (const node of imports) {
    const resolution = scope.resolve(String(node.source.value), path);
    const statement = code.slice(node.start, node.end);
    const replacement = linkedImport(node, statement, resolution, scope);
    if (replacement === null) return null;
    linked += code.slice(end, node.start) + replacement;
    ({ end } = node);
  }
  return linked + code.slice(end);
}

function linkedImport(
  { specifiers }: ImportDeclaration,
  statement: string,
  resolution: Resolution,
  scope: PatchScope,
): string | null {
  const id = liveId(resolution, scope);
  if (id === null) return resolution.kind === 'vendored' ? statement : null;
  const pairs: [imported: string, local: string][] = [];
  for (const specifier of specifiers) {
    const { local } = specifier;
    if (specifier.type === 'ImportDefaultSpecifier') pairs.push(['default', local.name]);
    else if (specifier.type !== 'ImportSpecifier') return null;
    else if (specifier.imported.type !== 'Identifier') return null;
    else pairs.push([specifier.imported.name, local.name]);
  }
  const names = pairs.map(([imported]) => imported);
  const pattern = pairs.map(([imported, local]) => `${imported}: ${local}`).join(', ');
  const lineEnds = statement.replace(/[^\n]/g, '');
  return `const { ${pattern} } = ${importModule(id, names)};${lineEnds}`;
}

/** Null for what a patch imports as a bundle does, and for what it cannot import. */
function liveId(resolution: Resolution, scope: PatchScope): string | null {
  if (resolution.kind === 'vendored') {
    return resolution.specifier === ICON_SPECIFIER ? LIVE_ICONS : null;
  }
  const isModule = resolution.kind === 'file' && resolution.as === 'module';
  if (!isModule || !SOURCE_FILE.test(resolution.path)) return null;
  // A patch has the values of the moment at which it runs.
  return VARIABLE.test(scope.sourceOf(resolution.path)) ? null : resolution.path;
}

/** A binding of a module that may change, as formatters write it. */
const VARIABLE = /^(?:export )?(?:let|var) /m;
