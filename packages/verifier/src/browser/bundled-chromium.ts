import { createReadStream, createWriteStream } from 'node:fs';
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

import { extract } from 'tar-fs';

import type { BrowserBinary, MissingBrowser } from './browser-binary.ts';

const STALE_AFTER_MS = 60 * 60 * 1000;
const SYSTEM_FONTS = ['/usr/share/fonts', '/usr/local/share/fonts'];

/**
 * The Chromium that comes with the npm package @sparticuz/chromium, unpacked once below `folder` (190 MB).
 * The package's own extraction is not used: it writes to the temporary folder and takes a half-written file for whole.
 */
export async function bundledChromium(folder: string): Promise<BrowserBinary | MissingBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return {
      missing: `the bundled Chromium runs on Linux x64 only, not on ${process.platform} ${process.arch}`,
    };
  }
  const archive = await findArchive();
  if (!archive) return { missing: 'the package @sparticuz/chromium is not installed' };
  const home = path.join(folder, `chromium-${archive.version}`);
  if (!(await exists(home))) await unpack(archive.bin, folder, home);
  return {
    executablePath: path.join(home, 'chromium'),
    source: 'bundled',
    env: { LD_LIBRARY_PATH: path.join(home, 'lib'), FONTCONFIG_PATH: home },
  };
}

/** Unpacks beside the target and renames: whoever sees the target sees all of it, also when two processes unpack. */
async function unpack(bin: string, folder: string, home: string): Promise<void> {
  await removeLeftovers(folder);
  const partial = await mkdtemp(path.join(folder, '.chromium-'));
  try {
    await chmod(partial, 0o755);
    await Promise.all([
      inflate(
        path.join(bin, 'chromium.br'),
        createWriteStream(path.join(partial, 'chromium'), { mode: 0o755 }),
      ),
      inflate(path.join(bin, 'al2023.tar.br'), extract(partial, { readable: true })),
      inflate(path.join(bin, 'fonts.tar.br'), extract(partial, { readable: true })),
      inflate(path.join(bin, 'swiftshader.tar.br'), extract(partial, { readable: true })),
    ]);
    await writeFile(path.join(partial, 'fonts.conf'), fontsConfig(path.join(home, 'fonts')));
    await rename(partial, home).catch(async (error: unknown) => {
      if (!(await exists(home))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function inflate(file: string, target: NodeJS.WritableStream): Promise<void> {
  const source = createReadStream(file, { highWaterMark: 1 << 22 });
  await pipeline(source, createBrotliDecompress({ chunkSize: 1 << 21 }), target);
}

/** A process that was killed while it unpacked leaves its folder; a young one may still be at work. */
async function removeLeftovers(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!name.startsWith('.chromium-')) continue;
    const leftover = path.join(folder, name);
    const { mtimeMs } = await stat(leftover).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > STALE_AFTER_MS) await rm(leftover, { recursive: true, force: true });
  }
}

async function findArchive(): Promise<{ bin: string; version: string } | undefined> {
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const root = entry.slice(0, entry.lastIndexOf(`${path.sep}build${path.sep}`));
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { bin: path.join(root, 'bin'), version };
  } catch {
    return undefined;
  }
}

function fontsConfig(fonts: string): string {
  const folders = [fonts, ...SYSTEM_FONTS].map((folder) => `  <dir>${folder}</dir>\n`).join('');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders}  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
