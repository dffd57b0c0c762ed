import type { Readable } from 'node:stream';

import { create as contentDisposition } from 'content-disposition';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { AppError } from '@promptly/common';

import type { ByteRange } from '../integrations/storage/object-storage.ts';
import { overSignal } from '../middlewares/over-signal.ts';
import type { Download } from '../services/download.ts';
import { hasVersion, REVALIDATED } from './conditional.ts';
import { sendStream, type Patience } from './send-stream.ts';

/** Bytes that never change under their tag. */
export interface SentBytes {
  /** Strong, in its quotes. */
  etag: string;
  size: number;
  contentType: string;
  disposition: string;
  /** Asked for again each time when left out. */
  cacheControl?: string;
  /** The bytes from `start` up to, not including, `end`; all of them without a range. `over` aborts for who hung up. */
  open: (range: ByteRange | undefined, over: AbortSignal) => Promise<Readable>;
}

const EXAMPLE_ETAG = '"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"';

/** What `sendBytes` reads of a request, for the document. */
export const rangeHeaders = z.object({
  Range: headerOf('One range of bytes.', 'bytes=0-99'),
  'If-Range': headerOf(
    'The ETag that the range is of: another version is answered whole.',
    EXAMPLE_ETAG,
  ),
});

function headerOf(description: string, example: string) {
  return z
    .string()
    .max(1_000)
    .optional()
    .meta({ description, examples: [example] });
}

/**
 * Answers bytes whole, in one range (`Range`, `If-Range`) or not at all (`If-None-Match`). Several ranges at once
 * are answered whole, and so is `HEAD`. A reader that takes nothing for a while, or less than it could on any line, is
 * cut off, see `Patience`. Throws `range_not_satisfiable`.
 */
export async function sendBytes(
  req: Request,
  res: Response,
  bytes: SentBytes,
  patience?: Patience,
): Promise<void> {
  const { etag, size, cacheControl = REVALIDATED } = bytes;
  // Packed bytes would be others than those that the tag and the ranges are about.
  const version = { ETag: etag, 'Cache-Control': `${cacheControl}, no-transform` };
  if (hasVersion(req, etag)) return void res.status(304).set(version).end();
  const range = rangeOf(req, res, bytes);
  // Opened before anything is said of them: a refusal has headers of its own.
  const over = overSignal(res);
  const body = req.method === 'HEAD' ? undefined : await bytes.open(range, over);
  const { start, end } = range ?? { start: 0, end: size };
  if (range) res.status(206).set('Content-Range', `bytes ${start}-${end - 1}/${size}`);
  res.set({
    ...version,
    'Accept-Ranges': 'bytes',
    'Content-Type': bytes.contentType,
    'Content-Disposition': bytes.disposition,
    'Content-Length': String(end - start),
    'X-Content-Type-Options': 'nosniff',
  });
  if (body) await sendStream(body, res, over, patience);
  else res.end();
}

/** Answers what is meant to be saved. Nobody keeps it on the way, or where others could find it. */
export function sendDownload(req: Request, res: Response, download: Download): Promise<void> {
  const { fileName, mediaType, size, sha256 } = download;
  return sendBytes(req, res, {
    ...{ etag: `"${sha256}"`, size, contentType: mediaType },
    disposition: contentDisposition(fileName),
    cacheControl: 'private, no-store',
    open: (range, over) => download.open(range, { ip: req.ip ?? null, gone: over }),
  });
}

function rangeOf(req: Request, res: Response, { etag, size }: SentBytes): ByteRange | undefined {
  const ifRange = req.get('If-Range');
  if (req.method !== 'GET' || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const ranges = req.range(size);
  // A header that is no range is as good as none.
  if (ranges === undefined || ranges === -2) return undefined;
  if (ranges === -1) {
    res.set('Content-Range', `bytes */${size}`);
    throw new AppError('range_not_satisfiable', `These are ${size} bytes: ask for some of them.`, {
      size,
    });
  }
  const [only] = ranges;
  if (ranges.type !== 'bytes' || ranges.length !== 1 || !only) return undefined;
  return { start: only.start, end: only.end + 1 };
}
