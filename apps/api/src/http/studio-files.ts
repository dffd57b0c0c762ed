import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { Router, type Request, type Response } from 'express';

import type { Config } from '../config.ts';
import { checkOrigins } from './origins.ts';
import { studioCsp } from './security-headers.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const COMPRESSIBLE = /^(text\/|application\/|image\/svg|font\/ttf)/;
const COMPRESSED_FROM_BYTES = 1_024;

interface StudioFile {
  path: string;
  type: string;
  /** Its name changes with its content, so that browsers may keep it for ever. */
  isHashed: boolean;
  etag: string;
  size: number;
  /** Filled at the first request; the built studio is small and does not change while the program runs. */
  encoded: Map<Encoding, Promise<Buffer>>;
}

type Encoding = 'br' | 'gzip' | 'identity';

/**
 * Serves the built studio, and its page for every address that is not a file: the studio routes by
 * itself. Null where it is not built.
 */
export async function serveStudio(folder: string, http: Config['http']): Promise<Router | null> {
  const files = await listFiles(folder).catch(() => new Map<string, StudioFile>());
  const page = files.get('/index.html');
  if (!page) return null;
  const router = Router();
  router.use(studioCsp(http));
  router.get('/{*path}', async (req, res, next) => {
    const file = files.get(decodeURIComponent(req.path)) ?? (wantsPage(req) ? page : undefined);
    if (!file) return next();
    // The page says in the browser what an address under a strange name cannot do.
    if (file === page) checkOrigins(req, http);
    await send(req, res, file);
  });
  return router;
}

function wantsPage(req: Request): boolean {
  return extname(req.path) === '' && !req.path.startsWith('/api/') && Boolean(req.accepts('html'));
}

async function send(req: Request, res: Response, file: StudioFile): Promise<void> {
  res.set('Content-Type', file.type);
  res.set('Cache-Control', file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.set('ETag', file.etag);
  res.vary('Accept-Encoding');
  if (req.headers['if-none-match'] === file.etag) return void res.status(304).end();
  const encoding = encodingFor(req, file);
  if (encoding !== 'identity') res.set('Content-Encoding', encoding);
  let bytes = file.encoded.get(encoding);
  if (!bytes) file.encoded.set(encoding, (bytes = encode(file, encoding)));
  res.send(await bytes);
}

function encodingFor(req: Request, file: StudioFile): Encoding {
  if (!COMPRESSIBLE.test(file.type) || file.size < COMPRESSED_FROM_BYTES) return 'identity';
  const accepted = req.acceptsEncodings(['br', 'gzip', 'identity']);
  return accepted === 'br' || accepted === 'gzip' ? accepted : 'identity';
}

async function encode(file: StudioFile, encoding: Encoding): Promise<Buffer> {
  const bytes = await readFile(file.path);
  if (encoding === 'br') {
    return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  }
  return encoding === 'gzip' ? promisify(gzip)(bytes) : bytes;
}

async function listFiles(folder: string): Promise<Map<string, StudioFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && TYPES[extname(entry.name)]);
  const listed = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const url = path.slice(folder.length).replaceAll('\\', '/');
      return [url, await describe(path, url)] as const;
    }),
  );
  return new Map(listed);
}

async function describe(path: string, url: string): Promise<StudioFile> {
  const { size, mtimeMs } = await stat(path);
  const mark = createHash('sha1').update(`${url}:${size}:${mtimeMs}`).digest('base64url');
  return {
    path,
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    isHashed: url.startsWith('/assets/'),
    etag: `"${mark}"`,
    size,
    encoded: new Map(),
  };
}
