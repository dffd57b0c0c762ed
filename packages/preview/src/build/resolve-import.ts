import { builtinModules } from 'node:module';
import path from 'node:path/posix';

import { LIMITS } from '@promptly/common';
import type { ImportKind } from 'esbuild';

/** What an import in a project means. */
export type Resolution =
  | { kind: 'file'; path: string; as: 'module' | 'url' | 'text' }
  | { kind: 'vendored'; specifier: string }
  /** Left as it is written: `data:` and `https:` URLs of images and fonts, fragments. */
  | { kind: 'untouched' }
  /** Taken away, with a warning. */
  | { kind: 'dropped'; message: string }
  | { kind: 'refused'; message: string };

export interface ResolveScope {
  has(path: string): boolean;
  /** Specifiers that the page's import map knows. */
  vendored: ReadonlySet<string>;
}

const EXTENSIONS = ['.tsx', '.ts', '.jsx', '.js', '.mjs', '.json'];
/** TypeScript lets a source name the file that it will be compiled to. */
const COMPILED_FROM: Record<string, string[]> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
};

/** Says what an import means, within the project's files and the vendored packages and nowhere else. */
export function resolveImport(
  specifier: string,
  importer: string,
  kind: ImportKind,
  scope: ResolveScope,
): Resolution {
  if (scope.vendored.has(specifier)) return { kind: 'vendored', specifier };
  if (/^\w[\w+.-]+:|^\/\//.test(specifier)) return resolveUrl(specifier, kind);
  if (kind === 'url-token' && specifier.startsWith('#')) return { kind: 'untouched' };

  const { request, as } = splitQuery(specifier);
  if (as === undefined)
    return refused(`"${specifier}" asks for something that a preview cannot do`);
  const wanted = projectPath(request, importer, kind);
  if (wanted === undefined) return resolvePackage(specifier, scope.vendored);
  if (wanted === null) return refused(`"${specifier}" is outside of the project`);
  if (/(?:^|\/)node_modules(?:\/|$)/.test(wanted)) {
    return refused(`"${specifier}" is in node_modules: import the package by its name`);
  }
  const found = findFile(wanted, request, scope);
  if (found !== undefined) return { kind: 'file', path: found, as };
  const message = `"${specifier}" does not exist in the project`;
  // A browser shows the rest of a page whose picture is missing.
  return kind === 'url-token' ? { kind: 'dropped', message } : refused(message);
}

function refused(message: string): Resolution {
  return { kind: 'refused', message };
}

function resolveUrl(specifier: string, kind: ImportKind): Resolution {
  const scheme = /^(\w[\w+.-]+):/.exec(specifier)?.[1]?.toLowerCase() ?? 'https';
  const remote = scheme === 'https' || scheme === 'http';
  if (kind === 'url-token' && (scheme === 'data' || scheme === 'https')) {
    return { kind: 'untouched' };
  }
  if (remote && (kind === 'import-rule' || kind === 'url-token')) {
    return { kind: 'dropped', message: `Previews do not load "${specifier}"` };
  }
  if (scheme === 'node') return refused(nodeMessage(specifier));
  return refused(`"${specifier}" cannot be imported: only the project's files and packages can`);
}

function resolvePackage(specifier: string, vendored: ReadonlySet<string>): Resolution {
  if (builtinModules.includes(specifier)) return refused(nodeMessage(specifier));
  return refused(
    `The package "${specifier}" is not available. Previews have: ${packageList(vendored)}`,
  );
}

function packageList(vendored: ReadonlySet<string>): string {
  return [...vendored].filter((specifier) => !specifier.includes('/jsx-')).join(', ');
}

function nodeMessage(specifier: string): string {
  return `"${specifier}" is a part of Node.js and does not exist in a browser`;
}

function splitQuery(specifier: string): { request: string; as?: 'module' | 'url' | 'text' } {
  const at = specifier.indexOf('?');
  if (at === -1) return { request: specifier, as: 'module' };
  const request = specifier.slice(0, at);
  const query = specifier.slice(at + 1);
  if (query === 'url') return { request, as: 'url' };
  if (query === 'raw') return { request, as: 'text' };
  return { request };
}

/** The project path that is asked for; null when it leaves the project, undefined when it is a package's name. */
function projectPath(request: string, importer: string, kind: ImportKind) {
  if (request.startsWith('@/')) return within(`src/${request.slice(2)}`);
  if (request.startsWith('/')) return within(request.slice(1));
  // In stylesheets a plain name is a file beside them.
  const relative = /^\.\.?(?:\/|$)/.test(request) || kind === 'url-token' || kind === 'import-rule';
  return relative ? within(path.join(path.dirname(importer), request)) : undefined;
}

function within(joined: string): string | null {
  // No path is this long; normalising it would take the square of its length where marks are piled up.
  if (joined.length > 4 * LIMITS.pathMaxChars) return null;
  const normal = path.normalize(joined).normalize('NFC');
  return normal === '..' || normal.startsWith('../') || normal.startsWith('/') ? null : normal;
}

function findFile(wanted: string, request: string, scope: ResolveScope): string | undefined {
  const base = wanted.replace(/\/$/, '');
  const extension = path.extname(base);
  const stem = base.slice(0, base.length - extension.length);
  const candidates = [
    base,
    ...EXTENSIONS.map((added) => base + added),
    ...(COMPILED_FROM[extension] ?? []).map((source) => stem + source),
    ...EXTENSIONS.map((added) => path.join(base, `index${added}`)),
    ...(request.startsWith('/') ? [`public/${base}`] : []),
  ];
  return candidates.find((candidate) => scope.has(candidate));
}
