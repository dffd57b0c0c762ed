import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

import { PACKAGE_ROOT, RUNTIME_PACKAGES, VENDOR_PACKAGES } from './entries.ts';

interface PackageManifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** Versions that previews run with: what a generated package.json pins. Tailwind's is the compiler's. */
export function vendorVersions(): Record<string, string> {
  return Object.fromEntries(
    [...VENDOR_PACKAGES, 'tailwindcss'].map((name) => [name, manifestOf(name).version]),
  );
}

/** `name@version` of every package that ends up in the bundle, dependencies of dependencies too, sorted. */
export function installedClosure(): string[] {
  const found = new Map<string, string>();
  const queue = [...VENDOR_PACKAGES, ...RUNTIME_PACKAGES].map((name) => locate(name, PACKAGE_ROOT));
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (folder === null || found.has(folder)) continue;
    const manifest = readManifest(folder);
    found.set(folder, `${manifest.name}@${manifest.version}`);
    const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    for (const name of names) queue.push(locate(name, folder));
  }
  return [...new Set(found.values())].sort();
}

function manifestOf(name: string): PackageManifest {
  const folder = locate(name, PACKAGE_ROOT);
  if (folder === null) throw new Error(`${name} is not installed for packages/preview`);
  return readManifest(folder);
}

function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

/** The folder of a package as `from` would import it, or null where it is not installed (an optional peer). */
function locate(name: string, from: string): string | null {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return realpathSync(candidate);
    if (folder === path.dirname(folder)) return null;
  }
}
