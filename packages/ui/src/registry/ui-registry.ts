import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readSourceFile, type SourceFile } from './source-file.ts';

/** One component as it can be copied into an application. */
export interface UiComponent {
  /** The file's name without its ending, such as `button`. */
  name: string;
  version: string;
  exports: string[];
  /** Paths in an application: the component's file and the helpers that it alone brings. */
  files: string[];
  /** npm packages that its files import, without React. */
  dependencies: string[];
  /** Names of other components that it is made of. */
  uses: string[];
}

export interface UiRegistry {
  /** In order of name. */
  components: readonly UiComponent[];
  /**
   * The components with all that they are made of: path in the application → text, in path order.
   * Throws on a name that is not in the registry.
   */
  filesFor: (names: Iterable<string>) => Map<string, string>;
  /** npm packages that `filesFor` of the same names imports → exact version, in order of name. */
  dependenciesFor: (names: Iterable<string>) => Record<string, string>;
}

const COMPONENT_FOLDER = 'components/ui';
const ALWAYS_COPIED = 'lib/cn.ts';
/** Every application has these. */
const GIVEN_PACKAGES = new Set(['react', 'react-dom']);

/** Reads the library's sources once and answers from memory. */
export function createUiRegistry(): UiRegistry {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const manifest = readManifest(join(root, '..', 'package.json'));
  const files = readSources(root);
  const components = new Map(
    [...files.values()]
      .filter((file) => isComponent(file.path))
      .map((file) => [nameOf(file.path), describe(file, files, manifest.version)]),
  );

  function closure(names: Iterable<string>): SourceFile[] {
    const wanted = new Set<string>([ALWAYS_COPIED]);
    const queue = [...names].map((name) => {
      if (!components.has(name)) throw new Error(`RDC UI has no component "${name}"`);
      return `${COMPONENT_FOLDER}/${name}.tsx`;
    });
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (path !== ALWAYS_COPIED && wanted.has(path)) continue;
      wanted.add(path);
      queue.push(...fileAt(files, path).imports.filter((next) => !wanted.has(next)));
    }
    return [...wanted].sort().map((path) => fileAt(files, path));
  }

  return {
    components: [...components.values()],
    filesFor: (names) =>
      new Map(closure(names).map((file) => [`src/${file.path}`, file.text] as const)),
    dependenciesFor: (names) =>
      Object.fromEntries(
        packagesOf(closure(names)).map((name) => [name, versionOf(manifest, name)] as const),
      ),
  };
}

function describe(
  file: SourceFile,
  files: ReadonlyMap<string, SourceFile>,
  version: string,
): UiComponent {
  const own = ownFiles(file, files);
  const uses = own.flatMap(({ imports }) => imports.filter(isComponent)).map(nameOf);
  return {
    name: nameOf(file.path),
    version,
    exports: file.exports,
    files: own.map(({ path }) => `src/${path}`),
    dependencies: packagesOf(own),
    uses: [...new Set(uses)].filter((name) => name !== nameOf(file.path)).sort(),
  };
}

/** A component's file and, through them, the helpers that are no components themselves. */
function ownFiles(file: SourceFile, files: ReadonlyMap<string, SourceFile>): SourceFile[] {
  const own = new Map([[file.path, file]]);
  for (const { imports } of own.values()) {
    for (const path of imports) {
      if (!isComponent(path)) own.set(path, fileAt(files, path));
    }
  }
  return [...own.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function packagesOf(files: readonly SourceFile[]): string[] {
  const names = new Set(files.flatMap((file) => file.packages));
  return [...names].filter((name) => !GIVEN_PACKAGES.has(name)).sort();
}

function isComponent(path: string): boolean {
  return path.startsWith(`${COMPONENT_FOLDER}/`) && path.endsWith('.tsx');
}

function nameOf(path: string): string {
  return path.slice(COMPONENT_FOLDER.length + 1, -'.tsx'.length);
}

function fileAt(files: ReadonlyMap<string, SourceFile>, path: string): SourceFile {
  const file = files.get(path);
  if (!file) throw new Error(`RDC UI has no file "${path}"`);
  return file;
}

function readSources(root: string): Map<string, SourceFile> {
  const paths = [COMPONENT_FOLDER, 'lib'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  return new Map(
    paths
      .sort()
      .map((path) => [path, readSourceFile(path, readFileSync(join(root, path), 'utf8'))] as const),
  );
}

interface Manifest {
  version: string;
  dependencies: Record<string, string>;
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

function versionOf(manifest: Manifest, name: string): string {
  const version = manifest.dependencies[name];
  if (!version) throw new Error(`RDC UI imports "${name}" without depending on it`);
  return version;
}
