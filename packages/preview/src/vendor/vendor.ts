import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { version as esbuildVersion } from 'esbuild';

import { bundleVendor, RUNTIME_FILE } from './bundle-vendor.ts';
import { compressAll, type Encodings } from './compress.ts';
import { PACKAGE_ROOT, requireHere, type VendorMode } from './entries.ts';
import { readIconTable } from './icon-table.ts';
import { ICON_CORE_SPECIFIER } from './icons.ts';
import { installedClosure } from './installed-packages.ts';
import { type CachedVendor, readVendorCache, writeVendorCache } from './vendor-cache.ts';

export interface VendorOptions {
  /** Folder in which bundles are kept between starts; made when it is missing. */
  cacheDir: string;
  /** Which build of React is served; `development` by default, for its messages. */
  mode?: VendorMode;
  log?: (message: string) => void;
}

/** The packages that generated apps import, bundled once, in memory, never changing. */
export interface Vendor {
  /** Names all that went into the files: serve them under it for ever. */
  hash: string;
  mode: VendorMode;
  /** What an app may import. */
  specifiers: readonly string[];
  /** File name → bytes, the page's runtime included. */
  files: ReadonlyMap<string, Uint8Array>;
  /** The same files compressed, by file name. */
  encodings: ReadonlyMap<string, Encodings>;
  runtimeFile: string;
  /** JSON of the icons' drawings, for the builder. */
  iconTable: string;
  /** An import map of the specifiers; `baseUrl` is where `files` are served, with its trailing slash. */
  importMap(baseUrl: string): { imports: Record<string, string> };
  /** The files that a page needs for these specifiers, so that it can ask for all of them at once. */
  filesFor(specifiers: Iterable<string>): string[];
}

const ICON_TABLE = 'icons.json';

/**
 * Makes the vendored packages available: from the cache in a few milliseconds, else by bundling them, in
 * about a second. Many processes may do so at once in one folder. Where the folder cannot be written,
 * the bundle stays in memory and `log` is told.
 */
export async function createVendor({
  cacheDir,
  mode = 'development',
  log,
}: VendorOptions): Promise<Vendor> {
  const hash = inputsHash(mode);
  const cached = await readVendorCache(cacheDir, hash);
  if (cached) return vendorOf(hash, mode, cached);

  const made = await makeVendor(mode);
  try {
    await writeVendorCache(cacheDir, hash, made);
  } catch (error) {
    log?.(`the preview packages are kept in memory only: ${String(error)}`);
  }
  return vendorOf(hash, mode, made);
}

async function makeVendor(mode: VendorMode): Promise<CachedVendor> {
  const bundling = bundleVendor(mode);
  // Meanwhile: esbuild works in a process of its own.
  const icons = Buffer.from(JSON.stringify(readIconTable()));
  const { files, specifiers, imports } = await bundling;
  const compressed = await compressAll(files);
  return { specifiers, imports, files: new Map([...files, ...compressed, [ICON_TABLE, icons]]) };
}

function vendorOf(hash: string, mode: VendorMode, cached: CachedVendor): Vendor {
  const { specifiers, imports } = cached;
  const stored = (name: string) => {
    const bytes = cached.files.get(name);
    if (!bytes) throw new Error(`the vendor cache lacks ${name}`);
    return bytes;
  };
  const names = Object.keys(imports);
  return {
    hash,
    mode,
    specifiers: Object.keys(specifiers).filter((specifier) => specifier !== ICON_CORE_SPECIFIER),
    files: new Map(names.map((name) => [name, stored(name)])),
    encodings: new Map(
      names.map((name) => [name, { gzip: stored(`${name}.gz`), br: stored(`${name}.br`) }]),
    ),
    runtimeFile: RUNTIME_FILE,
    iconTable: Buffer.from(stored(ICON_TABLE)).toString('utf8'),
    importMap: (baseUrl) => ({
      imports: Object.fromEntries(
        Object.entries(specifiers).map(([specifier, file]) => [specifier, baseUrl + file]),
      ),
    }),
    filesFor: (wanted) => closure(wanted, specifiers, imports),
  };
}

function closure(
  wanted: Iterable<string>,
  specifiers: Record<string, string>,
  imports: Record<string, string[]>,
): string[] {
  const found = new Set<string>();
  const queue = [...wanted].flatMap((specifier) => specifiers[specifier] ?? []);
  for (const file of queue) {
    if (found.has(file)) continue;
    found.add(file);
    queue.push(...(imports[file] ?? []));
  }
  return [...found];
}

/** A hash of everything that the bundle is made from: packages, our own sources, the bundler, the mode. */
function inputsHash(mode: VendorMode): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([mode, esbuildVersion, installedClosure()]));
  for (const file of ownSources()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 20);
}

function ownSources(): string[] {
  const folders = ['runtime', 'runtime/shims', 'vendor'].map((name) =>
    path.join(PACKAGE_ROOT, 'src', name),
  );
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => path.join(folder, name)),
  );
  return [...files, requireHere().resolve('@promptly/common/preview-bridge')];
}
