import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

const MANIFEST = 'manifest.json';

const manifestSchema = z.object({
  specifiers: z.record(z.string(), z.string()),
  imports: z.record(z.string(), z.array(z.string())),
  /** File name → sha256 of its bytes. */
  files: z.record(z.string().regex(/^[\w.-]+$/), z.string()),
});

/** What one folder of the cache holds. */
export interface CachedVendor {
  specifiers: Record<string, string>;
  imports: Record<string, string[]>;
  files: Map<string, Uint8Array>;
}

/** Reads `cacheDir/hash`, or null where it is absent or any byte of it is not as it was written. */
export async function readVendorCache(
  cacheDir: string,
  hash: string,
): Promise<CachedVendor | null> {
  const folder = path.join(cacheDir, hash);
  try {
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')),
    );
    const files = await Promise.all(
      Object.entries(manifest.files).map(async ([name, sha256]) => {
        const bytes = await readFile(path.join(folder, name));
        if (sha256Of(bytes) !== sha256) throw new Error(`${name} is damaged`);
        return [name, bytes] as const;
      }),
    );
    return { ...manifest, files: new Map(files) };
  } catch {
    return null;
  }
}

/**
 * Writes `cacheDir/hash` so that nobody ever sees a part of it: into a folder of its own, then renamed.
 * When another process was first, its folder stays, unless that one is damaged.
 */
export async function writeVendorCache(
  cacheDir: string,
  hash: string,
  vendor: CachedVendor,
): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const draft = await mkdtemp(path.join(cacheDir, '.draft-'));
  try {
    await writeDraft(draft, vendor);
    const target = path.join(cacheDir, hash);
    if (await moved(draft, target)) return;
    if ((await readVendorCache(cacheDir, hash)) !== null) return;
    await rename(target, path.join(draft, 'damaged'));
    await moved(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function writeDraft(draft: string, { specifiers, imports, files }: CachedVendor) {
  const sums = Object.fromEntries([...files].map(([name, bytes]) => [name, sha256Of(bytes)]));
  await Promise.all([...files].map(([name, bytes]) => writeFile(path.join(draft, name), bytes)));
  const manifest = JSON.stringify({ specifiers, imports, files: sums });
  await writeFile(path.join(draft, MANIFEST), manifest);
}

/** Renames a folder; false when the target is there already. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EPERM') return false;
    throw error;
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
