import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Packages whose types a generated app may use, besides what these depend on. */
const PACKAGES = [
  '@hookform/resolvers',
  '@testing-library/dom',
  '@testing-library/jest-dom',
  '@testing-library/react',
  '@testing-library/user-event',
  '@types/react',
  '@types/react-dom',
  'class-variance-authority',
  'clsx',
  'lucide-react',
  'radix-ui',
  'react',
  'react-dom',
  'react-hook-form',
  'react-router',
  'tailwind-merge',
  'vitest',
  'zod',
];

/** A read-only `node_modules` of declaration files; everything in it comes from this program's own installation. */
export interface TypeLibrary {
  /** Text of a file such as `react/index.d.ts`, or null. */
  read(file: string): string | null;
  isFile(file: string): boolean;
  isFolder(file: string): boolean;
  /** Names of the packages below a scope such as `@types`. */
  namesIn(scope: string): string[];
}

/** Finds the packages as seen from the given folders; what a package needs is found as seen from the package. */
export function createTypeLibrary(searchFrom: readonly string[]): TypeLibrary {
  const folders = new Map<string, string>();
  for (const name of PACKAGES) for (const from of searchFrom) add(name, from);

  function add(name: string, from: string): void {
    if (folders.has(name)) return;
    const folder = packageFolder(name, from);
    if (!folder) return;
    folders.set(name, folder);
    for (const dependency of dependenciesOf(folder)) add(dependency, folder);
  }

  function locate(file: string): string | undefined {
    const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(file) ?? [];
    const folder = folders.get(name);
    const isInside = !rest.split('/').includes('..');
    return folder !== undefined && isInside ? folder + rest : undefined;
  }

  const texts = new Map<string, string>();
  const kinds = new Map<string, 'file' | 'folder'>();

  // Projects choose the names that are asked for: only what is there is remembered.
  function kindOf(file: string): 'file' | 'folder' | 'nothing' {
    const known = kinds.get(file);
    if (known) return known;
    const location = locate(file);
    const kind = location === undefined ? undefined : kindAt(location);
    if (kind) kinds.set(file, kind);
    return kind ?? 'nothing';
  }

  return {
    read(file) {
      const known = texts.get(file);
      if (known !== undefined) return known;
      const location = kindOf(file) === 'file' ? locate(file) : undefined;
      if (location === undefined) return null;
      const text = readFileSync(location, 'utf8');
      texts.set(file, text);
      return text;
    },
    isFile: (file) => kindOf(file) === 'file',
    isFolder: (file) =>
      [...folders.keys()].some((name) => name.startsWith(`${file}/`)) || kindOf(file) === 'folder',
    namesIn: (scope) =>
      [...folders.keys()]
        .filter((name) => name.startsWith(`${scope}/`))
        .map((name) => name.slice(scope.length + 1)),
  };
}

function kindAt(location: string): 'file' | 'folder' | undefined {
  try {
    const stats = statSync(location, { throwIfNoEntry: false });
    return stats?.isFile() ? 'file' : stats?.isDirectory() ? 'folder' : undefined;
  } catch {
    // A name that no file system takes: too long, or with a zero byte.
    return undefined;
  }
}

/** Folder of the compiler and of its own declarations (`lib.dom.d.ts` and so on), which it reads by real path. */
export function compilerFolder(): string {
  const require = createRequire(import.meta.url);
  const compiler = realpathSync(path.dirname(require.resolve('typescript-native/package.json')));
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`;
  const binary = createRequire(path.join(compiler, 'package.json')).resolve(
    `${platform}/package.json`,
  );
  return path.join(path.dirname(realpathSync(binary)), 'lib');
}

function packageFolder(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (statSync(candidate, { throwIfNoEntry: false })?.isDirectory())
      return realpathSync(candidate);
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Optional peers are left out, as they are in an app that does not ask for them. */
function dependenciesOf(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
    peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  };
  const peers = Object.keys(manifest.peerDependencies ?? {});
  return [
    ...Object.keys(manifest.dependencies ?? {}),
    ...peers.filter((peer) => !manifest.peerDependenciesMeta?.[peer]?.optional),
  ];
}
