import { encodeText } from '@promptly/common';
import type * as Esbuild from 'esbuild';
import type { TransformOptions } from 'esbuild';

import { ICON_SPECIFIER } from '../vendor/icons.ts';
import { APP_NAMESPACE } from './diagnostics.ts';
import { importModule, type LiveSource, stageModule } from './live-source.ts';
import { LIVE_ICONS } from './icon-module.ts';
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
  /** The source as the bundle has it. */
  sourceOf(path: string): string;
  liveSourceOf(path: string): LiveSource;
  resolve(specifier: string, importer: string): Resolution;
}

const PATCHABLE = /\.[jt]sx$/;

/**
 * Compiles one module alone; what it imports of its project is taken from the app that runs. Null where that cannot be
 * told from its text, or where it does not compile: the bundle says then what is wrong.
 */
export async function livePatch(path: string, scope: PatchScope): Promise<LivePatch | null> {
  if (!PATCHABLE.test(path)) return null;
  const source = scope.liveSourceOf(path);
  if (!source.isWhole) return null;
  const compiled = await scope.esbuild
    .transform(scope.sourceOf(path) + stageModule(source), {
      ...scope.options,
      loader: path.endsWith('.tsx') ? 'tsx' : 'jsx',
      sourcefile: `${APP_NAMESPACE}:${path}`,
    })
    .catch(() => undefined);
  const code = compiled && linkedToRunning(compiled.code, path, scope);
  return code === undefined || compiled === undefined
    ? null
    : { path, script: encodeText(code), sourceMap: encodeText(compiled.map) };
}

/** An import as esbuild prints it: default, names, namespace, specifier. */
const IMPORT =
  /import (?:(?:([\w$]+)(?:, )?)?(?:\{([^{}]*)\}|\* as ([\w$]+))? from )?"([^"\\]*)";\n/y;

/** Any other way to another module, or a text that looks like one. */
const FURTHER_IMPORT = /^import\b|\bimport\s*\(|^export\b.*\bfrom\s*"/m;

/** Replaces imports of the project's modules, which stand at the beginning; the lines stay where the map says. */
function linkedToRunning(code: string, path: string, scope: PatchScope): string | undefined {
  const linked: string[] = [];
  let end = 0;
  IMPORT.lastIndex = 0;
  for (let match = IMPORT.exec(code); match; match = IMPORT.exec(code)) {
    const line = linkedImport(match, path, scope);
    if (line === undefined) return undefined;
    linked.push(line);
    end = IMPORT.lastIndex;
  }
  const rest = code.slice(end);
  return FURTHER_IMPORT.test(rest) ? undefined : linked.join('') + rest;
}

function linkedImport(match: RegExpExecArray, path: string, scope: PatchScope): string | undefined {
  const [statement, defaultName, list = '', namespace, specifier = ''] = match;
  const resolution = scope.resolve(specifier, path);
  const id = liveId(resolution);
  if (id === undefined) return resolution.kind === 'vendored' ? statement : undefined;
  const items = list.split(',').flatMap((item) => item.trim() || []);
  const pairs = [
    ...(defaultName === undefined ? [] : [['default', defaultName]]),
    ...items.map((item) => item.split(' as ')),
  ];
  const names = pairs.map(([imported = '']) => imported);
  const pattern = pairs.map(([imported = '', local = imported]) => `${imported}: ${local}`);
  const target = namespace ?? `{ ${pattern.join(', ')} }`;
  const lineEnds = statement.replace(/[^\n]/g, '');
  return `const ${target} = ${importModule(id, names)};${lineEnds}`;
}

/** Undefined for what a patch imports as a bundle does, and for what it cannot import. */
function liveId(resolution: Resolution): string | undefined {
  if (resolution.kind === 'vendored') {
    return resolution.specifier === ICON_SPECIFIER ? LIVE_ICONS : undefined;
  }
  const isModule = resolution.kind === 'file' && resolution.as === 'module';
  return isModule && SOURCE.test(resolution.path) ? resolution.path : undefined;
}

const SOURCE = /\.[cm]?[jt]sx?$/;
